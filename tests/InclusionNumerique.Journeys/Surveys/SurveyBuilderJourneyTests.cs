using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>From nothing to a poster on the wall: the coordinator builds a questionnaire, reads it as people will, and opens it.</summary>
public sealed class SurveyBuilderJourneyTests(JourneyHost host) : JourneyTest(host)
{
    private const string Title = "Le numérique et vous, essai";

    [Fact]
    public async Task A_questionnaire_is_built_checked_opened_and_printed()
    {
        await SignInAsync(Page, Coordinator, "/questionnaires");
        await BeginAsync();
        await WriteQuestionsAsync();
        await ReadItAsync();
        await OpenItAsync();

        await using var db = OpenDb();
        var survey = await db.Surveys.Include(s => s.Versions).SingleAsync(s => s.Title == Title, Cancellation);
        survey.State.Should().Be(SurveyState.Open);
        var form = SurveyForm.Parse(survey.Versions.Single().Form);
        form.Questions.Select(q => (q.Id, q.Kind)).Should().Equal(("Q1", QuestionKind.YesNo), ("Q2", QuestionKind.Scale), ("Q3", QuestionKind.MultipleChoice));
        form.Questions.Last().Conditions.Should().ContainSingle(c => c.Key == "Q1" && c.Values.Contains("oui") && c.Values.Count == 1);
        form.Questions.Last().Items.Select(i => i.Id).Should().Equal("Q3.1", "Q3.2", "Q3.3");
    }

    private async Task BeginAsync()
    {
        await Press("Nouveau questionnaire");
        await Page.GetByLabel("Titre", new() { Exact = true }).FillAsync(Title);
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#questionnaire-but-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaires-nouveau-refus");

        await Page.GetByLabel("Présentation").FillAsync("Les espaces sociaux communs demandent à leurs usagers ce que le numérique change pour eux. Les réponses servent à améliorer l’accueil.");
        await Page.GetByLabel("Arabe").CheckAsync();
        await Page.Locator("dialog[open] input[type=number]").First.FillAsync("400");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Title);
        await Assertions.Expect(Page.GetByText("Ajoutez au moins une question.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-brouillon");
    }

    private async Task WriteQuestionsAsync()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Écrire les questions" }).ClickAsync();
        await Page.GetByLabel("Usagers").CheckAsync();
        await Add("Oui ou non", "Q1", "Avez-vous un smartphone ?");
        await Add("Échelle", "Q2", "Êtes-vous d’accord ?");
        await FillAsync("#lignes-Q2", "Je me sens à l’aise avec internet\nLes démarches en ligne me font peur\nJe sais à qui demander de l’aide");
        await Page.GetByText("Codes, et lignes qui disent le contraire").ClickAsync();
        await Page.GetByLabel("Les démarches en ligne me font peur").CheckAsync();
        await Add("Plusieurs réponses", "Q3", "Que faites-vous avec ?");
        await FillAsync("#lignes-Q3", "Appeler\nEnvoyer des messages\nAller sur internet");
        await Press("Ajouter une condition");
        await Page.GetByLabel("Seulement si").SelectOptionAsync("Q1");
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Oui", Exact = true }).CheckAsync();

        await Press("Monter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Q3 : 2e sur 3");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Monter" })).ToBeFocusedAsync();
        await Press("Descendre");
        await Press("Retirer", isExact: true);
        await Press("Annuler le retrait");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Q3 est de retour.");

        await SaveAsync();
        await Assertions.Expect(Page.Locator("#plan-B1")).ToContainTextAsync("à compléter");
        await Screen.CheckAsync(Page, "questionnaire-questions");
        await Page.Locator("#plan-B1").ClickAsync();
        await FillAsync("#titre-B1", "Vous et le numérique");
        await SaveAsync();
        await Assertions.Expect(Page.Locator(".outline-mark")).ToHaveCountAsync(0);
        await Screen.CheckAsync(Page, "questionnaire-page");
    }

    private async Task ReadItAsync()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Aperçu" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Seulement si Q1 = Oui")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-apercu");

        await Page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Arabe" }).ClickAsync();
        await FillAsync("#texte-Q1", "هل لديك هاتف ذكي؟");
        await Press("Tout cocher comme vérifié sur cette page");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#avancement")).ToContainTextAsync("1 sur ");
        await Screen.CheckAsync(Page, "questionnaire-traductions");
        await Page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
    }

    private async Task OpenItAsync()
    {
        await Press("Ouvrir le questionnaire");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Le questionnaire est ouvert" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-ouvert");
        await Press("Inviter par e-mail");
        await Page.GetByLabel("Adresses e-mail").FillAsync("une.personne@essai.invalid\nune.autre@essai.invalid");
        await Screen.CheckAsync(Page, "questionnaire-inviter");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.GetByText("2 personnes invitées. Les e-mails partent")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Affiche à imprimer" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".survey-poster .qr path")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-affiche");
        (await PagesAsync("questionnaire-affiche")).Should().Be(1, "a poster is one sheet");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Retour au questionnaire" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Version papier" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Seulement si vous avez répondu « Oui » à la question 1")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaire-papier");
        (await PagesAsync("questionnaire-papier")).Should().Be(1);
        await Page.GotoAsync("/questionnaires");
        await Assertions.Expect(Page.GetByTestId("survey").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "questionnaires");
    }

    private async Task<int> PagesAsync(string name)
    {
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", $"{name}.pdf"), PreferCSSPageSize = true });
        return System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b");
    }

    private Task Press(string name, bool isExact = false) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = isExact }).ClickAsync();

    private async Task Add(string kind, string id, string text)
    {
        await Page.Locator(".survey-add").GetByRole(AriaRole.Button, new() { Name = kind }).ClickAsync();
        await Assertions.Expect(Page.Locator($"#texte-{id}")).ToBeFocusedAsync();
        await FillAsync($"#texte-{id}", text);
    }

    // The page takes a field in as one leaves it.
    private async Task FillAsync(string field, string text)
    {
        await Page.Locator(field).FillAsync(text);
        await Page.Locator(field).BlurAsync();
    }

    private async Task SaveAsync()
    {
        await Press("Enregistrer");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Enregistré.");
    }
}

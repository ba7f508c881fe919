using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The letter of the month as it is prepared, sent, read and refused.</summary>
public sealed class NewsletterScreensTests(JourneyHost host) : JourneyTest(host)
{
    // The demo has the letters of this month and the two before.
    private static readonly DateOnly Month = new DateOnly(DateTime.Today.Year, DateTime.Today.Month, 1).AddMonths(-4);

    private static string Key => NewsletterTexts.Key(Month);

    public override async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Newsletters.Where(n => n.Month == Month).ExecuteDeleteAsync(Cancellation);
            await db.Users.ExecuteUpdateAsync(p => p.SetProperty(x => x.LetterStoppedAt, (DateTimeOffset?)null), Cancellation);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_coordinator_prepares_rewrites_previews_and_sends_a_letter()
    {
        await SignInAsync(Page, Coordinator, "/lettre");
        await Expect(Page.GetByTestId("letter")).ToHaveCountAsync(3);
        await Screen.CheckAsync(Page, "lettres");
        await Page.Locator("#mois").SelectOptionAsync(Key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Préparer" }).ClickAsync();
        await Expect(Page.Locator("#section-1")).ToBeVisibleAsync();
        await Expect(Page.Locator("#section-2")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("visites"));

        await Page.Locator("#section-1").FillAsync("Bonjour,\n\n- un <b>mot</b>\n- deux");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByText("Enregistré à")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Monter « À venir »" }).ClickAsync();
        await Expect(Page.Locator(".letter-sections h2").Nth(1)).ToHaveTextAsync("À venir");
        await Screen.CheckAsync(Page, "lettre-brouillon");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Aperçu" }).ClickAsync();
        await Expect(Page.GetByTestId("letter-body").Locator("li").First).ToHaveTextAsync("un <b>mot</b>");
        await Screen.CheckAsync(Page, "lettre-apercu");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Comme un e-mail" }).ClickAsync();
        await Expect(Page.GetByTestId("letter-mail")).ToContainTextAsync("LE MOT DE LA COORDINATION");
        await Screen.CheckAsync(Page, "lettre-email");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Modifier ou envoyer" }).ClickAsync();
        await Expect(Page.Locator("#section-1")).ToHaveValueAsync("Bonjour,\n\n- un <b>mot</b>\n- deux");
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex(@"^Envoyer à \d+ personnes$") }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer la lettre" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "lettre-confirmer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer la lettre" }).ClickAsync();
        await Expect(Page.GetByTestId("letter-counts")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "lettre-envoyee");

        var other = await OpenAsync();
        await SignInAsync(other, Observer, $"/lettre/{Key}");
        await Expect(other.GetByTestId("letter-body")).ToBeVisibleAsync();
        await Expect(other.GetByTestId("letter-counts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_who_write_at_once_lose_nothing()
    {
        await using (var db = OpenDb())
        {
            db.Newsletters.Add(new Newsletter { Id = Guid.CreateVersion7(), Month = Month, Sections = [new(SectionKind.Word, "Avant"), new(SectionKind.Memos, "", true)], CreatedById = DemoData.AccountId(9), CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, Coordinator, $"/lettre/{Key}/modifier");
        var other = await OpenAsync();
        await SignInAsync(other, Coordinator, $"/lettre/{Key}/modifier");
        await Expect(other.Locator("#section-1")).ToHaveValueAsync("Avant");
        await Expect(Page.Locator("#section-1")).ToHaveValueAsync("Avant");
        await other.Locator("#section-1").FillAsync("De l’autre");
        await other.Keyboard.PressAsync("Tab");
        await Expect(other.GetByText("Enregistré à")).ToBeVisibleAsync();

        await Page.Locator("#section-1").FillAsync("De moi");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByText("Quelqu’un d’autre a modifié ce brouillon.")).ToBeVisibleAsync();
        await Expect(Page.Locator("#section-1")).ToHaveValueAsync("De moi");
        await Screen.CheckAsync(Page, "lettre-conflit");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(Page.GetByText("Enregistré à")).ToBeVisibleAsync();

        await using var now = OpenDb();
        (await now.Newsletters.AsNoTracking().SingleAsync(n => n.Month == Month, Cancellation)).Sections[0].Text.Should().Be("De moi");
    }

    [Fact]
    public async Task The_link_of_an_e_mail_shows_a_button_and_ends_the_letter_without_signing_in()
    {
        var secret = InclusionNumerique.Staff.InvitationToken.New();
        await using (var db = OpenDb())
        {
            var hash = System.Security.Cryptography.SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(secret));
            var message = await db.Messages.Where(m => m.Kind == MessageKind.Newsletter && m.ProfessionalId == DemoData.AccountId(8)).Select(m => m.Id).FirstAsync(Cancellation);
            await db.Messages.Where(m => m.Id == message).ExecuteUpdateAsync(m => m.SetProperty(x => x.StopHash, hash), Cancellation);
        }

        var stranger = await OpenAsync(hasScript: false);
        await stranger.GotoAsync($"/desabonnement?jeton={secret}");
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Ne plus la recevoir" }).ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "C’est fait" })).ToBeVisibleAsync();

        await Page.GotoAsync($"/desabonnement?jeton={secret}");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Ne plus la recevoir" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "desabonnement");
        await Page.GotoAsync("/desabonnement");
        await Expect(Page.GetByText("Ce lien est incomplet ou trop ancien.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "desabonnement-lien-mort");

        await SignInAsync(Page, "Travailleuse Sociale Démo", "/lettre/reception");
        await Expect(Page.Locator("#lettre")).Not.ToBeCheckedAsync();
        await Page.Locator("#lettre").CheckAsync();
        await Expect(Page.GetByText("Vous recevrez les prochaines lettres par e-mail.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "lettre-reception");
    }

    [Fact]
    public async Task A_letter_that_does_not_exist_says_so()
    {
        await SignInAsync(Page, Mediator, "/lettre/1999-01");
        await Expect(Page.GetByText("Il n’y a pas de lettre pour ce mois")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "lettre-absente");
        await Page.GotoAsync("/lettre");
        await Expect(Page.GetByTestId("letter")).ToHaveCountAsync(2);
    }
}

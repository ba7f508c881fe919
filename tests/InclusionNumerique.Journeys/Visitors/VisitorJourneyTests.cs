using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visitors;

/// <summary>A person's file, from the consent to what is left to do.</summary>
public sealed class VisitorJourneyTests(JourneyHost host) : JourneyTest(host)
{
    private readonly string _name = $"Usager Démo {Guid.NewGuid():N}"[..24];

    private async Task OpenFilesAsync(string path = "/fiches")
    {
        await SignInAsync(Page, Mediator, path);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>The dialog filled and sent; its page.</summary>
    private async Task CreateAsync()
    {
        await OpenFilesAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle fiche" }).ClickAsync();
        await Page.Locator("#nom").FillAsync(_name);
        await Page.GetByLabel("La personne est d’accord", new() { Exact = true }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await ConfirmIfSimilarAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(_name);
    }

    // The demo's files bear similar names.
    private async Task ConfirmIfSimilarAsync()
    {
        var warning = Page.GetByLabel("Ce n’est pas la même personne");
        await Assertions.Expect(warning.Or(Page.GetByRole(AriaRole.Heading, new() { Name = _name }))).ToBeVisibleAsync();
        if (await warning.IsVisibleAsync())
        {
            await warning.CheckAsync();
            await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        }
    }

    private async Task<Visitor> StoredAsync()
    {
        await using var db = OpenDb();
        return await db.Visitors.AsNoTracking().SingleAsync(v => v.Name == _name, Cancellation);
    }

    [Fact]
    public async Task By_keyboard_alone_a_file_is_opened_a_follow_up_noted_found_in_the_list_and_done()
    {
        await OpenFilesAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle fiche" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#nom")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(_name);
        await Page.Locator("#accord").FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Page.Keyboard.PressAsync("Enter");
        await ConfirmIfSimilarAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(_name);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Noter un suivi" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Locator("#suivi-texte").FocusAsync();
        await Page.Keyboard.TypeAsync("Attestation de droits");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("follow-up")).ToContainTextAsync("Demain");

        await Page.GotoAsync("/suivi");
        var line = Page.GetByTestId("follow-up").Filter(new() { HasText = _name });
        for (var page = 1; page < 9 && await line.CountAsync() == 0; page++)
        {
            await Assertions.Expect(Page.GetByTestId("follow-up").First).ToBeVisibleAsync();
            if (await line.CountAsync() == 0)
            {
                await Page.GotoAsync($"/suivi?page={page + 1}");
                await Assertions.Expect(Page.GetByTestId("follow-up").First).ToBeVisibleAsync();
            }
        }

        await line.GetByRole(AriaRole.Button, new() { Name = "C’est fait" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Fait : rappeler.")).ToBeVisibleAsync();
        await Assertions.Expect(line).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_person_with_a_card_is_recognised_at_the_reception_and_named_on_the_desk()
    {
        await CreateAsync();
        var code = (await StoredAsync()).Code;
        await using (var db = OpenDb())
        {
            // The reception of this site is of another institution: the person agrees to share.
            await db.Visitors.Where(v => v.Name == _name).ExecuteUpdateAsync(v => v.SetProperty(x => x.IsShared, true), Cancellation);
        }

        var reception = await OpenAsync();
        await SignInAsync(reception, Receptionist, "/arrivees");
        await reception.Locator("#fiche").FillAsync(code.Replace("-", "").ToLowerInvariant());
        await reception.Keyboard.PressAsync("Tab");
        await Assertions.Expect(reception.GetByLabel(_name)).ToBeCheckedAsync();
        await reception.GetByTestId("save").ClickAsync();
        await Assertions.Expect(reception.GetByTestId("said")).ToContainTextAsync("la personne attend");

        await Page.GotoAsync("/bureau");
        await Assertions.Expect(Page.GetByTestId("waiting")).ToContainTextAsync(_name);
        await Page.Keyboard.PressAsync("F2");
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-names", "hidden");
    }

    [Fact]
    public async Task A_file_erased_at_the_persons_wish_is_gone()
    {
        await CreateAsync();
        var id = (await StoredAsync()).Id;
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer la fiche" }).ClickAsync();
        await Screen.CheckAsync(Page, "fiche-effacer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer définitivement" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Fiches des personnes" })).ToBeVisibleAsync();
        await Page.GotoAsync($"/fiches/{id}");
        await Assertions.Expect(Page.GetByText("Fiche introuvable")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Screens_of_the_files()
    {
        await OpenFilesAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiches");
        await Page.Locator("#recherche").FillAsync("zzzzqqq");
        await Assertions.Expect(Page.GetByText("Aucune fiche ne correspond")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiches-aucune");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle fiche" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#accord-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiches-nouvelle-refus");
    }

    [Fact]
    public async Task Screens_of_one_file_and_of_the_work_list()
    {
        await using (var db = OpenDb())
        {
            var busy = await db.Visitors.Where(v => v.SiteId == 4 && v.InstitutionId == 1 && db.FollowUps.Any(f => f.VisitorId == v.Id)).Select(v => v.Id).FirstAsync(Cancellation);
            await OpenFilesAsync($"/fiches/{busy}");
        }

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Bilan des droits sociaux" })).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiche");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Noter un suivi" }).ClickAsync();
        await Page.Locator("#suivi-jour").FillAsync("2020-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Noter le suivi" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#suivi-jour-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiche-suivi-refus");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Réunir avec" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Réunir", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator("#fiche-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "fiche-reunir-refus");

        await Page.GotoAsync("/suivi");
        await Assertions.Expect(Page.GetByTestId("follow-up").First).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "suivi");
    }
}

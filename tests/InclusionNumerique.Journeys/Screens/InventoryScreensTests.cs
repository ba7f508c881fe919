using System.Text.RegularExpressions;
using InclusionNumerique.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The things of the sites: listed, lent, reserved, brought back, and the paper that goes with a loan.</summary>
public sealed class InventoryScreensTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Item = Guid.CreateVersion7();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.EquipmentLoans.ExecuteDeleteAsync(Cancellation);
        await db.Incidents.Where(i => i.EquipmentId != null).ExecuteDeleteAsync(Cancellation);
        await db.EquipmentItems.ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task An_empty_inventory_says_how_to_begin_and_the_first_thing_is_added_after_its_refusals()
    {
        await SignInAsync(Page, Mediator, "/materiel");
        await Assertions.Expect(Page.Locator(".empty").Last).ToContainTextAsync("L’inventaire est vide");
        await Screen.CheckAsync(Page, "materiel-vide");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un équipement" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(3);
        await Screen.CheckAsync(Page, "materiel-ajouter-refus");
        await Page.Locator("#equipement-genre").SelectOptionAsync("2");
        await Page.Locator("#equipement-nom").FillAsync("Tablette de prêt 1");
        await Page.Locator("#equipement-numero").FillAsync("demo-9");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("equipment")).ToContainTextAsync("DEMO-9");
    }

    [Fact]
    public async Task A_thing_is_lent_with_the_keyboard_alone_its_slip_fits_one_page_and_it_comes_back()
    {
        await FillAsync(isLate: false);
        await SignInAsync(Page, Receptionist, "/materiel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Prêter Portable de prêt" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Prêter", Exact = true }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#pret-qui-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "materiel-preter-refus");
        await Page.Locator("#pret-repere").FillAsync("Billet 12");
        await Page.Locator("#pret-au").FillAsync(DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("loan")).ToContainTextAsync("Prêté à Billet 12");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Fiche de prêt" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("loan-slip")).ToContainTextAsync("numéro d’inventaire DEMO-1");
        await Screen.CheckAsync(Page, "materiel-fiche");
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", "materiel-fiche.pdf"), PreferCSSPageSize = true });
        Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b").Should().Be(1);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Retour au matériel" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rendu : Portable de prêt" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("loan")).ToHaveCountAsync(0);
        await Page.GetByTestId("undo").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("loan")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_late_comes_first_and_a_period_that_is_taken_is_refused()
    {
        await FillAsync(isLate: true);
        await SignInAsync(Page, Mediator, "/materiel");
        await Assertions.Expect(Page.GetByTestId("loan").First).ToContainTextAsync("En retard");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Réserver Clé 4G" }).ClickAsync();
        await Page.Locator("#pret-qui").SelectOptionAsync(new SelectOptionValue { Label = "Travailleuse Sociale Démo" });
        var day = DateTimeOffset.UtcNow.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await Page.Locator("#pret-du").FillAsync(day);
        await Page.Locator("#pret-au").FillAsync(day);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Réserver", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator("#pret-du-refus")).ToContainTextAsync("Déjà réservé");
        await Screen.CheckAsync(Page, "materiel-reserver-refus");
        await Page.Keyboard.PressAsync("Escape");
        await Screen.CheckAsync(Page, "materiel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler la réservation" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("loan")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_loan_of_nowhere_is_said_not_to_exist()
    {
        await SignInAsync(Page, Mediator, $"/materiel/prets/{Guid.CreateVersion7()}");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Ce prêt n’existe pas");
        await Screen.CheckAsync(Page, "materiel-fiche-absente");
    }

    private async Task FillAsync(bool isLate)
    {
        await using var db = OpenDb();
        var now = DateTimeOffset.UtcNow;
        var hotspot = Guid.CreateVersion7();
        db.EquipmentItems.AddRange(
            Thing(Item, EquipmentKind.Laptop, "Portable de prêt", "DEMO-1"), Thing(hotspot, EquipmentKind.Hotspot, "Clé 4G", "DEMO-2"),
            Thing(Guid.CreateVersion7(), EquipmentKind.Printer, "Imprimante", "DEMO-3", EquipmentState.Down));
        if (isLate)
        {
            db.EquipmentLoans.AddRange(
                Loan(hotspot, LoanState.Reserved, now.AddDays(8), now.AddDays(11), "Atelier du jeudi"), Loan(Item, LoanState.Lent, now.AddDays(-5), now.AddDays(-1), "Billet 7"));
        }

        await db.SaveChangesAsync(Cancellation);
    }

    private static EquipmentItem Thing(Guid id, EquipmentKind kind, string name, string number, EquipmentState state = EquipmentState.InService) =>
        new() { Id = id, SiteId = 4, Kind = kind, Name = name, InventoryNumber = number, State = state };

    private static EquipmentLoan Loan(Guid item, LoanState state, DateTimeOffset from, DateTimeOffset to, string label) => new()
    {
        Id = Guid.CreateVersion7(), EquipmentId = item, State = state, StartsAt = from, EndsAt = to, Label = label, CreatedById = InclusionNumerique.Data.DemoData.AccountId(1), CreatedAt = from < to ? from.AddDays(-1) : to,
    };
}

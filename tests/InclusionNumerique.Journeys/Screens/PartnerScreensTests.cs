using System.Text.RegularExpressions;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>The directory: who, what, when, where, on a list beside a plan, and a place's page to hand out.</summary>
public sealed class PartnerScreensTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Library = Guid.CreateVersion7();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        await db.Orientations.Where(o => o.ParentId != null).ExecuteDeleteAsync(Cancellation);
        await db.Orientations.ExecuteDeleteAsync(Cancellation);
        await db.Partners.ExecuteDeleteAsync(Cancellation);
    }

    [Fact]
    public async Task Without_a_place_the_page_says_how_to_begin()
    {
        await SignInAsync(Page, Coordinator, "/partenaires");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Ajouter un lieu");
        await Screen.CheckAsync(Page, "partenaires-vide");

        await Page.GetByRole(AriaRole.Link, new() { Name = "À vérifier" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Rien à vérifier");
        await Screen.CheckAsync(Page, "partenaires-a-verifier-vide");
    }

    [Fact]
    public async Task A_search_narrows_the_list_and_the_plan_alike()
    {
        await FillAsync();
        await SignInAsync(Page, "Travailleuse Sociale Démo", "/");
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Navigation principale" }).GetByRole(AriaRole.Link, new() { Name = "Partenaires" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("partner")).ToHaveCountAsync(7);
        await Assertions.Expect(Page.Locator(".city-plan a")).ToHaveCountAsync(5);
        await Assertions.Expect(Page.Locator(".outside")).ToContainTextAsync("Relais Démo de Redon");
        await Assertions.Expect(Page.Locator(".city-plan svg")).ToHaveAttributeAsync("aria-describedby", "lieux");
        await Screen.CheckAsync(Page, "partenaires");

        await Page.Locator("#texte").FillAsync("démo MEDIATHEQUE l'hélier");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("partner")).ToHaveCountAsync(1);
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("texte="));
        await Assertions.Expect(Page.Locator(".city-plan").GetByRole(AriaRole.Link, new() { Name = "1. Médiathèque Démo de Saint-Hélier" })).ToBeVisibleAsync();

        await Page.Locator("#texte").FillAsync("rien de tel");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Essayez un seul mot");
        await Screen.CheckAsync(Page, "partenaires-aucun");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer les filtres" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#texte")).ToHaveValueAsync("");
        await Assertions.Expect(Page.GetByTestId("partner")).ToHaveCountAsync(7);
        await Page.Locator("#pres").SelectOptionAsync("4");
        await Page.Locator("#service").SelectOptionAsync("0");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("partner").First).ToContainTextAsync("Point Démo du Blosne");
        await Assertions.Expect(Page.GetByTestId("partner").First).ToContainTextAsync("à 300 m");
        await Screen.CheckAsync(Page, "partenaires-pres");
    }

    [Fact]
    public async Task A_place_s_page_says_who_what_when_where_and_is_checked_with_the_keyboard_alone()
    {
        await FillAsync();
        await SignInAsync(Page, Receptionist, $"/partenaires/{Library}");
        await Assertions.Expect(Page.GetByTestId("verified")).ToContainTextAsync("Personne n’a encore vérifié");
        await Assertions.Expect(Page.Locator(".partner-week")).ToContainTextAsync("10 h – 12 h 30");
        await Assertions.Expect(Page.GetByText("02 61 91 00 09")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Modifier" })).ToHaveCountAsync(0);
        await Screen.CheckAsync(Page, "partenaire");

        await Page.GetByRole(AriaRole.Button, new() { Name = "C’est toujours exact" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#moyen-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "partenaire-verifier-refus");
        await Page.Locator("dialog[open] input[type=radio]").First.FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByTestId("verified")).ToContainTextAsync($"par {Receptionist}, par téléphone");
        await Screen.CheckAsync(Page, "partenaire-verifie");
    }

    [Fact]
    public async Task The_sheet_fits_one_page_without_what_is_for_professionals()
    {
        await FillAsync();
        await SignInAsync(Page, Mediator, $"/partenaires/{Library}");
        await Assertions.Expect(Page.GetByTestId("verified")).ToBeVisibleAsync();
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(Page.GetByText("02 61 91 00 09")).ToBeHiddenAsync();
        await Assertions.Expect(Page.GetByText("Demander Camille")).ToBeHiddenAsync();
        await Assertions.Expect(Page.GetByText("12 rue de l’Exemple")).ToBeVisibleAsync();
        await Page.SetViewportSizeAsync(688, 1000);
        await Page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", "partenaire-imprime.png"), FullPage = true });
        await Page.EmulateMediaAsync(new() { Media = Media.Null });
        var pdf = await Page.PdfAsync(new() { Path = Evidence.PathOf("screenshots", "partenaire.pdf"), PreferCSSPageSize = true });
        Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b").Should().Be(1);
    }

    [Fact]
    public async Task An_own_place_is_added_after_its_refusals_and_the_hours_are_read_back_in_French()
    {
        await SignInAsync(Page, Mediator, "/partenaires");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un lieu" }).ClickAsync();
        await Page.Locator("#lieu-horaires").FillAsync("du lundi au vendredi");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#lieu-horaires-refus")).ToContainTextAsync("Mo-Fr 09:00-12:00");
        await Assertions.Expect(Page.Locator("dialog[open] .refusal")).ToHaveCountAsync(4);
        await Screen.CheckAsync(Page, "partenaire-ajout-refus");

        await Page.Locator("#lieu-nom").FillAsync("Repair Café Démo");
        await Page.Locator("#lieu-adresse").FillAsync("2 rue de l’Exemple");
        await Page.Locator("#lieu-code-postal").FillAsync("35200");
        await Page.Locator("#lieu-position").FillAsync("48.0950, -1.6700");
        await Page.Locator("#lieu-horaires").FillAsync("Mo-Fr 09:00-12:00; PH off");
        await Page.Locator("#lieu-horaires").BlurAsync();
        await Assertions.Expect(Page.Locator(".hours-preview")).ToContainTextAsync("lundi à vendredi");
        await Page.GetByLabel("Acquisition de matériel informatique à prix solidaire").CheckAsync();
        await Screen.CheckAsync(Page, "partenaire-ajout");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/partenaires/[0-9a-f-]{36}$"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Repair Café Démo" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_an_imported_place_the_house_s_additions_are_edited_and_a_closure_is_seen_by_all()
    {
        await FillAsync();
        await SignInAsync(Page, Coordinator, $"/partenaires/{Library}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#lieu-nom")).ToHaveCountAsync(0);
        await Page.Locator("#lieu-ferme-du").FillAsync("2026-01-01");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#lieu-ferme-raison-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "partenaire-modifier-refus");
        await Page.Locator("#lieu-ferme-raison").FillAsync("Travaux de la salle");
        await Page.Locator("dialog[open] button.primary").ClickAsync();
        await Assertions.Expect(Page.Locator(".notice.bad")).ToContainTextAsync("Fermé en ce moment, jusqu’à nouvel ordre. Travaux de la salle");
        await Screen.CheckAsync(Page, "partenaire-ferme");
    }

    [Fact]
    public async Task What_is_to_be_checked_is_listed()
    {
        await FillAsync();
        await SignInAsync(Page, Mediator, "/partenaires?vue=a-verifier");
        await Assertions.Expect(Page.Locator("tbody tr")).ToHaveCountAsync(6);
        await Screen.CheckAsync(Page, "partenaires-a-verifier");
    }

    [Fact]
    public async Task A_place_that_does_not_exist_is_said_not_to()
    {
        await SignInAsync(Page, Mediator, $"/partenaires/{Guid.CreateVersion7()}");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Ce lieu n’existe pas");
        await Screen.CheckAsync(Page, "partenaire-absent");
    }

    private async Task FillAsync()
    {
        await using var db = OpenDb();
        (string Name, string Address, string Town, double? Latitude, double? Longitude, string Hours, int Services)[] places =
        [
            ("Médiathèque Démo de Saint-Hélier", "12 rue de l’Exemple", "Rennes", 48.1075, -1.6645, "Tu-Fr 10:00-12:30,14:00-18:30; Sa 10:00-17:00; PH off", 0b10000011),
            ("Point Démo du Blosne", "3 place de l’Essai", "Rennes", 48.0898, -1.6580, "Mo-Su 00:00-24:00", 0b1),
            ("Accueil Démo de Villejean", "5 cours de l’Essai", "Rennes", 48.1190, -1.7040, "Mo-Fr 09:00-12:00,14:00-17:00", 0b101),
            ("Atelier Démo du Centre", "8 quai de l’Exemple", "Rennes", 48.1096, -1.6760, "", 0b100000000),
            ("Espace Démo du Centre", "9 quai de l’Exemple", "Rennes", 48.1097, -1.6758, "We 14:00-17:00", 0b10),
            ("Relais Démo de Redon", "1 rue de la Gare", "Redon", 47.6513, -2.0848, "sur rendez-vous", 0b1),
            ("Association Démo sans position", "", "Rennes", null, null, "Mo 09:00-12:00", 0),
        ];
        foreach (var (place, index) in places.Select((p, i) => (p, i)))
        {
            var columns = new string[PlaceStandard.Columns.Count];
            Array.Fill(columns, "");
            columns[PlaceStandard.Name] = place.Name;
            columns[PlaceStandard.Town] = place.Town;
            columns[PlaceStandard.PostalCode] = "35000";
            columns[PlaceStandard.Address] = place.Address;
            columns[PlaceStandard.Hours] = place.Hours;
            columns[PlaceStandard.Services] = string.Join('|', PlaceStandard.ServiceValues.Where((_, i) => (place.Services & (1 << i)) != 0));
            if (index == 0)
            {
                columns[PlaceStandard.Phone] = "+33261910008";
                columns[PlaceStandard.Emails] = "mediatheque@demo.invalid";
                columns[PlaceStandard.Websites] = "https://mediatheque.demo.invalid/";
                columns[PlaceStandard.Summary] = "Ordinateurs en libre accès, aide aux démarches sur place.";
                columns[PlaceStandard.Fees] = "Gratuit";
                columns[PlaceStandard.Access] = "Se présenter|Téléphoner";
                columns[PlaceStandard.Support] = "En autonomie|Accompagnement individuel";
                columns[PlaceStandard.SpecialCare] = "Illettrisme|Langues étrangères (anglais)";
            }

            var hours = OsmHours.Read(place.Hours);
            db.Partners.Add(new Partner
            {
                Id = index == 0 ? Library : Guid.CreateVersion7(),
                Producer = "12345678900011",
                LocalId = $"demo-{index}",
                Columns = columns,
                Unknown = index == 0 ? ["services=Aide à distance par robot"] : [],
                Name = place.Name,
                Town = place.Town,
                SearchText = await db.Database.SqlQuery<string>($"SELECT plain_name({place.Name + " " + place.Address}) AS \"Value\"").SingleAsync(Cancellation),
                Services = place.Services,
                Latitude = place.Latitude,
                Longitude = place.Longitude,
                WeekMinutes = hours?.Week,
                HasDatedHours = hours?.IsDated ?? false,
                UpdatedOn = new(2026, 3, 2),
                DirectLine = index == 0 ? "+33261910009" : null,
                ProfessionalHours = index == 0 ? "Le matin. Demander Camille." : null,
                HowToRefer = index == 0 ? "Appeler avant. La personne apporte une pièce d’identité." : null,
                DistrictId = index == 0 ? 2 : null,
                VerifiedAt = index == 1 ? DateTimeOffset.UtcNow.AddDays(-20) : null,
                VerifiedById = index == 1 ? DemoData.AccountId(1) : null,
                VerifiedHow = index == 1 ? VerificationMeans.OnSite : null,
            });
        }

        await db.SaveChangesAsync(Cancellation);
    }
}

using System.Text;
using InclusionNumerique.Memos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Memos as they are written, read, corrected and removed, on the demo's memos.</summary>
public sealed class MemoScreensTests(JourneyHost host) : JourneyTest(host)
{
    private const string Written = "Mémo du parcours";

    public override async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Memos.IgnoreQueryFilters().Where(m => m.Title.StartsWith(Written)).ExecuteDeleteAsync(Cancellation);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_list_its_filters_and_its_empty_states()
    {
        await SignInAsync(Page, Receptionist, "/memos");
        await Expect(Page.GetByTestId("memo")).ToHaveCountAsync(7);
        await Expect(Page.GetByTestId("memo").First).ToContainTextAsync("Épinglé");
        await Screen.CheckAsync(Page, "memos");

        await Page.Locator("#texte").FillAsync("capot");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("texte=capot"));
        await Expect(Page.GetByTestId("memo")).ToHaveCountAsync(1);

        await Page.Locator("#texte").FillAsync("introuvable");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("Aucun mémo ne correspond.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "memos-sans-resultat");
    }

    [Fact]
    public async Task A_memo_with_a_file_is_read_and_its_reader_counted()
    {
        await SignInAsync(Page, Receptionist, "/memos");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Contacts utiles entre professionnels" }).ClickAsync();
        await Expect(Page.GetByTestId("seen")).ToContainTextAsync("Vu par");
        await Page.GetByTestId("seen").Locator("summary").ClickAsync();
        await Expect(Page.GetByTestId("seen")).ToContainTextAsync(Receptionist);
        await Screen.CheckAsync(Page, "memo");

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "contacts-demo.csv" }).ClickAsync());
        download.SuggestedFilename.Should().Be("contacts-demo.csv");
    }

    [Fact]
    public async Task By_keyboard_a_memo_is_written_refused_without_loss_shared_corrected_and_removed()
    {
        await SignInAsync(Page, Mediator, "/memos");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Écrire un mémo" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#titre")).ToBeVisibleAsync();
        await Page.Locator("#corps").FillAsync("Deux points :\n- <b>un</b>\n- deux");
        await Page.Locator("#fichiers").SetInputFilesAsync(
        [
            new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("À savoir") },
            new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = Encoding.UTF8.GetBytes("<html><script>alert(1)</script>") },
            new FilePayload { Name = "gros.txt", MimeType = "text/plain", Buffer = new byte[(5 * 1024 * 1024) + 1] },
        ]);
        await Expect(Page.GetByText("gros.txt : ce fichier dépasse 5")).ToBeVisibleAsync();
        await Expect(Page.GetByText("photo.png : c’est une page web")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Un fichier est ajouté.")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Partager le mémo" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#titre-refus")).ToBeVisibleAsync();
        await Expect(Page.Locator("#corps")).ToHaveValueAsync("Deux points :\n- <b>un</b>\n- deux");
        await Expect(Page.Locator(".memo-files li")).ToHaveCountAsync(1);
        await Screen.CheckAsync(Page, "memo-refus");

        await Page.Locator("#titre").FillAsync(Written);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("Le mémo est partagé avec vos collègues.")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("memo-body").Locator("li")).ToHaveTextAsync(["<b>un</b>", "deux"]);
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "notes.txt" })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Corriger" }).ClickAsync();
        await Expect(Page.Locator("#titre")).ToHaveValueAsync(Written);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer notes.txt" }).ClickAsync();
        await Page.Locator("#titre").FillAsync(Written + " corrigé");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByText("Le mémo est corrigé.")).ToBeVisibleAsync();
        await Expect(Page.Locator(".memo-files")).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).ClickAsync();
        await Screen.CheckAsync(Page, "memo-retirer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Retirer le mémo" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Mémos" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = Written })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_coordinator_pins_a_memo_and_nobody_else_may()
    {
        await using (var db = OpenDb())
        {
            db.Memos.Add(new Memo { Id = Guid.CreateVersion7(), Title = Written + " à épingler", Body = "x", AuthorId = InclusionNumerique.Data.DemoData.AccountId(1), CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(Cancellation);
        }

        await SignInAsync(Page, Coordinator, "/memos");
        await Page.GetByRole(AriaRole.Link, new() { Name = Written }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Épingler" }).ClickAsync();
        await Page.Locator("#epingle").FillAsync(DateTime.Today.AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(Page.Locator("#epingle-refus")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "memo-epingler");
        await Page.Locator("#epingle").FillAsync(DateTime.Today.AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(Page.GetByText("Le mémo est épinglé jusqu’au")).ToBeVisibleAsync();

        var other = await OpenAsync();
        await SignInAsync(other, OtherMediator, "/bureau");
        await Expect(other.GetByTestId("memo-notice")).ToBeVisibleAsync();
        await other.GetByTestId("memo-notice").GetByRole(AriaRole.Link).ClickAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = Written }).ClickAsync();
        await Expect(other.GetByTestId("memo-body")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Épingler" })).ToHaveCountAsync(0);
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Retirer" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_memo_and_one_that_does_not_exist()
    {
        await SignInAsync(Page, Mediator, "/memos/nouveau");
        await Expect(Page.Locator("#titre")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "memo-nouveau");

        await Page.GotoAsync($"/memos/{Guid.CreateVersion7()}");
        await Expect(Page.GetByText("Ce mémo n’existe pas, ou a été retiré.")).ToBeVisibleAsync();
        await Screen.CheckAsync(Page, "memo-absent");
    }
}

using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys;

/// <summary>A test in the browser, by somebody who starts from the sign-in page. Nobody waits and no draft is open when it starts.</summary>
public abstract class JourneyTest(JourneyHost host) : IAsyncLifetime
{
    // A form is kept a second after its last change.
    private static readonly TimeSpan DraftsMost = TimeSpan.FromSeconds(1.5);

    protected const string Mediator = "Médiatrice Démo Un";
    protected const string OtherMediator = "Médiateur Démo Quatre";
    protected const string Receptionist = "Accueil Démo Un";
    protected const string Coordinator = "Coordinatrice Démo";
    protected const string Observer = "Comité de Pilotage Démo";
    protected const string Administrator = "Administrateur Démo";

    private readonly List<(IBrowserContext Context, Watch Watch)> _contexts = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected virtual RunningApp App => host.App;

    protected IPage Page { get; private set; } = null!;

    /// <summary>Of the first person; others have theirs, see <see cref="OpenAsync"/>.</summary>
    protected Watch Watch => _contexts[0].Watch;

    public virtual async ValueTask InitializeAsync()
    {
        await using (var db = OpenDb())
        {
            await db.Drafts.ExecuteDeleteAsync(Cancellation);
            VisitState[] open = [VisitState.Waiting, VisitState.Called, VisitState.InSession, VisitState.Paused, VisitState.NoAnswer];
            await db.Visits.Where(v => open.Contains(v.State)).ExecuteUpdateAsync(v => v.SetProperty(x => x.State, VisitState.LeftUnseen), Cancellation);
            await db.Presences.ExecuteDeleteAsync(Cancellation);
            // Whom the demo expects today depends on the hour at which the tests run.
            var (since, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            await db.Appointments.Where(a => a.StartsAt > since && a.StartsAt < until).ExecuteDeleteAsync(Cancellation);
        }

        Page = await OpenAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        var isFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (context, watch) in _contexts)
        {
            await CloseAsync(context, isFailed);
            watch.NothingHappened();
        }

        GC.SuppressFinalize(this);
    }

    protected InclusionDb OpenDb() => JourneyHost.OpenDb(App);

    /// <summary>A person at a computer of their own.</summary>
    protected async Task<IPage> OpenAsync(bool hasScript = true)
    {
        var context = await host.Browser.NewContextAsync(new()
        {
            BaseURL = App.Address.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = new() { Width = 1366, Height = 768 },
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(30_000);
        _contexts.Add((context, new Watch(context, App.Address)));
        return await context.NewPageAsync();
    }

    /// <summary>Takes a demo role on the sign-in page.</summary>
    protected static async Task SignInAsync(IPage page, string name, string path = "/")
    {
        await page.GotoAsync("/connexion?retour=" + Uri.EscapeDataString(path));
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page.Locator("header summary", new() { HasText = name })).ToBeVisibleAsync();
    }

    // Whether a form may have something left to keep.
    private static async Task<bool> AnyKeepsAsync(IBrowserContext context)
    {
        foreach (var page in context.Pages)
        {
            var path = new Uri(page.Url).AbsolutePath;
            if (path == "/feuille-papier" || (path == "/bureau" && !await page.GetByText("Choisissez un thème ou un organisme, puis une durée.").IsVisibleAsync()))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task CloseAsync(IBrowserContext context, bool isFailed)
    {
        var name = Evidence.NameOf(TestContext.Current.Test!.TestDisplayName);
        for (var i = 0; isFailed && i < context.Pages.Count; i++)
        {
            await context.Pages[i].ScreenshotAsync(new() { Path = Evidence.PathOf("failures", $"{name}-{i}.png"), FullPage = true });
        }

        // A page that is left says so, but its browser may be gone before that has arrived: what it was about to keep of a form would then be kept during the next test.
        if (await AnyKeepsAsync(context))
        {
            await Task.Delay(DraftsMost);
        }

        foreach (var page in context.Pages)
        {
            await page.GotoAsync("about:blank");
        }

        await context.DisposeAsync();
    }
}

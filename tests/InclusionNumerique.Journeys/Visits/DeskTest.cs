using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Visits;

/// <summary>A test at the mediator's desk: what is on it, and what was stored from it.</summary>
public abstract class DeskTest(JourneyHost host) : JourneyTest(host)
{
    protected const string FirstDuration = "Shift+Digit1";

    protected static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private DateTimeOffset _start;

    protected static Guid MediatorId { get; } = DemoData.AccountId(1);

    public override async ValueTask InitializeAsync()
    {
        // A visit of five minutes logged just after midnight belongs to the day before, and today's list does not show it.
        var time = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Paris).TimeOfDay;
        if (time < TimeSpan.FromMinutes(6) || time > TimeSpan.FromMinutes((24 * 60) - 4))
        {
            await Task.Delay(TimeSpan.FromMinutes(10), Cancellation);
        }

        await base.InitializeAsync();
        // What another test left unfinished would be on the desk.
        await using var db = OpenDb();
        await db.Drafts.ExecuteDeleteAsync(Cancellation);
        _start = DateTimeOffset.UtcNow;
    }

    protected static async Task OpenDeskAsync(IPage page, string mediator = Mediator)
    {
        await SignInAsync(page, mediator, "/bureau");
        await Assertions.Expect(page.GetByTestId("panel")).ToBeVisibleAsync();
        await Assertions.Expect(Seen(page)).Not.ToBeEmptyAsync();
    }

    protected static ILocator Note(IPage page) => page.Locator("#note");

    protected static ILocator Waiting(IPage page) => page.GetByTestId("counts").Locator("strong").Nth(0);

    protected static ILocator Seen(IPage page) => page.GetByTestId("counts").Locator("strong").Nth(1);

    protected static async Task<int> CountAsync(ILocator count) => int.Parse(await count.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The id that the tile of this key stores.</summary>
    protected static async Task<int> IdOfKeyAsync(IPage page, string key) =>
        int.Parse((await page.Locator($"input[data-key='{key}']").GetAttributeAsync("value"))!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Once the tile of this key shows that the server has taken it.</summary>
    protected static Task IsChosenAsync(IPage page, string key) => Assertions.Expect(page.Locator($"input[data-key='{key}']")).ToBeCheckedAsync();

    /// <summary>The sessions stored since the test started, in the order of their storing.</summary>
    protected async Task<List<Session>> StoredAsync(Guid? mediatorId = null)
    {
        var id = mediatorId ?? MediatorId;
        await using var db = OpenDb();
        return await db.Sessions.AsNoTracking().Include(s => s.Requests).Include(s => s.Visit)
            .Where(s => s.MediatorId == id && s.RecordedAt >= _start).OrderBy(s => s.RecordedAt).ToListAsync(Cancellation);
    }

    /// <summary>Once the draft holds these words (ASCII: the rest is escaped); a draft is written a moment after the typing.</summary>
    protected Task IsDraftedAsync(string words) => IsDraftedAsync(content => content.Contains(words, StringComparison.Ordinal));

    protected async Task IsDraftedAsync(Predicate<string> isWhole)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await using var db = OpenDb();
        while (!(await db.Drafts.Where(d => d.AuthorId == MediatorId).Select(d => d.Content).ToListAsync(patience.Token)).Exists(isWhole))
        {
            await Task.Delay(50, patience.Token);
        }
    }
}

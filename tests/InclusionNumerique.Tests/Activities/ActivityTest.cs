using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Activities;

/// <summary>Work outside sessions, of the list that the product is delivered with. Memos are its first type, meetings the fifth.</summary>
public abstract class ActivityTest(TestServer server) : DatabaseTest(server)
{
    protected int Memo { get; private set; }

    protected int Meeting { get; private set; }

    protected static DateOnly Today { get; } = new(2026, 11, 24);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = OpenDb();
        var types = await db.ActivityTypes.OrderBy(t => t.Position).Select(t => t.Id).ToListAsync(Cancellation);
        (Memo, Meeting) = (types[0], types[4]);
    }

    protected Task<Outcome> LogAsync(int minutes, int? type = null, Actor? actor = null, DateOnly? day = null, TimeOnly? time = null, Guid? id = null, int siteId = Blosne) =>
        Get<LogActivity>().ExecuteAsync(
            new() { Id = id ?? Guid.CreateVersion7(), TypeId = type ?? Memo, SiteId = siteId, Minutes = minutes, Day = day, Time = time }, actor ?? Mediator, Cancellation);

    protected Task<Outcome> StartAsync(Guid? id = null, Actor? actor = null) => Get<StartActivity>().ExecuteAsync(new(id ?? Guid.CreateVersion7(), Memo, Blosne), actor ?? Mediator, Cancellation);

    protected Task<MyWeek> WeekAsync(Actor? actor = null) => Get<ActivityQueries>().WeekAsync(Today, actor ?? Mediator, Cancellation);

    protected async Task<List<Activity>> AllAsync()
    {
        await using var db = OpenDb();
        return await db.Activities.AsNoTracking().OrderBy(a => a.StartedAt).ToListAsync(Cancellation);
    }
}

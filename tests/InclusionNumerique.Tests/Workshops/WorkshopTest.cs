using InclusionNumerique.Access;
using InclusionNumerique.Visitors;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workshops;

/// <summary>A series at Blosne, "Ma boîte mail", and its session of tomorrow afternoon.</summary>
public abstract class WorkshopTest(TestServer server) : DatabaseTest(server)
{
    protected static readonly Guid Series = Guid.CreateVersion7();

    /// <summary>Tomorrow, 14:00 to 16:00 in Rennes.</summary>
    protected static readonly DateOnly Day = new(2026, 11, 25);

    protected WorkshopQueries Queries => Get<WorkshopQueries>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DoneAsync(Get<SaveWorkshop>().ExecuteAsync(SeriesForm(), Mediator, Cancellation));
    }

    protected static SaveWorkshop.Form SeriesForm() => new()
    {
        Id = Series, Name = "Ma boîte mail", Aims = "Vous lisez et envoyez un message.", Level = WorkshopLevel.Beginner, SiteId = Blosne, ThemeIds = { 5 },
    };

    protected static WorkshopSessionForm SessionForm(int capacity = 8) => new()
    {
        WorkshopId = Series, SiteId = Blosne, Day = Day, StartsAt = new(14, 0), EndsAt = new(16, 0), Capacity = capacity, MediatorIds = { Mediator.Id }, IsConfirmed = true,
    };

    protected async Task<Guid> PlanAsync(int capacity = 8, Action<WorkshopSessionForm>? change = null)
    {
        var form = SessionForm(capacity);
        change?.Invoke(form);
        await DoneAsync(Get<SaveWorkshopSession>().ExecuteAsync(form, Mediator, Cancellation));
        return form.Id;
    }

    protected async Task<Guid> RegisterAsync(Guid sessionId, Actor? actor = null, Guid? visitorId = null, string? label = null)
    {
        var form = new RegisterPlace.Form { SessionId = sessionId, VisitorId = visitorId, Label = label };
        await DoneAsync(Get<RegisterPlace>().ExecuteAsync(form, actor ?? Mediator, Cancellation));
        return form.Id;
    }

    protected async Task<WorkshopSessionForm> FormAsync(Guid sessionId)
    {
        var detail = (await Queries.SessionAsync(sessionId, Mediator, Cancellation))!;
        var form = SessionForm(detail.Row.Capacity ?? 8);
        (form.Id, form.Version) = (sessionId, detail.Version);
        return form;
    }

    /// <summary>Number and seat of the people on the list.</summary>
    protected async Task<IReadOnlyList<(short Number, short? Seat)>> SeatsAsync(Guid sessionId) =>
        [.. (await Queries.PlacesAsync(sessionId, Coordinator, Cancellation)).Select(p => (p.Number, p.Seat))];

    protected async Task<Guid> FileAsync(string name = "Usager Démo")
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = name, HasConsent = true, IsDuplicateConfirmed = true };
        await DoneAsync(Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation));
        await using var db = OpenDb();
        return await db.Visitors.OrderByDescending(v => v.Id).Where(v => v.Name == name).Select(v => v.Id).FirstAsync(Cancellation);
    }

    protected static async Task DoneAsync(Task<Outcome> work)
    {
        var outcome = await work;
        outcome.IsDone.Should().BeTrue(string.Join(" ", outcome.Refusals));
    }
}

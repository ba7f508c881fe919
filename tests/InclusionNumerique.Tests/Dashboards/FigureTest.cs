using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Handmade visits, many at a time since figures below the disclosure threshold are hidden.</summary>
public abstract class FigureTest(TestServer server) : DatabaseTest(server)
{
    /// <summary>The Tuesday of <see cref="DatabaseTest.Now"/>.</summary>
    protected static readonly DateOnly Today = new(2026, 11, 24);

    protected static FigurePeriod November { get; } = FigurePeriod.Of(FigureSpan.Month, Today, Today);

    protected async Task AddVisitsAsync(
        int count, DateOnly day, int siteId = Blosne, int hour = 10, VisitState state = VisitState.Seen, VisitFacts? facts = null, int minutes = 5, params RequestForm[] requests)
    {
        await using var db = OpenDb();
        for (var i = 0; i < count; i++)
        {
            Add(db, ParisTime.At(day, new TimeOnly(hour, i % 60)), siteId, state, facts ?? new VisitFacts(), minutes, requests);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    protected async Task<FigureReport> FiguresAsync(FigureFilter filter, Actor? actor = null) =>
        (await Get<FigureQueries>().FiguresAsync(filter, actor ?? Coordinator, Cancellation))!;

    protected static long? Count(FigureReport report, string table, string label) => Line(report, table, label).Count.Now.Value;

    protected static FigureLine Line(FigureReport report, string table, string label) => report.Tables[table].Lines.Single(l => l.Label == label);

    private static void Add(InclusionDb db, DateTimeOffset at, int siteId, VisitState state, VisitFacts facts, int minutes, RequestForm[] requests)
    {
        var visit = new Visit
        {
            Id = Guid.CreateVersion7(), SiteId = siteId, ArrivedAt = at, Origin = Origin.WalkIn, State = state, RecordedById = Mediator.Id, RecordedAt = at, Facts = facts with { },
        };
        db.Visits.Add(visit);
        if (state == VisitState.Seen)
        {
            var session = new Session
            {
                Id = Guid.CreateVersion7(), VisitId = visit.Id, SiteId = siteId, MediatorId = Mediator.Id, StartedAt = at, Minutes = minutes, RecordedAt = at,
            };
            session.Requests.AddRange((requests.Length > 0 ? requests : [new RequestForm { ThemeId = PrintTheme }])
                .Select((r, position) => ToRow(r, session.Id, position)));
            db.Sessions.Add(session);
        }
    }

    private static Request ToRow(RequestForm form, Guid sessionId, int position) => new()
    {
        SessionId = sessionId, Position = (short)position, ThemeId = form.ThemeId, OrganisationId = form.OrganisationId, IsFoundOnTheWay = form.IsFoundOnTheWay,
        Level = form.Level, ActedBy = form.ActedBy, Keyboard = form.Keyboard, Outcome = form.Outcome, CauseId = form.CauseId,
    };
}

using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Partners;
using InclusionNumerique.Queue;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Handmade orientations, many at a time.</summary>
public abstract class OrientationFigureTest(TestServer server) : FigureTest(server)
{
    private static readonly Guid DemoPartner = Guid.CreateVersion7();

    private int _code;

    protected static FigureFilter ThisMonth { get; } = new(November);

    protected static DateOnly Day { get; } = new(2026, 11, 10);

    protected async Task<OrientationReport> OrientationsAsync(FigureFilter? filter = null) => (await FiguresAsync(filter ?? ThisMonth)).Orientations;

    protected static long?[] Counts(OrientationReport report, string table) => [.. report.Tables.Single(t => t.Id == table).Lines.Select(l => l.Count.Now.Value)];

    protected static long? Count(OrientationReport report, string table, string label) => report.Tables.Single(t => t.Id == table).Lines.Single(l => l.Label == label).Count.Now.Value;

    /// <param name="past">The open states that it has been through, of those that have ended: in steps, as the product writes them.</param>
    /// <param name="arrivedAfter">Days; null: not arrived.</param>
    protected async Task AddAsync(
        int count, OrientationState state, OrientationReason? reason = null, int? arrivedAfter = null, OrientationState[]? past = null, OrientationReason? pastReason = null, int? siteId = Blosne,
        DateTimeOffset? sentAt = null, int? senderInstitution = 1, OrientationMode mode = OrientationMode.Explained, TargetKind target = TargetKind.DigitalSpace, int targetSite = Villejean,
        NeedKind need = NeedKind.Digital, OrientationOutcome? outcome = null, DateOnly? dueOn = null, Guid? partner = null)
    {
        await using var db = OpenDb();
        var at = sentAt ?? ParisTime.At(Day, new TimeOnly(10, 0));
        for (var i = 0; i < count; i++)
        {
            var orientation = new Orientation
            {
                Id = Guid.CreateVersion7(), Code = $"{_code++:0000000}", SenderId = Mediator.Id, SenderInstitutionId = senderInstitution, SenderSiteId = siteId, Target = target,
                TargetSiteId = target == TargetKind.Partner ? null : targetSite, TargetInstitutionId = target == TargetKind.HouseService ? 2 : null,
                PartnerId = target == TargetKind.Partner ? partner ?? DemoPartner : null, Mode = mode, Need = need, Urgency = Urgency.None, CreatedAt = at, State = state, StateSince = at,
                DueOn = state < OrientationState.Redirected ? dueOn ?? Today.AddDays(5) : null, EscalatesOn = state < OrientationState.Redirected ? (dueOn ?? Today.AddDays(5)).AddDays(5) : null,
                Reason = reason, Outcome = outcome, Proof = arrivedAfter is null ? null : ArrivalProof.Code, ArrivedAt = arrivedAfter is { } days ? at.AddDays(days) : null,
            };
            orientation.Steps.AddRange((past ?? []).Append(state).Select(s => new OrientationStep
            {
                OrientationId = orientation.Id, At = at, Side = OrientationSide.Receiver, State = s, Reason = s == state ? reason : s == OrientationState.Refused ? pastReason : null,
                Outcome = s == state ? outcome : null,
            }));
            db.Orientations.Add(orientation);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    protected Task AddClosedAsync(int count, int arrivedAfter = 3, OrientationMode mode = OrientationMode.Explained, int? senderInstitution = 1, int? siteId = Blosne, DateTimeOffset? sentAt = null) =>
        AddAsync(count, OrientationState.Closed, arrivedAfter: arrivedAfter, past: [OrientationState.Supported], outcome: OrientationOutcome.Helped, mode: mode, senderInstitution: senderInstitution, siteId: siteId, sentAt: sentAt);

    protected Task AddNotComeAsync(int count, OrientationMode mode = OrientationMode.Explained, int? senderInstitution = 1) =>
        AddAsync(count, OrientationState.NoShow, OrientationReason.DidNotCome, mode: mode, senderInstitution: senderInstitution);

    protected async Task<Guid> AddPartnerAsync(string name)
    {
        await using var db = OpenDb();
        var partner = new Partner
        {
            Id = Guid.CreateVersion7(), Producer = Partner.OwnProducer, LocalId = name, Columns = [.. Enumerable.Repeat("", 32)], Name = name, Town = "Rennes", SearchText = name,
        };
        db.Add(partner);
        await db.SaveChangesAsync(Cancellation);
        return partner.Id;
    }

    /// <summary>Where visits are few nothing is shown.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddVisitsAsync(30, Day);
        await AddVisitsAsync(30, Day, Villejean);
        await using var db = OpenDb();
        await db.Orientations.ExecuteDeleteAsync(Cancellation);
    }
}

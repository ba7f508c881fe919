using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>What became of somebody who is still on the board when the doors close.</summary>
public enum Disposition : short
{
    LeftUnseen = 1,
    ToldToComeBack = 2,

    /// <summary>Nobody knows; left out of the figures on waiting.</summary>
    Unknown = 3,
}

/// <summary>Closes a site's day: says, in one go, what became of everybody still on the board. Whoever is received at this moment stays with their mediator.</summary>
public sealed class CloseDay(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public int SiteId { get; set; }

        public Dictionary<Guid, Disposition> Dispositions { get; set; } = [];
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CloseDay), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (form.Dispositions.Count == 0 || !form.Dispositions.Values.All(Enum.IsDefined))
        {
            return Outcome.Refused("", "Dites ce qu’est devenue chaque personne.");
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var ids = form.Dispositions.Keys.ToArray();
        var visits = await db.Visits.Where(v => v.SiteId == form.SiteId && ids.Contains(v.Id)).ToListAsync(cancellation);
        foreach (var visit in visits.Where(v => v.State.IsOpen() && v.State != VisitState.InSession))
        {
            visit.Enter(StateOf(form.Dispositions[visit.Id]), now);
            db.AddStep(visit, now, actor.Id);
            db.Audit(actor, now, nameof(CloseDay), nameof(Visit), visit.Id, form.SiteId);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("", "Le tableau vient de changer : regardez qui reste, puis fermez à nouveau.");
        }
    }

    private static VisitState StateOf(Disposition disposition) => disposition switch
    {
        Disposition.LeftUnseen => VisitState.LeftUnseen,
        Disposition.ToldToComeBack => VisitState.SentElsewhere,
        _ => VisitState.ClosedAutomatically,
    };
}

using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

public enum ExportFormat
{
    Csv,
    Xlsx,
}

/// <summary>Writes out the visits that the history's filters select, without their notes. The trace is stored before the first byte leaves.</summary>
public sealed class ExportVisits(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int VisitsMost = 100_000;

    /// <param name="Output">Receives nothing unless the outcome is done.</param>
    public sealed record Form(HistoryFilter Filter, ExportFormat Format, Stream Output);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ExportVisits)))
        {
            return Outcome.Forbidden;
        }

        var refusals = form.Filter.Check();
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var visits = (await form.Filter.SelectAsync(db, actor, nameof(ExportVisits), cancellation)).Visits;
        var count = await visits.CountAsync(cancellation);
        if (count > VisitsMost)
        {
            return Outcome.Refused("", TooMany(count));
        }

        db.Audit(actor, clock.GetUtcNow(), nameof(ExportVisits), nameof(Visit), $"{form.Format}: {count}", form.Filter.SiteId);
        await db.SaveChangesAsync(cancellation);
        var lines = Marked(Lines(db, visits, actor).AsAsyncEnumerable());
        await (form.Format == ExportFormat.Xlsx
            ? ExportFile.WriteXlsxAsync(lines, form.Output, cancellation)
            : ExportFile.WriteCsvAsync(lines, form.Output, cancellation));
        return Outcome.Done;
    }

    public static string TooMany(int count) =>
        $"Un export contient au plus {VisitsMost:N0} visites ; ces filtres en retiennent {count:N0}. Choisissez une période plus courte ou un site.";

    private static IQueryable<ExportLine> Lines(InclusionDb db, IQueryable<Visit> visits, Actor actor)
    {
        var ownerId = actor.ReachOf(nameof(ExportVisits)) == Reach.Own ? actor.Id : (Guid?)null;
        return from v in visits
               from s in v.Sessions.Where(s => ownerId == null || s.MediatorId == ownerId).DefaultIfEmpty()
               from r in s!.Requests.DefaultIfEmpty()
               from district in db.Districts.Where(d => d.Id == v.Facts.DistrictId).DefaultIfEmpty()
               from language in db.Languages.Where(l => l.Id == v.Facts.LanguageId).DefaultIfEmpty()
               orderby v.ArrivedAt, v.Id, s!.StartedAt, s.Id, r!.Position
               select new ExportLine
               {
                   VisitId = v.Id,
                   ArrivedAt = v.ArrivedAt,
                   Site = v.Site!.ShortName,
                   State = v.State,
                   Origin = v.Origin,
                   Facts = v.Facts,
                   District = district,
                   Language = language!.Label,
                   SessionId = s.Id,
                   Mediator = s.Mediator!.DisplayName,
                   StartedAt = s.StartedAt,
                   Minutes = s.Minutes,
                   Place = s.Place,
                   Position = r.Position,
                   Theme = r.Theme,
                   Organisation = r.Organisation,
                   IsFoundOnTheWay = r.IsFoundOnTheWay,
                   Level = r.Level,
                   ActedBy = r.ActedBy,
                   Keyboard = r.Keyboard,
                   Outcome = r.Outcome,
                   Cause = r.Cause!.Label,
                   RequestMinutes = r.Minutes,
               };
    }

    private static async IAsyncEnumerable<ExportLine> Marked(IAsyncEnumerable<ExportLine> lines)
    {
        ExportLine? last = null;
        await foreach (var line in lines)
        {
            line.IsFirstOfVisit = line.VisitId != last?.VisitId;
            line.IsFirstOfSession = line.SessionId is not null && line.SessionId != last?.SessionId;
            yield return last = line;
        }
    }
}

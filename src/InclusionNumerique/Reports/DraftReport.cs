using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Begins a report with the sections that its reader looks for.</summary>
public sealed class DraftReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; init; } = Guid.CreateVersion7();

        public ReportKind Kind { get; set; } = ReportKind.Monthly;

        public FigureFilter Filter { get; set; } = null!;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(DraftReport)))
        {
            return Outcome.Forbidden;
        }

        List<Refusal> refusals = [];
        CheckPeriod(refusals, form.Filter.Period, clock.Today());
        if (!Enum.IsDefined(form.Kind))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Choisissez pour qui est ce rapport."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Reports.AnyAsync(r => r.Id == form.Id, cancellation))
        {
            // Sent twice.
            return Outcome.Done;
        }

        if (form.Filter.SiteId is { } site && !await db.Sites.AnyAsync(s => s.Id == site, cancellation))
        {
            return Outcome.Refused("Site", "Ce site n’existe plus. Choisissez-en un autre.");
        }

        var now = clock.GetUtcNow();
        // Beyond the team, the nearest period that is answered there.
        var filter = form.Kind.IsForTeam() ? form.Filter : Outside.Snap(form.Filter, clock.Today());
        db.Add(new Report
        {
            Id = form.Id, Kind = form.Kind, Title = form.Kind.Title(filter.Period), Filter = filter, Sections = form.Kind.Sections(), CreatedById = actor.Id, CreatedAt = now,
        });
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(DraftReport), nameof(Report), form.Id, form.Filter.SiteId), Outcome.Done, cancellation);
    }

    internal static void CheckPeriod(List<Refusal> refusals, FigurePeriod period, DateOnly today)
    {
        if (period.From > period.To)
        {
            refusals.Add(new Refusal("Period", "La première date est après la seconde. Échangez-les."));
        }
        else if (period.To > today)
        {
            refusals.Add(new Refusal("Period", "La période va dans le futur. Choisissez un dernier jour passé ou aujourd’hui."));
        }
    }
}

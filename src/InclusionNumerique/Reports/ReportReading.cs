using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Trainings;
using InclusionNumerique.Visitors;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Reports;

/// <summary>What a report tells, read at one time; null where it holds no such section.</summary>
/// <param name="Workshops">Beyond the team, like autonomy, of whole years and all sites alone: null for anything else.</param>
/// <param name="TrainingModules">Of the whole house: null for one site.</param>
public sealed record ReportFacts(
    FigureReport? Figures, TrainingTotals? Trainings, TrainingReport? TrainingModules, WorkshopReport? Workshops, HiddenWorkReport? HiddenWork, IncidentReport? Incidents, AutonomyReport? Autonomy);

/// <summary>Reads the figures of a report as those will who read it: most go beyond the team, whoever writes them.</summary>
public sealed class ReportReading(FigureQueries figures, TrainingReportQueries trainings, WorkshopFigureQueries workshops, ActivityQueries activities, IncidentQueries incidents, AutonomyFigureQueries autonomy)
{
    private static readonly Actor Team = new(Guid.Empty, "", [Role.Coordinator], []);

    private static readonly Actor Beyond = Outside.Reader(Team);

    public async Task<ReportFacts> ReadAsync(ReportKind kind, FigureFilter filter, IEnumerable<ReportSection> sections, CancellationToken cancellation = default)
    {
        var reader = kind.IsForTeam() ? Team : Beyond;
        var parts = sections.Shown().Select(s => s.Part).ToHashSet();
        var (period, site) = (filter.Period, filter.SiteId);
        return new(
            // Always: its totals are what an issued report is compared with.
            await figures.FiguresAsync(filter, reader, cancellation),
            parts.Contains(FigurePart.Trainings) ? await trainings.TotalsAsync(period, site, reader, cancellation) : null,
            parts.Contains(FigurePart.Trainings) && site is null ? await trainings.ReportAsync(period, reader, cancellation) : null,
            // A report never holds figures of another period than its own.
            parts.Contains(FigurePart.Workshops) && await workshops.FiguresAsync(filter, reader, cancellation) is { } held && held.Filter.IsSameView(filter) ? held : null,
            parts.Contains(FigurePart.HiddenWork) ? await activities.FiguresAsync(period, site, reader, cancellation) : null,
            parts.Contains(FigurePart.Incidents) ? await incidents.FiguresAsync(period, site, reader, cancellation) : null,
            parts.Contains(FigurePart.Autonomy) && await autonomy.FiguresAsync(filter, reader, cancellation) is { } read && read.Filter.IsSameView(filter) ? read : null);
    }
}

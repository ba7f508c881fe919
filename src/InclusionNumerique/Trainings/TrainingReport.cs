using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Trainings;

/// <summary>What a steering group is told of a period: sessions, people by groups that are large enough, and what changed in them. Nobody is named, whoever reads.</summary>
/// <param name="All">People that one training at least concerns, each once.</param>
/// <param name="Effects">Of all sessions so far: cut by period, a few answers could be told apart by subtraction.</param>
public sealed record TrainingReport(FigurePeriod Period, IReadOnlyList<ReportedModule> Modules, ReportedPeople? All, IReadOnlyList<TrainingEffect> Effects)
{
    public int Held => Modules.Sum(m => m.Held);

    public bool IsEmpty => Modules.All(m => m is { Held: 0, Cancelled: 0, ToCome: 0 });
}

/// <param name="Came">People, each once; null: a few.</param>
public sealed record TrainingTotals(int Held, int? Came);

/// <param name="Held">Sessions that started in the period and are over.</param>
/// <param name="ToCome">From now on, whatever the period.</param>
/// <param name="People">Null: too few for anything to be said of them.</param>
/// <param name="OtherCame">Came in the period although it does not concern them; null: a few.</param>
public sealed record ReportedModule(int ModuleId, string Module, int Held, int Cancelled, int ToCome, int SeatsToCome, ReportedPeople? People, int? OtherCame);

/// <param name="Total">Concerned on the period's last day.</param>
/// <param name="Compulsory">Of the total, those who must come.</param>
/// <param name="CompulsoryLeft">Those of them whom a compulsory training still waits for; null: a few.</param>
public sealed record ReportedPeople(
    CoverageRow Total, int Compulsory, int? CompulsoryLeft, IReadOnlyList<CoverageRow> Institutions, IReadOnlyList<CoverageRow> Missions, IReadOnlyList<CoverageRow> Sites);

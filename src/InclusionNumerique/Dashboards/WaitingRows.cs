namespace InclusionNumerique.Dashboards;

/// <summary>Waits at one site (dimension 1), of one column over time (2) or half-day (3), from one hour of arrival (4), or all (0). Minutes; null without any.</summary>
/// <param name="Ended">Of all, the visits that are over.</param>
internal sealed record WaitRow(int Dimension, int Key, long Count, long Ended, double? Median, double? NinthDecile);

/// <param name="HalfDays">With one session at least.</param>
internal sealed record HalfDayRow(int SiteId, long Sessions, long HalfDays);

/// <param name="Autonomy">0: not asked.</param>
/// <param name="Theme">0: not stated, or not seen; 1: stated, and not among the requests; 2: stated, and among them.</param>
internal sealed record TriageRow(int Advice, int Decision, int Autonomy, int Theme, long Count);

internal sealed record WaitingRows(IReadOnlyList<WaitRow> Waits, IReadOnlyList<HalfDayRow> HalfDays, IReadOnlyList<TriageRow> Triages);

using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Incidents;

public sealed record OutageNow(Guid Id, int OrganisationId, string Organisation, DateTimeOffset Since);

/// <summary>The websites that are down now.</summary>
/// <param name="CauseId">The cause of failure to propose for a request that one of them made impossible; null: the house has none.</param>
public sealed record OutagesNow(IReadOnlyList<OutageNow> Outages, int? CauseId)
{
    public static OutagesNow None { get; } = new([], null);

    public OutageNow? Of(int? organisationId) => organisationId is { } id ? Outages.FirstOrDefault(o => o.OrganisationId == id) : null;
}

/// <param name="IsClosed">Solved ones, instead of the open ones.</param>
/// <param name="SiteId">Null: every site that the actor sees; public websites belong to all.</param>
public sealed record IncidentFilter(bool IsClosed = false, int? SiteId = null, IncidentKind? Kind = null);

/// <param name="Site">Null: every site.</param>
/// <param name="Subject">The organisation of a public website, or the thing that is broken.</param>
/// <param name="FailedRequests">Of a public website: requests about it that failed meanwhile because it was down.</param>
public sealed record IncidentRow(
    Guid Id, uint Version, int? SiteId, string? Site, IncidentKind Kind, Guid? EquipmentId, string? Subject, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool IsBlocking, ToldTo ToldTo,
    SolvedBy? SolvedBy, int? MinutesLost, string? Note, string ReportedBy, bool MayRemove)
{
    public int FailedRequests { get; init; }
}

/// <param name="Total">Of all pages.</param>
public sealed record IncidentPage(IReadOnlyList<IncidentRow> Rows, int Total, bool HasMore)
{
    public static IncidentPage Empty { get; } = new([], 0, false);
}

/// <param name="OfflineMinutes">Of <paramref name="LostMinutes"/>, without a connection.</param>
public sealed record IncidentLine(string Label, int Incidents, int Open, int Blocking, int LostMinutes, int OfflineMinutes);

/// <param name="FailedRequests">Those that the outages explain.</param>
public sealed record OutageLine(string Organisation, int Outages, int Minutes, int FailedRequests);

/// <param name="BySite">Every site that the actor sees, those without an incident too.</param>
public sealed record IncidentReport(string SiteLabel, IncidentLine Total, IReadOnlyList<IncidentLine> BySite, IReadOnlyList<IncidentLine> ByKind, IReadOnlyList<OutageLine> Outages) : IFigureReport
{
    public bool IsEmpty => Total.Incidents == 0;
}

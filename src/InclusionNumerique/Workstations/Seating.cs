using InclusionNumerique.Visits;

namespace InclusionNumerique.Workstations;

internal static class Seating
{
    /// <summary>The visits of a day whose person is in the building, known by a number.</summary>
    public static IQueryable<Visit> MaySit(this IQueryable<Visit> visits, DateOnly today) => visits.Where(v => v.Day == today && v.Number != null
        && (v.State == VisitState.Waiting || v.State == VisitState.Called || v.State == VisitState.InSession || v.State == VisitState.Paused || v.State == VisitState.SentElsewhere));
}

using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Queue;

/// <summary>What a screen reader is told of a change of the board: one short sentence, never each row.</summary>
public static class BoardNews
{
    /// <summary>Null: nothing worth a word.</summary>
    public static string? Of(DayBoard before, DayBoard now, Guid readerId)
    {
        if (before.ReadAt == default)
        {
            return null;
        }

        var known = before.Rows.ToDictionary(r => r.VisitId);
        var arrived = now.Waiting.Where(r => !known.ContainsKey(r.VisitId)).ToList();
        if (arrived.Count > 0)
        {
            return $"{(arrived.Count == 1 ? $"Arrivée : {arrived[0].Title}" : $"{arrived.Count} arrivées")}. {now.Waiting.Count} en attente.";
        }

        var called = now.Received.FirstOrDefault(r => r.State == VisitState.Called && r.MediatorId != readerId && known.GetValueOrDefault(r.VisitId)?.State != VisitState.Called);
        return called is null ? null : $"Le {called.Title} est appelé par {called.Mediator}. {now.Waiting.Count} en attente.";
    }
}

using System.Collections.Concurrent;

namespace InclusionNumerique.Surveys;

/// <summary>
/// Who among those invited has begun since the last gathering. In memory only: a row written at the moment when answers begin would tell by its place whose they are. What a
/// crash loses is a mark "has begun", so that a reminder too many may go; the link itself stays spent.
/// </summary>
public sealed class SurveyBegun
{
    private readonly ConcurrentDictionary<Guid, Guid> _surveyOf = new();

    public void Add(Guid surveyId, Guid invitationId) => _surveyOf[invitationId] = surveyId;

    public bool Holds(Guid invitationId) => _surveyOf.ContainsKey(invitationId);

    public IReadOnlyList<Guid> Of(Guid surveyId) => [.. _surveyOf.Where(b => b.Value == surveyId).Select(b => b.Key)];

    public IReadOnlyList<Guid> Surveys() => [.. _surveyOf.Values.Distinct()];

    /// <summary>Once they are stored.</summary>
    public void Remove(IEnumerable<Guid> invitationIds)
    {
        foreach (var id in invitationIds)
        {
            _surveyOf.TryRemove(id, out _);
        }
    }
}

using InclusionNumerique.Queue;

namespace InclusionNumerique.Web.Queue;

/// <summary>A rule of the advice, as the coordinator reads it.</summary>
public static class RuleWords
{
    public static string Conditions(TriageRule rule)
    {
        var conditions = new[]
        {
            rule.Need is { } need ? $"question : {need.Label().ToLowerInvariant()}" : null,
            rule.Urgency is { } urgency ? $"urgence : {urgency.Label().ToLowerInvariant()}" : null,
            rule.Autonomy is { } autonomy ? $"seule : {autonomy.AloneLabel().ToLowerInvariant()}" : null,
        }.Where(c => c is not null).ToList();
        return conditions.Count == 0 ? "Dans tous les autres cas" : string.Join(" · ", conditions) is var words ? FrenchTime.Capital(words) : "";
    }

    public static SaveTriageRule.Form FormOf(TriageRule rule) => new()
    {
        Id = rule.Id, Version = rule.Version, Need = rule.Need, Urgency = rule.Urgency, Autonomy = rule.Autonomy, Advice = rule.Advice, Because = rule.Because, IsActive = rule.IsActive,
    };
}

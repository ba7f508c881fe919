using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>What a reader chose, as the address of a page of results and of its files says it.</summary>
public static class SurveyResultAddress
{
    /// <summary>More in one chapter would be no help to anybody.</summary>
    public const int BreakdownsMost = 6;

    /// <summary>In one chapter.</summary>
    public const int SurveysMost = 4;

    public static SurveyResultChoice Read(string? groupBy, string? missing, string? letters, string? audience, string? complete) => new(
        groupBy, missing == "bloc" ? MissingRule.ListWise : MissingRule.Available, letters == "2022",
        Enum.TryParse<SurveyAudience>(audience, out var asked) && Enum.IsDefined(asked) ? asked : null, complete == "1");

    public static Dictionary<string, object?> Parameters(SurveyResultChoice choice) => new()
    {
        ["groupe"] = choice.GroupBy, ["manquantes"] = choice.Missing == MissingRule.ListWise ? "bloc" : null, ["lettres"] = choice.IsUnprotected ? "2022" : null,
        ["public"] = (short?)choice.Audience, ["complets"] = choice.IsCompleteOnly ? "1" : null,
    };

    /// <summary>Questions to break the answers down by, in their order: "P01,P07".</summary>
    public static IReadOnlyList<string> Breakdowns(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Take(BreakdownsMost)];

    /// <summary>The survey of the address, then those that "avec" adds to it.</summary>
    public static IReadOnlyList<Guid> Surveys(Guid id, string? with) =>
        [.. (with ?? "").Split(',').Select(w => Guid.TryParse(w, out var added) ? added : id).Prepend(id).Distinct().Take(SurveysMost)];
}

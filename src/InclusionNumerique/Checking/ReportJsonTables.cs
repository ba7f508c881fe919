using System.Text.Json;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>One question of the JSON as its tables: one for its counts, one for each breakdown of its means.</summary>
internal sealed partial class ReportJsonTables(IReadOnlyList<PublishedGrouping> groupings, IReadOnlyDictionary<string, int> respondents, IReadOnlyList<JsonElement> questions)
{
    public IEnumerable<PublishedTable> Of(string audience, JsonElement question)
    {
        var id = question.GetProperty("id").GetString()!;
        var type = ReportJson.Text(question, "type");
        var empty = new PublishedTable(id, question.GetProperty("wording").GetString()!, [], [])
        {
            Question = id, Questionnaire = audience, AllowsSeveral = type == "multi-choice", Filter = Filter(ReportJson.Text(question, "condition")),
        };
        if (question.TryGetProperty("options", out var options))
        {
            var rows = options.EnumerateArray().Select(o => new PublishedRow(o.GetProperty("id").GetString()!, o.GetProperty("text").GetString()!, [Counted(o)]));
            yield return empty with { Groups = [new("")], Rows = [.. rows], Base = ReportJson.Count(question, "N") };
        }

        if (question.TryGetProperty("results", out var own))
        {
            var overall = own.GetProperty("overall");
            yield return empty with { Groups = [Everybody(audience)], Rows = [new(id, empty.Title, [Mean(overall)])], Unit = ReportJson.Text(overall, "unit") };
        }

        var items = question.TryGetProperty("items", out var lines) ? lines.EnumerateArray().ToList() : [];
        if (items.Count > 0 && items[0].GetProperty("results").TryGetProperty("counts", out var counts))
        {
            yield return empty with { Groups = [.. counts.EnumerateObject().Select(c => new PublishedGroup(c.Name))], Rows = [.. items.Select(CountedRow)], SumsByRow = true };
        }
        else if (items.Count > 0)
        {
            foreach (var breakdown in items[0].GetProperty("results").EnumerateObject().Select(r => r.Name))
            {
                var grouping = groupings.FirstOrDefault(g => g.Name == breakdown);
                yield return empty with
                {
                    Id = grouping is null ? id : $"{id}/{breakdown}",
                    Grouping = grouping?.Name ?? "",
                    Groups = grouping is null ? [Everybody(audience)] : [.. grouping.Groups.Select(g => new PublishedGroup(g, Declared: Declared(grouping, g)))],
                    Rows = [.. items.Select(item => MeanRow(item, breakdown, grouping))],
                };
            }
        }
    }

    private static PublishedFilter? Filter(string? condition) =>
        condition is not null && ConditionShape().Match(condition) is { Success: true } match ? new(match.Groups["question"].Value, match.Groups["answer"].Value) : null;

    private PublishedGroup Everybody(string audience) => new("", Declared: respondents.TryGetValue(audience, out var count) ? count : null);

    // The splitting question may say more than the table's head: "CCAS (ville de Rennes)".
    private int? Declared(PublishedGrouping grouping, string group) =>
        questions.Where(q => q.GetProperty("id").GetString() == grouping.Question && q.TryGetProperty("options", out _))
            .SelectMany(q => q.GetProperty("options").EnumerateArray())
            .Where(o => FrenchWords.Same(o.GetProperty("text").GetString()!, group) || o.GetProperty("text").GetString()!.StartsWith(group, StringComparison.OrdinalIgnoreCase))
            .Select(o => ReportJson.Count(o, "count")).FirstOrDefault();

    private static PublishedRow CountedRow(JsonElement item)
    {
        var results = item.GetProperty("results");
        return new(item.GetProperty("id").GetString()!, item.GetProperty("text").GetString()!, [.. results.GetProperty("counts").EnumerateObject().Select(c => Counted(c.Value))])
        {
            Count = ReportJson.Count(results, "N"),
            Printed = ReportJson.Text(results, "printed") ?? "",
        };
    }

    private static PublishedRow MeanRow(JsonElement item, string breakdown, PublishedGrouping? grouping)
    {
        var results = item.GetProperty("results").GetProperty(breakdown);
        var cells = grouping is null ? [Mean(results)] : results.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Object).Select(c => Mean(c.Value)).ToList();
        var text = item.TryGetProperty("wordingVariants", out var variants)
            ? variants.EnumerateArray().Where(v => ReportJson.Text(v, "table") == breakdown).Select(v => ReportJson.Text(v, "text")).FirstOrDefault()
            : null;
        return new(item.GetProperty("id").GetString()!, text ?? item.GetProperty("text").GetString()!, cells)
        {
            Count = ReportJson.Count(results, "N"),
            Differs = results.TryGetProperty("asterisk", out var mark) ? mark.GetBoolean() : ReportJson.Text(results, "difference") is { } word ? word == "Oui" : null,
        };
    }

    private static PublishedCell Counted(JsonElement cell)
    {
        var (count, percent) = (ReportJson.Count(cell, "count"), ReportJson.Text(cell, "percentPrinted"));
        return new(percent is null ? $"{count}" : $"{count} ({percent} %)") { Count = count, Percent = PublishedNumber.Parse(percent) };
    }

    private static PublishedCell Mean(JsonElement cell) => PublishedCellText.Mean(cell.GetProperty("printed").GetString()!) ?? new(cell.GetProperty("printed").GetString()!);

    [GeneratedRegex(@"^(?<question>\w+) = (?<answer>.+)$")]
    private static partial Regex ConditionShape();
}

using System.Text.Json;

namespace InclusionNumerique.Checking;

/// <summary>Reads a report whose questionnaires, printed results and boxed sentences were written down as JSON ("seed-surveys/1").</summary>
public static class ReportJson
{
    /// <summary>The evaluation report of 2022, chapter 2, as printed.</summary>
    public static PublishedReport Report2022()
    {
        using var stream = typeof(ReportJson).Assembly.GetManifestResourceStream("InclusionNumerique.Checking.report-2022.json")!;
        using var document = JsonDocument.Parse(stream);
        return Read(document.RootElement);
    }

    /// <exception cref="FormatException">It is no such report.</exception>
    public static PublishedReport Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException("This JSON holds no published results.", e);
        }
    }

    private static PublishedReport Read(JsonElement root)
    {
        var groupings = root.TryGetProperty("groupings", out var splits) ? splits.EnumerateObject().Select(ReadGrouping).ToList() : [];
        var administration = root.TryGetProperty("administration", out var modes) ? modes.EnumerateObject().ToList() : [];
        var respondents = administration.Where(a => Count(a.Value, "responses") is not null).ToDictionary(a => a.Name, a => Count(a.Value, "responses")!.Value);
        var questions = root.GetProperty("questionnaires").EnumerateArray().SelectMany(q => q.GetProperty("questions").EnumerateArray().Select(x => (Audience: Audience(q), Question: x))).ToList();
        var reader = new ReportJsonTables(groupings, respondents, [.. questions.Select(q => q.Question)]);
        return new(ReadScale(root), [.. administration.SelectMany(Rate), .. questions.SelectMany(q => reader.Of(q.Audience, q.Question))], [.. ReadSentences(root)])
        {
            Groupings = groupings,
            Respondents = respondents,
        };
    }

    internal static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static int? Count(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static string Audience(JsonElement questionnaire) => Text(questionnaire, "audience") ?? questionnaire.GetProperty("audiences")[0].GetString()!;

    private static PublishedScale? ReadScale(JsonElement root)
    {
        if (!root.TryGetProperty("scale", out var scale))
        {
            return null;
        }

        var hasWords = scale.TryGetProperty("reading", out var reading);
        return new(scale.GetProperty("min").GetInt32(), scale.GetProperty("max").GetInt32())
        {
            DisagreeMost = hasWords ? reading.GetProperty("notAgree")[1].GetDecimal() : null,
            AgreeLeast = hasWords ? reading.GetProperty("agree")[0].GetDecimal() : null,
        };
    }

    private static PublishedGrouping ReadGrouping(JsonProperty split) => new(
        split.Name, split.Value.GetProperty("question").GetString()!,
        split.Value.TryGetProperty("codes", out var codes) ? [.. codes.EnumerateObject().Select(c => c.Value.GetString()!)] : [.. split.Value.GetProperty("groups").EnumerateArray().Select(g => g.GetString()!)])
    {
        Excluded = split.Value.TryGetProperty("excluded", out var excluded) ? [.. excluded.EnumerateArray().Select(e => (e.GetProperty("group").GetString()!, e.GetProperty("n").GetInt32()))] : [],
    };

    private static IEnumerable<PublishedTable> Rate(JsonProperty administration)
    {
        if (Count(administration.Value, "population") is { } population && Text(administration.Value, "responseRatePrinted") is { } printed)
        {
            var count = Count(administration.Value, "responses");
            var cell = new PublishedCell($"{count} ({printed} %)") { Count = count, Percent = PublishedNumber.Parse(printed) };
            yield return new($"retour/{administration.Name}", "Réponses reçues", [new("")], [new($"retour/{administration.Name}", "Réponses", [cell])]) { Base = population, SumsByRow = true, Questionnaire = administration.Name };
        }
    }

    private static IEnumerable<PublishedSentence> ReadSentences(JsonElement root) =>
        root.TryGetProperty("claims", out var claims)
            ? claims.EnumerateArray().Select(c => new PublishedSentence(
                c.GetProperty("id").GetString()!, c.GetProperty("text").GetString()!,
                c.TryGetProperty("about", out var about) ? [.. about.EnumerateArray().Select(a => a.GetString()!)] : [])
            {
                IsLegend = c.TryGetProperty("legend", out var legend) && legend.GetBoolean(),
            })
            : [];
}

using System.Text.Encodings.Web;
using System.Text.Json;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>
/// An analysis as one JSON object for other programs. Every number has the digits that lead back to the very same double; an infinite F is the word "Infinity", and what is not
/// defined is null in its place, so that the shape is always the same.
/// </summary>
public static class AnswerAnalysisJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, AnswerAnalysis analysis)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("group", analysis.Choice.Group);
        json.WriteString("rule", analysis.Choice.Missing == MissingRule.ListWise ? "listwise" : "available");
        json.WriteStartArray("items");
        foreach (var item in analysis.Items)
        {
            Item(json, item);
        }

        json.WriteEndArray();
        Block(json, analysis.Block, analysis.Choice.Items.Count);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Item(Utf8JsonWriter json, AnswerItem item)
    {
        json.WriteStartObject();
        json.WriteString("item", item.Item);
        json.WriteNumber("n", item.Count);
        json.WriteStartArray("groups");
        foreach (var group in item.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("n", group.Count);
            Numbers(json, ("mean", group.Mean), ("sd", group.Deviation));
            json.WriteString("letters", group.Letters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Test(json, "anova", item.Anova);
        Test(json, "welch", item.Welch);
        Test(json, "levene", item.Levene);
        json.WriteStartArray("lsd");
        foreach (var pair in item.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("a", pair.First);
            json.WriteString("b", pair.Second);
            Numbers(json, ("p", pair.P));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Object(json, "kruskal", ("h", item.KruskalWallis?.H), ("df", item.KruskalWallis?.Df), ("p", item.KruskalWallis?.P));
        json.WriteString("marker", item.Evidence switch { Evidence.Significant => "significant", Evidence.Tendency => "tendency", _ => "none" });
        json.WriteString("refused", item.Refused);
        json.WriteEndObject();
    }

    private static void Block(Utf8JsonWriter json, AnswerBlock block, int items)
    {
        json.WriteStartObject("manova");
        json.WriteNumber("n", block.Count);
        Statistic(json, "pillai", block.Manova?.Pillai, null);
        Statistic(json, "wilks", block.Manova?.Wilks, null);
        Statistic(json, "hotellingLawley", block.Manova?.HotellingLawley, block.Manova?.Eigenvalues.Sum());
        Statistic(json, "roy", block.Manova?.Roy, null);
        json.WriteString("refused", block.ManovaRefused);
        json.WriteEndObject();
        json.WriteStartObject("cronbach");
        Numbers(json, ("alpha", block.Alpha));
        json.WriteNumber("n", block.Count);
        json.WriteNumber("items", items);
        json.WriteString("refused", block.AlphaRefused);
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, string name, FTest? test) => Object(json, name, ("f", test?.F), ("df1", test?.Df1), ("df2", test?.Df2), ("p", test?.P));

    // The statistic itself may be defined where its test is not.
    private static void Statistic(Utf8JsonWriter json, string name, ManovaStatistic? test, double? value) =>
        Object(json, name, ("value", test?.Value ?? value), ("f", test?.F), ("df1", test?.Df1), ("df2", test?.Df2), ("p", test?.P));

    private static void Object(Utf8JsonWriter json, string name, params (string Name, double? Value)[] numbers)
    {
        json.WriteStartObject(name);
        Numbers(json, numbers);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, params (string Name, double? Value)[] numbers)
    {
        foreach (var (name, value) in numbers)
        {
            if (value is not { } number || double.IsNaN(number))
            {
                json.WriteNull(name);
            }
            else if (double.IsInfinity(number))
            {
                json.WriteString(name, "Infinity");
            }
            else
            {
                json.WriteNumber(name, number);
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>The command <c>analyse</c> over a file, without a process.</summary>
internal static class AnalysedFile
{
    /// <summary>What it answers; there must be an answer.</summary>
    public static JsonElement Of(string csv, params string[] options) => Of(Encoding.UTF8.GetBytes(csv), options);

    public static JsonElement Of(byte[] csv, params string[] options)
    {
        var (code, output, errors) = Run(csv, options);
        (code, errors).Should().Be((0, ""));
        return JsonDocument.Parse(output).RootElement;
    }

    public static (int Code, string Output, string Errors) Run(byte[] csv, params string[] options)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, csv);
            return Run([path, .. options]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static (int Code, string Output, string Errors) Run(params string[] words)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var code = AnswerCommand.Run(words, output, errors);
        return (code, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    public static JsonElement Item(this JsonElement analysis, int item) => analysis.GetProperty("items")[item];

    /// <summary>The number at a path as "anova.f"; null for null.</summary>
    public static double? Number(this JsonElement element, string path)
    {
        var found = path.Split('.').Aggregate(element, (e, name) => e.GetProperty(name));
        return found.ValueKind == JsonValueKind.Null ? null : found.ValueKind == JsonValueKind.String ? double.PositiveInfinity : found.GetDouble();
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>One value of every group, separated by spaces.</summary>
    public static string Groups(this JsonElement item, string name) => string.Join(' ', item.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty(name).ToString()));
}

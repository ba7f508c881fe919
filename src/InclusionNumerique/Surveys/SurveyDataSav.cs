using System.Globalization;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>Names that SPSS takes: letters, figures and _, 64 bytes at most, no word of its language, unique whatever the case.</summary>
internal sealed class SpssNames
{
    private const int Most = 60;

    private static readonly HashSet<string> Reserved = new(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>"P10_1" for "P10.1".</summary>
    public string Of(string name)
    {
        var fit = new string([.. name.Take(Most).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).TrimEnd('_');
        fit = fit.Length == 0 || !char.IsAsciiLetter(fit[0]) || Reserved.Contains(fit) ? "V_" + fit : fit;
        var unique = fit;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = $"{fit}_{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return unique;
    }
}

/// <summary>Answers as an SPSS system file: numbers with labels for all but words. Yes is 1, no 0, don't know 9 and declared missing; an option is the number of its id.</summary>
internal static class SurveyDataSav
{
    private const double DontKnow = 9;

    // The first day of SPSS's calendar; days are counted in seconds.
    private static readonly DateOnly FirstDay = new(1582, 10, 14);

    public static byte[] Write(SurveyData data, DateTimeOffset madeAt)
    {
        var names = new SpssNames();
        var rows = data.Shuffled();
        SpssVariable[] variables = [.. data.Columns.Select(c => Variable(names, c, rows))];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        new SpssFile(writer, variables).Write(data.Title, madeAt, [.. rows.Select(r => (IReadOnlyList<object?>)[.. data.Columns.Select(c => Value(c, r))])]);
        return stream.ToArray();
    }

    private static SpssVariable Variable(SpssNames names, SurveyColumn column, SurveyDataRow[] rows)
    {
        var (name, label, values) = (names.Of(column.Name), Label(column), Labels(column));
        return (column.Kind, column.Name) switch
        {
            (SurveyColumnKind.About, SurveyColumn.Language) => new(name, label, 2, SpssMeasure.Nominal, []),
            (SurveyColumnKind.About, SurveyColumn.Week) => new(name, label, 0, SpssMeasure.Scale, [], Format: SpssVariable.Date, Shown: 10),
            (SurveyColumnKind.Text or SurveyColumnKind.OtherText, _) => new(name, label, Width(column, rows), SpssMeasure.Nominal, []),
            (SurveyColumnKind.Scale, _) => new(name, label, 0, SpssMeasure.Scale, values),
            (SurveyColumnKind.Number, _) => new(name, label, 0, SpssMeasure.Scale, [], Decimals: (byte)rows.Max(r => Decimals(column.Answer(r.Answers)), 0)),
            (SurveyColumnKind.YesNo, _) => new(name, label, 0, SpssMeasure.Nominal, values, column.Question!.HasDontKnow ? DontKnow : null),
            _ => new(name, label, 0, SpssMeasure.Nominal, values),
        };
    }

    private static object? Value(SurveyColumn column, SurveyDataRow row)
    {
        switch (column.Kind, column.Name)
        {
            case (SurveyColumnKind.About, SurveyColumn.Audience):
                return (double)row.Audience;
            case (SurveyColumnKind.About, SurveyColumn.Language):
                return row.Language;
            case (SurveyColumnKind.About, SurveyColumn.Mode):
                return (double)row.Mode;
            case (SurveyColumnKind.About, SurveyColumn.Week):
                return (row.Week.DayNumber - FirstDay.DayNumber) * 86400.0;
            case (SurveyColumnKind.About, _):
                return row.IsComplete ? 1.0 : 0.0;
        }

        return column.Answer(row.Answers) is not { } answer ? null : column.Kind switch
        {
            SurveyColumnKind.Text or SurveyColumnKind.OtherText => Printable(answer),
            SurveyColumnKind.YesNo => YesNo(answer),
            SurveyColumnKind.SingleChoice => Option(column.Question!, answer),
            _ => double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
    }

    private static string Label(SurveyColumn column) =>
        column.Question is { } question && column.Label != question.Text ? $"{column.Label} – {question.Text}" : column.Label;

    private static IReadOnlyList<(double, string)> Labels(SurveyColumn column) => (column.Kind, column.Name) switch
    {
        (SurveyColumnKind.About, SurveyColumn.Audience) => [.. SurveyColumn.Audiences.Select(a => ((double)a.Key, a.Value.Label))],
        (SurveyColumnKind.About, SurveyColumn.Mode) => [.. SurveyColumn.Modes.Select(m => ((double)m.Key, m.Value.Label))],
        (SurveyColumnKind.YesNo, _) => [.. column.Values().Select(v => (YesNo(v.Value)!.Value, v.Label))],
        (SurveyColumnKind.SingleChoice, _) => [.. column.Values().Select(v => (Option(column.Question!, v.Value)!.Value, v.Label))],
        _ => [.. column.Values().Select(v => (double.Parse(v.Value, CultureInfo.InvariantCulture), v.Label))],
    };

    private static double? YesNo(string answer) => answer switch
    {
        SurveyAnswers.Yes => 1,
        SurveyAnswers.No => 0,
        SurveyAnswers.DontKnow => DontKnow,
        _ => null,
    };

    // The number of its id where each has one, so that a code means the same in every version of the questionnaire; otherwise its place.
    private static double? Option(SurveyQuestion question, string answer)
    {
        int?[] codes = [.. question.Items.Select(i => i.Id.StartsWith(question.Id + ".", StringComparison.Ordinal)
            && int.TryParse(i.Id.AsSpan(question.Id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : (int?)null)];
        if (codes.Contains(null) || codes.Distinct().Count() < codes.Length)
        {
            codes = [.. Enumerable.Range(1, codes.Length)];
        }

        return question.Items.FindIndex(i => i.Id == answer) is var index and >= 0 ? codes[index] : answer == SurveyAnswers.Other ? codes.Max() + 1 : null;
    }

    private static int Width(SurveyColumn column, SurveyDataRow[] rows) => Math.Max(1, rows.Max(r => column.Answer(r.Answers) is { } text ? Encoding.UTF8.GetByteCount(Printable(text)) : 0, 0));

    // U+0000 would end the text in most readers.
    private static string Printable(string text) => text.Replace('\0', ' ');

    private static int Decimals(string? number) => number?.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? Math.Min(4, number.Length - point - 1) : 0;

    private static int Max(this SurveyDataRow[] rows, Func<SurveyDataRow, int> of, int least) => rows.Length == 0 ? least : rows.Max(of);
}

using System.Security.Cryptography;

namespace InclusionNumerique.Surveys;

/// <summary>One respondent's answers on their way out. No id, no day.</summary>
/// <param name="HelperInstitution">Of who helped; not written in any file: with the week and the answers, it could lead to somebody.</param>
/// <param name="Week">Its Monday.</param>
/// <param name="Order">What was shown in an order of its own, see <see cref="SurveyRoute.Order"/>; only the JSON has it.</param>
public sealed record SurveyDataRow(
    SurveyAudience Audience, string Language, SurveyMode Mode, string? HelperInstitution, DateOnly Week, bool IsComplete, SurveyAnswers Answers, IReadOnlyDictionary<string, string[]>? Order = null);

/// <summary>The answers to a survey, to be written as files. Every file has its rows in an order of its own: two exports can't be laid side by side, and none tells who came first.</summary>
public sealed record SurveyData(string Title, SurveyForm Form, IReadOnlyList<SurveyDataRow> Rows)
{
    /// <summary>One row per respondent, one column per answer; several answers to one question have a column each, 0 or 1.</summary>
    public byte[] ToCsv() => CsvText.Write([.. Columns.Select(c => c.Name)], Answers());

    /// <summary>What each column is and holds, and how many answered.</summary>
    public byte[] ToCodebook() => CsvText.Write(SurveyCodebook.Columns, SurveyCodebook.Rows(this));

    public byte[] ToXlsx() => XlsxFile.Write(
        ("Réponses", [.. Columns.Select(c => c.Name)], Answers()),
        ("Dictionnaire", SurveyCodebook.Columns, SurveyCodebook.Rows(this)));

    public byte[] ToJson() => SurveyDataJson.Write(this);

    /// <summary>An SPSS system file, which R, PSPP, Stata and SAS read too.</summary>
    /// <param name="madeAt">Stands in its header.</param>
    public byte[] ToSav(DateTimeOffset madeAt) => SurveyDataSav.Write(this, madeAt);

    internal IReadOnlyList<SurveyColumn> Columns { get; } = SurveyColumn.Of(Form);

    internal SurveyDataRow[] Shuffled()
    {
        SurveyDataRow[] rows = [.. Rows];
        RandomNumberGenerator.Shuffle(rows.AsSpan());
        return rows;
    }

    private IEnumerable<IReadOnlyList<object?>> Answers() => Shuffled().Select(r => (IReadOnlyList<object?>)[.. Columns.Select(c => c.Cell(r))]);
}

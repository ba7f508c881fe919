using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>A column of a file of answers, and where it seems to belong.</summary>
/// <param name="Index">From 0, for the mapping.</param>
/// <param name="Samples">Its first values, three at most.</param>
/// <param name="Target">The name of a <see cref="SurveyAnswerTarget"/>; null when none is recognised.</param>
public sealed record SurveyAnswerColumn(int Index, string Header, IReadOnlyList<string> Samples, string? Target);

/// <summary>Where a column may belong.</summary>
public sealed record SurveyAnswerTarget(string Name, string Label);

/// <param name="Line">Of the file.</param>
/// <param name="Audience">Like the rest, null when no column says it.</param>
public sealed record SurveyImportedRow(int Line, SurveyAudience? Audience, string? Language, SurveyMode? Mode, DateOnly? Week, bool? IsComplete, SurveyAnswers Answers);

/// <param name="Rows">The lines without any fault.</param>
/// <param name="Faults">The first ones.</param>
/// <param name="FaultyLines">All lines with a fault.</param>
/// <param name="EmptyLines">Lines without any answer in the chosen columns; they are no fault and are not taken.</param>
public sealed record SurveyAnswerImportResult(IReadOnlyList<SurveyImportedRow> Rows, IReadOnlyList<SurveyFileFault> Faults, int FaultyLines, int EmptyLines)
{
    /// <summary>What is to be stored: all or nothing, unless whoever imports has chosen to leave faulty lines out.</summary>
    public IReadOnlyList<SurveyImportedRow> Taken(bool leavesFaultyOut) => Faults.Count == 0 || leavesFaultyOut ? Rows : [];
}

/// <summary>
/// Takes over answers that another tool has collected: a CSV, whatever separates its cells, or the first sheet of a workbook. First its columns are shown with where they seem
/// to belong; then it is read by what was chosen.
/// </summary>
public static class SurveyAnswerImport
{
    public const int FaultsKept = 500;

    /// <summary>Of a file, in bytes.</summary>
    public const int SizeMost = XlsxFile.SizeMost;

    private const int SamplesMost = 3;
    private const string OwnSheet = "Réponses";

    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<SurveyAnswerColumn> Columns(byte[] file, SurveyForm form)
    {
        var lines = Lines(file);
        var mapping = new SurveyAnswerMapping(form);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<SurveyAnswerColumn> columns = [];
        for (var i = 0; i < lines[0].Cells.Count; i++)
        {
            var samples = lines.Skip(1).Select(l => l.Cells.ElementAtOrDefault(i) ?? "").Where(c => c.Length > 0).Take(SamplesMost).Select(SurveyFileBuilder.Shown);
            var target = mapping.Of(lines[0].Cells[i]);
            columns.Add(new(i, SurveyFileBuilder.Shown(lines[0].Cells[i]), [.. samples], target is not null && taken.Add(target) ? target : null));
        }

        return columns;
    }

    /// <exception cref="SurveyFileException">More bytes than are read.</exception>
    public static void CheckSize(long bytes) => XlsxFile.CheckSize(bytes);

    /// <summary>What a person may choose from.</summary>
    public static IReadOnlyList<SurveyAnswerTarget> Targets(SurveyForm form) => SurveyAnswerMapping.Targets(form);

    /// <param name="mapping">The target of each column that is taken, by its index.</param>
    /// <exception cref="SurveyFileException"/>
    public static SurveyAnswerImportResult Read(byte[] file, IReadOnlyDictionary<int, string> mapping, SurveyForm form)
    {
        var lines = Lines(file);
        var names = Targets(form).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        if (mapping.Values.FirstOrDefault(t => !names.Contains(t)) is { } unknown)
        {
            return Refused($"« {SurveyFileBuilder.Shown(unknown)} » n’est pas une réponse de ce questionnaire.");
        }

        if (mapping.Values.CountBy(t => t).FirstOrDefault(t => t.Value > 1).Key is { } twice)
        {
            return Refused($"Deux colonnes vont à « {twice} » : n’en gardez qu’une.");
        }

        if (mapping.Keys.Any(i => i < 0 || i >= lines[0].Cells.Count))
        {
            return Refused("Ce fichier n’a plus les mêmes colonnes : choisissez-les à nouveau.");
        }

        var reader = new SurveyAnswerReader(form, [.. mapping.Select(m => (m.Key, lines[0].Cells[m.Key], m.Value))]);
        var (rows, faults, faulty, empty) = (new List<SurveyImportedRow>(), new List<SurveyFileFault>(), 0, 0);
        foreach (var line in lines.Skip(1))
        {
            var (row, of) = reader.Read(line);
            faults.AddRange(of.Take(FaultsKept - faults.Count));
            faulty += of.Count > 0 ? 1 : 0;
            if (of.Count == 0 && row.Answers.Count > 0)
            {
                rows.Add(row);
            }

            empty += of.Count == 0 && row.Answers.Count == 0 ? 1 : 0;
        }

        return new(rows, faults, faulty, empty);
    }

    private static SurveyAnswerImportResult Refused(string message) => new([], [new("", 0, message)], 0, 0);

    internal static IReadOnlyList<TableLine> Lines(byte[] file)
    {
        IReadOnlyList<TableLine> lines;
        if (XlsxFile.IsXlsx(file))
        {
            var sheets = XlsxFile.Sheets(file);
            lines = sheets.Count == 0 ? [] : XlsxFile.Read(file, sheets.Contains(OwnSheet) ? OwnSheet : sheets[0]);
        }
        else
        {
            lines = CsvText.Read(file);
        }

        return lines.Count > 1 ? lines : throw new SurveyFileException("Ce fichier ne contient aucune réponse : la première ligne porte le nom des colonnes, les suivantes une personne chacune.");
    }
}

namespace InclusionNumerique.Surveys;

/// <summary>A file of answers from elsewhere: a line of names, then a line for each person. It is held in memory and nowhere else.</summary>
public sealed class AnswerTable
{
    /// <summary>Columns that are read, as many as a questionnaire has questions.</summary>
    public const int ReadMost = SurveyForm.QuestionsMost;

    private const int NameMost = SurveyQuestion.TextMost;

    private AnswerTable(IReadOnlyList<AnswerColumn> columns, IReadOnlyList<TableLine> people) => (Columns, People) = (columns, people);

    public IReadOnlyList<AnswerColumn> Columns { get; }

    public int PeopleCount => People.Count;

    /// <summary>By the column's index, as its cells look; the first ones where there are more than are read.</summary>
    public Dictionary<int, AnswerColumnChoice> Choices =>
        Columns.Where(c => c.Seems.Kind != AnswerColumnKind.Unread).Take(ReadMost).ToDictionary(c => c.Index, c => c.Seems);

    /// <summary>Their cells, as many as there are columns.</summary>
    internal IReadOnlyList<TableLine> People { get; }

    /// <summary>CSV, whatever separates its cells, or the first sheet of a workbook.</summary>
    /// <exception cref="SurveyFileException"/>
    public static AnswerTable Read(byte[] file)
    {
        var isWorkbook = XlsxFile.IsXlsx(file);
        if (!isWorkbook && file.AsSpan().Count((byte)'"') % 2 != 0)
        {
            // All that follows would be one cell, and people would be lost without a word.
            throw new SurveyFileException("Un guillemet ouvrant du fichier n’est jamais fermé.");
        }

        var lines = SurveyAnswerImport.Lines(file);
        var header = lines[0].Cells.Select(c => Shortened(AnswerCell.Tidy(c))).ToList();
        var width = Math.Max(header.FindLastIndex(n => n.Length > 0) + 1, 1);
        List<TableLine> people = [.. lines.Skip(1).Select(l => new TableLine(l.Line, Cells(l, width, isWorkbook)))];
        CheckNames(header[..width]);
        return new([.. header.Take(width).Select((name, i) => AnswerColumn.Of(i, name, [.. people.Select(p => p.Cells[i]).Where(c => c.Length > 0)]))], people);
    }

    private static IReadOnlyList<string> Cells(TableLine line, int width, bool isWorkbook)
    {
        // A workbook says where its cells stand; in a text a cell too few or too many moves all that follow.
        var isRagged = line.Cells.Skip(width).Any(c => c.Length > 0) || (!isWorkbook && line.Cells.Count < width);
        return isRagged
            ? throw new SurveyFileException($"Ligne {line.Line} : {line.Cells.Count} cellule(s), alors que la ligne des noms en compte {width}.")
            : [.. Enumerable.Range(0, width).Select(i => line.Cells.ElementAtOrDefault(i) is { } cell && !SurveyAnswerCell.IsNotShown(cell) ? AnswerCell.Tidy(cell) : "")];
    }

    private static void CheckNames(List<string> names)
    {
        if (names.TrueForAll(n => n.Length == 0 || AnswerCell.Number(n) is not null))
        {
            throw new SurveyFileException("La première ligne doit porter le nom des colonnes : celle de ce fichier n’en a pas.");
        }

        if (names.IndexOf("") is >= 0 and var unnamed)
        {
            throw new SurveyFileException($"La colonne {unnamed + 1} n’a pas de nom : écrivez-en un dans la première ligne.");
        }

        if (names.Index().GroupBy(n => n.Item, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SurveyFileException($"Plusieurs colonnes s’appellent « {SurveyFileBuilder.Shown(twice.Key)} » (colonnes {string.Join(", ", twice.Select(n => n.Index + 1))}) : donnez-leur des noms différents.");
        }
    }

    private static string Shortened(string name) => name.Length > NameMost ? name[..(NameMost - 1)] + "…" : name;
}

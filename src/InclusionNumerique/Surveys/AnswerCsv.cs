using System.Globalization;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>
/// A person's own file of answers: UTF-8, commas, a header, one line for each respondent, empty cells where there is no answer. Strict where the import of a survey guesses:
/// a figure made of a misread file would be worse than none.
/// </summary>
public static class AnswerCsv
{
    private const int ShownMost = 20;

    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<AnswerRow> Read(byte[] file, AnswerChoice choice)
    {
        var text = Decoded(file);
        if (text.AsSpan().Count('"') % 2 != 0)
        {
            // The reader would take all that follows for one cell, and lines would be lost without a word.
            throw new SurveyFileException("Un guillemet ouvrant du fichier n’est jamais fermé.");
        }

        var lines = CsvText.Lines(text, ',');
        if (lines.Count == 0)
        {
            throw new SurveyFileException("Le fichier est vide.");
        }

        var header = lines[0].Cells;
        var group = Column(header, choice.Group);
        int[] items = [.. choice.Items.Select(i => Column(header, i))];
        if (lines.FirstOrDefault(l => l.Cells.Count != header.Count) is { } ragged)
        {
            throw new SurveyFileException($"Ligne {ragged.Line} : {ragged.Cells.Count} cellule(s), alors que l’en-tête en compte {header.Count}.");
        }

        if (lines.Count == 1)
        {
            throw new SurveyFileException("Le fichier n’a pas de réponse sous son en-tête.");
        }

        List<AnswerRow> rows = [.. lines.Skip(1).Select(l => new AnswerRow(l.Cells[group], [.. items.Select(i => Answer(l, i, header[i]))]))];
        return rows.Exists(r => r.Answers.Any(a => a is not null)) ? rows : throw new SurveyFileException("Aucun des items demandés ne contient de nombre.");
    }

    /// <summary>Names separated by commas, quoted as in the file where they hold one.</summary>
    /// <exception cref="SurveyFileException"/>
    public static IReadOnlyList<string> Names(string list) => CsvText.Lines(list, ',') switch
    {
        [var line] when line.Cells.All(c => c.Length > 0) && line.Cells.Distinct(StringComparer.Ordinal).Count() == line.Cells.Count => line.Cells,
        _ => throw new SurveyFileException("il faut des noms différents séparés par des virgules"),
    };

    private static string Decoded(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new SurveyFileException("Le fichier n’est pas en UTF-8 : enregistrez-le au format « CSV UTF-8 (délimité par des virgules) ».");
        }
    }

    private static int Column(IReadOnlyList<string> header, string name) => header.Index().Where(h => h.Item == name).Select(h => h.Index).ToList() switch
    {
        [var one] => one,
        [] => throw new SurveyFileException($"La colonne « {Shown(name)} » n’existe pas. Colonnes du fichier : {string.Join(", ", header.Take(ShownMost).Select(Shown))}{(header.Count > ShownMost ? "…" : ".")}"),
        _ => throw new SurveyFileException($"Plusieurs colonnes s’appellent « {Shown(name)} »."),
    };

    private static decimal? Answer(TableLine line, int column, string header)
    {
        var text = line.Cells[column];
        if (text.Length == 0)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var nearest) || !double.IsFinite(nearest))
        {
            throw new SurveyFileException($"Ligne {line.Line}, colonne « {Shown(header)} » : « {Shown(text)} » n’est pas un nombre (le séparateur décimal est le point).");
        }

        // What a decimal has no digits for becomes 0 without a word.
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs((double)number - nearest) <= Math.Abs(nearest) * 1e-14
            ? number
            : throw new SurveyFileException($"Ligne {line.Line}, colonne « {Shown(header)} » : « {Shown(text)} » est trop grand ou trop petit pour être compté exactement.");
    }

    private static string Shown(string text) => SurveyFileBuilder.Shown(text);
}

using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>What stands behind <c>analyse</c> on the command line.</summary>
/// <param name="File">Path.</param>
/// <param name="IsText">A table to read instead of JSON.</param>
public sealed record AnswerArguments(string File, AnswerChoice Choice, bool IsText)
{
    private const string Usage = "Exemple : analyse reponses.csv --group structure --items q1,q2,q3";

    private static readonly string[] Names = ["group", "items", "levels", "min-group", "missing", "lsd", "alpha", "format"];

    /// <exception cref="SurveyFileException">For any word that is not understood: a default in its place would falsify the figures.</exception>
    public static AnswerArguments Read(IReadOnlyList<string> words)
    {
        var files = new List<string>();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(words[i]);
                continue;
            }

            var (name, value) = words[i][2..].Split('=', 2) switch
            {
                [var n, var v] => (n, v),
                [var n] when !Names.Contains(n) => (n, ""),
                [var n] when i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal) => (n, words[++i]),
                [var n, ..] => throw new SurveyFileException($"L’option --{n} attend une valeur. {Usage}"),
                [] => ("", ""),
            };
            if (!Names.Contains(name))
            {
                throw new SurveyFileException($"L’option --{SurveyFileBuilder.Shown(name)} n’existe pas. Options : {string.Join(", ", Names.Select(n => "--" + n))}.");
            }

            if (!given.TryAdd(name, value))
            {
                throw new SurveyFileException($"L’option --{name} est donnée deux fois.");
            }
        }

        return files switch
        {
            [var file] => new(file, ChoiceOf(given), Word(given, "format", "json", "text") == 1),
            [] => throw new SurveyFileException($"Il manque le fichier des réponses. {Usage}"),
            _ => throw new SurveyFileException($"Un seul fichier à la fois : « {SurveyFileBuilder.Shown(files[1])} » est de trop. {Usage}"),
        };
    }

    private static AnswerChoice ChoiceOf(Dictionary<string, string> given) => new(
        given.TryGetValue("group", out var group) && group.Trim().Length > 0 ? group.Trim() : throw new SurveyFileException($"Il manque --group, la colonne des groupes. {Usage}"),
        List(given, "items") ?? throw new SurveyFileException($"Il manque --items, les colonnes à comparer. {Usage}"),
        List(given, "levels"),
        Least(given),
        Word(given, "missing", "available", "listwise") == 1 ? MissingRule.ListWise : MissingRule.Available,
        Word(given, "lsd", "protected", "unprotected") == 1,
        Alpha(given));

    private static IReadOnlyList<string>? List(Dictionary<string, string> given, string name)
    {
        try
        {
            return given.TryGetValue(name, out var list) ? AnswerCsv.Names(list) : null;
        }
        catch (SurveyFileException e)
        {
            throw Bad(name, given[name], e.Message);
        }
    }

    private static int Word(Dictionary<string, string> given, string name, params string[] words) =>
        !given.TryGetValue(name, out var word) ? 0
        : Array.IndexOf(words, word) is >= 0 and var index ? index
        : throw Bad(name, word, $"il faut {string.Join(" ou ", words)}");

    private static int Least(Dictionary<string, string> given) =>
        !given.TryGetValue("min-group", out var text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least > 0 ? least
        : throw Bad("min-group", text, "il faut un nombre entier, 1 ou plus");

    private static double Alpha(Dictionary<string, string> given) =>
        !given.TryGetValue("alpha", out var text) ? 0.05
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha) && alpha is > 0 and < 1 ? alpha
        : throw Bad("alpha", text, "il faut un nombre entre 0 et 1, avec un point, par exemple 0.05");

    private static SurveyFileException Bad(string name, string value, string wanted) => new($"L’option --{name} ne peut pas valoir « {SurveyFileBuilder.Shown(value)} » : {wanted}.");
}

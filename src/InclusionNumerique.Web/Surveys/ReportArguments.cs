using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>What stands behind <c>rapport</c> on the command line.</summary>
/// <param name="Folder">Where the files go.</param>
/// <param name="Surveys">In their order; empty: all that have gathered answers.</param>
/// <param name="Breakdowns">Ids of questions; null: nothing said, those of the report of 2022.</param>
public sealed record ReportArguments(string Folder, IReadOnlyList<Guid> Surveys, IReadOnlyList<string>? Breakdowns)
{
    private const string Usage = "Exemple : rapport --vers rapport --par P01,P07,P03";

    /// <exception cref="SurveyFileException">For any word that is not understood: a default in its place would give another report.</exception>
    public static ReportArguments Read(IReadOnlyList<string> words)
    {
        string? folder = null;
        List<Guid> surveys = [];
        IReadOnlyList<string>? by = null;
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = words[i].Split('=', 2) is [var option, var given] ? (option, given) : (words[i], null);
            if (name is not ("--vers" or "--questionnaire" or "--par"))
            {
                throw new SurveyFileException($"« {Shown(words[i])} » n’est pas compris. {Usage}");
            }

            value ??= i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[++i] : throw new SurveyFileException($"L’option {name} attend une valeur. {Usage}");
            if ((name == "--vers" && folder is not null) || (name == "--par" && by is not null))
            {
                throw new SurveyFileException($"L’option {name} est donnée deux fois.");
            }

            switch (name)
            {
                case "--vers":
                    folder = value;
                    break;
                case "--par":
                    by = ByOf(value);
                    break;
                default:
                    surveys.Add(Guid.TryParse(value, out var id) ? id : throw new SurveyFileException($"« {Shown(value)} » n’est pas l’identifiant d’un questionnaire : c’est celui de son adresse, après « /questionnaires/ »."));
                    break;
            }
        }

        return string.IsNullOrWhiteSpace(folder) ? throw new SurveyFileException($"Il manque --vers, le dossier où écrire. {Usage}") : new(folder, [.. surveys.Distinct()], by);
    }

    private static IReadOnlyList<string> ByOf(string list)
    {
        var asked = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Count();
        return asked <= SurveyResultAddress.BreakdownsMost ? SurveyResultAddress.Breakdowns(list) : throw new SurveyFileException($"L’option --par prend {SurveyResultAddress.BreakdownsMost} questions au plus.");
    }

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

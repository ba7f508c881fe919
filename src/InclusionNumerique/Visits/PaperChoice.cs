using System.Globalization;
using System.Text;

namespace InclusionNumerique.Visits;

/// <summary>One entry of a list that a paper sheet's cell is typed from, found by its first letters.</summary>
/// <param name="Label">What the cell shows once found.</param>
/// <param name="Apply">Says it of the visit.</param>
/// <param name="Alias">Another word that hands write for it.</param>
public sealed record PaperChoice(string Label, Action<VisitForm> Apply, string Alias = "")
{
    private const int LongestText = 200;

    private const int CandidatesShown = 4;

    private readonly string _folded = Fold(Label);

    private readonly string _foldedAlias = Fold(Alias);

    /// <summary>The choice that the text begins, or why there is none: nothing begins so, or several do.</summary>
    public static (PaperChoice? Found, string? Refusal) Find(string text, IReadOnlyList<PaperChoice> choices, string unknown)
    {
        var typed = text.Length > LongestText ? "" : Fold(text);
        if (typed == "")
        {
            return (null, unknown);
        }

        if (choices.FirstOrDefault(c => c._folded == typed || c._foldedAlias == typed) is { } exact)
        {
            return (exact, null);
        }

        var found = choices.Where(c => c._folded.StartsWith(typed, StringComparison.Ordinal) || c._foldedAlias.StartsWith(typed, StringComparison.Ordinal)).ToList();
        // No label begins so: a later word may ("travail" for France Travail).
        found = found.Count > 0 ? found : [.. choices.Where(c => c._folded.Contains(typed, StringComparison.Ordinal))];
        return found.Count switch
        {
            0 => (null, unknown),
            1 => (found[0], null),
            _ => (null, $"Précisez : {string.Join(" ou ", found.Take(CandidatesShown).Select(c => $"« {c.Label} »"))}{(found.Count > CandidatesShown ? "…" : ".")}"),
        };
    }

    // Lower case, without accents, each word after one space: " france travail" begins with " fra" and holds " tra".
    private static string Fold(string text)
    {
        // A stray half of a surrogate pair would make Normalize throw.
        var storable = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var folded = new StringBuilder();
        var isWord = false;
        foreach (var unit in storable.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(unit) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsLetterOrDigit(unit))
            {
                folded.Append(isWord ? "" : " ").Append(char.ToLowerInvariant(unit));
            }

            isWord = char.IsLetterOrDigit(unit);
        }

        return folded.ToString();
    }
}

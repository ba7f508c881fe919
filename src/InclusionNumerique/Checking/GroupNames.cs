using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>The groups that a text names.</summary>
internal static partial class GroupNames
{
    private static readonly string[] YesNo = ["oui", "non"];

    public static List<string> In(string text, PublishedTable table)
    {
        // "Oui" and "Non" are named by what was asked: "who followed a training".
        if (table.Groups.Count == YesNo.Length && table.Groups.All(g => YesNo.Contains(g.Name, StringComparer.OrdinalIgnoreCase)))
        {
            var asked = FrenchWords.Of(table.Grouping);
            return asked.Count > 0 && FrenchWords.Of(text).Exists(w => FrenchWords.SameStem(w, asked[0])) ? [table.Groups.First(g => string.Equals(g.Name, YesNo[0], StringComparison.OrdinalIgnoreCase)).Name] : [];
        }

        return In(text, [.. table.Groups.Select(g => g.Name).Where(n => n.Length > 0)]);
    }

    public static List<string> In(string text, IReadOnlyList<string> names)
    {
        var words = FrenchWords.Of(text);
        var quoted = Quotes().Matches(text).Select(m => FrenchWords.Of(m.Groups[1].Value)).Where(q => q.Count > 0).ToList();
        return [.. names.Where(name => FrenchWords.Of(name) is { Count: > 0 } parts && (Holds(words, parts) || quoted.Exists(q => q.Count < parts.Count && q.SequenceEqual(parts.Take(q.Count)))))];
    }

    private static bool Holds(List<string> words, List<string> parts)
    {
        for (var at = 0; at + parts.Count <= words.Count; at++)
        {
            if (parts.Select((part, i) => FrenchWords.SameStem(words[at + i], part)).All(same => same))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("[«“\"]([^»”\"]+)[»”\"]")]
    private static partial Regex Quotes();
}

using System.Text;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Web.Ui;

/// <summary>On which page of a PDF of the machine's Chromium each anchor came to stand: style sheets cannot say it there, so that a page with a table of contents is printed twice.</summary>
public static partial class PdfPages
{
    /// <summary>From 1, by the anchor's id; empty when the PDF is written in a way that is not known.</summary>
    /// <param name="prefix">Of the ids: letters, digits and hyphens.</param>
    public static IReadOnlyDictionary<string, int> Of(byte[] pdf, string prefix)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var trees = Trees().Matches(text).ToDictionary(m => m.Groups[1].Value, m => References().Matches(m.Groups[2].Value).Select(r => r.Groups[1].Value).ToArray());
        var within = trees.Values.SelectMany(kids => kids).ToHashSet();
        var pages = trees.Keys.Where(tree => !within.Contains(tree)).SelectMany(Leaves).Index().ToDictionary(p => p.Item, p => p.Index + 1);
        return Anchors().Matches(text).Where(m => m.Groups[1].Value.StartsWith(prefix, StringComparison.Ordinal) && pages.ContainsKey(m.Groups[2].Value))
            .DistinctBy(m => m.Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => pages[m.Groups[2].Value]);

        IEnumerable<string> Leaves(string node) => trees.TryGetValue(node, out var kids) ? kids.SelectMany(Leaves) : [node];
    }

    [GeneratedRegex(@"(\d+) 0 obj\s*<<\s*/Type /Pages\b[^>]*?/Kids \[([^\]]*)\]")]
    private static partial Regex Trees();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex References();

    [GeneratedRegex(@"/([A-Za-z0-9-]+) \[(\d+) 0 R /XYZ ")]
    private static partial Regex Anchors();
}

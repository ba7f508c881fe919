using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking.Sentences;

/// <summary>A clause and the tables it speaks of.</summary>
internal sealed partial record SentenceScope(PublishedReport Report, string Text, IReadOnlyList<PublishedTable> Of)
{
    private const double Alike = 0.8;
    private const int Shown = 6;

    public IEnumerable<PublishedTable> Means => Of.Where(t => t.HasMeans && t.Unit is null);

    /// <summary>What stands between French quotation marks.</summary>
    public IEnumerable<string> Quoted => Quotes().Matches(Text).Select(m => m.Groups[1].Value);

    /// <summary>Of the groups named in the clause, otherwise of all.</summary>
    public IEnumerable<PublishedPlace> Places => Means.SelectMany(table =>
    {
        var named = GroupNames.In(Text, table);
        return PublishedPlace.Means(table).Where(p => named.Count == 0 || named.Contains(p.Group.Name));
    });

    /// <summary>A table, one of its rows, or one breakdown of either.</summary>
    public static IReadOnlyList<PublishedTable> Tables(PublishedReport report, PublishedSentence sentence) => sentence.About.Count == 0
        ? Quoting(report.Tables, sentence.Text)
        : [.. sentence.About.SelectMany(about =>
        {
            var (place, grouping) = about.Split('/') is [var first, var second] ? (first, second) : (about, null);
            return report.Tables.Where(t => grouping is null || t.Grouping == grouping).Select(t => t.Question == place ? t : t with { Rows = [.. t.Rows.Where(r => r.Id == place)] }).Where(t => t.Rows.Count > 0);
        })];

    public static string List(IEnumerable<PublishedPlace> places)
    {
        var all = places.ToList();
        var shown = string.Join(", ", all.Take(Shown).Select(p => $"{(p.Row.Id)}{(p.Group.Name.Length > 0 ? $" {p.Group.Name}" : "")} {p.Mean.Printed}"));
        return all.Count > Shown ? $"{shown} et {all.Count - Shown} autres" : shown;
    }

    /// <summary>The row whose words the text repeats.</summary>
    public static PublishedRow? Row(PublishedTable table, IEnumerable<string> texts) =>
        texts.SelectMany(text => table.Rows.Select(r => (Row: r, Overlap: FrenchWords.Overlap(text, r.Text)))).Where(r => r.Overlap >= Alike).OrderByDescending(r => r.Overlap).Select(r => r.Row).FirstOrDefault();

    // Without being told what a sentence is about, the rows it quotes; otherwise everything.
    private static List<PublishedTable> Quoting(IReadOnlyList<PublishedTable> tables, string text)
    {
        string[] quoted = [.. Quotes().Matches(text).Select(m => m.Groups[1].Value).Where(q => FrenchWords.Of(q).Count > 1)];
        var rows = tables.Select(t => t with { Rows = [.. t.Rows.Where(r => quoted.Any(q => FrenchWords.Overlap(q, r.Text) >= Alike))] }).Where(t => t.Rows.Count > 0).ToList();
        return rows.Count > 0 ? rows : [.. tables];
    }

    [GeneratedRegex("[«“\"]([^»”\"]+)[»”\"]")]
    private static partial Regex Quotes();
}

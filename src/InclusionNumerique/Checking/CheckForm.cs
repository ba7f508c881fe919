using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>What N counts, when it is not printed in the table.</summary>
public enum SizeMeaning : short
{
    /// <summary>The persons of the whole table.</summary>
    Table = 1,

    /// <summary>The persons of each column.</summary>
    Group = 2,

    /// <summary>Answers, several of one person.</summary>
    Answers = 3,
}

/// <summary>A table and sentences as somebody pastes them, with what the paste does not tell. Nothing of it is stored.</summary>
public sealed partial class CheckForm
{
    public const int TextMost = 100_000;
    private const int RowsMost = 500;
    private const int ColumnsMost = 30;
    private const int PointsMost = 1000;
    private const int ClauseMost = 2000;

    public string Text { get; set; } = "";

    public string Sentences { get; set; } = "";

    public string Least { get; set; } = "1";

    public string Most { get; set; } = "8";

    public string Decimals { get; set; } = "";

    public string Size { get; set; } = "";

    public SizeMeaning Meaning { get; set; } = SizeMeaning.Table;

    /// <summary>The report to check, or what to correct field by field.</summary>
    public (PublishedReport? Report, IReadOnlyList<Refusal> Refusals) Read()
    {
        var refusals = new List<Refusal>();
        Limit(refusals, nameof(Text), Text);
        Limit(refusals, nameof(Sentences), Sentences);
        var least = Number(refusals, nameof(Least), Least, -PointsMost, PointsMost);
        var most = Number(refusals, nameof(Most), Most, -PointsMost, PointsMost);
        if (least >= most)
        {
            refusals.Add(new(nameof(Most), "Le plus haut point de l’échelle doit dépasser le plus bas."));
        }

        var decimals = Number(refusals, nameof(Decimals), Decimals, 0, 4);
        var size = Number(refusals, nameof(Size), Size, 1, PublishedCellText.CountMost);
        if (refusals.Count > 0)
        {
            return (null, refusals);
        }

        if (Text.TrimStart() is ['{', ..])
        {
            return ReadJson();
        }

        var tables = ReadTables(refusals, decimals, size);
        var scale = least is { } low && most is { } high ? new PublishedScale(low, high) : null;
        return refusals.Count > 0 ? (null, refusals) : (new PublishedReport(scale, tables, [.. ReadSentences()]), []);
    }

    private (PublishedReport?, IReadOnlyList<Refusal>) ReadJson()
    {
        try
        {
            var report = ReportJson.Read(Text);
            return (report with { Sentences = [.. report.Sentences, .. ReadSentences()] }, []);
        }
        catch (FormatException)
        {
            return (null, [new(nameof(Text), "Ce texte commence comme du JSON, mais ne contient pas les résultats d’un questionnaire publié.")]);
        }
    }

    private List<PublishedTable> ReadTables(List<Refusal> refusals, int? decimals, int? size)
    {
        var blocks = PastedText.Blocks(Text);
        var (tables, unread) = (new List<PublishedTable>(), new List<string>());
        if (blocks.Sum(b => b.Count) > RowsMost || blocks.Exists(b => b.Exists(l => l.Cells.Length > ColumnsMost)))
        {
            refusals.Add(new(nameof(Text), $"{RowsMost} lignes et {ColumnsMost} colonnes au plus : vérifiez les tableaux en plusieurs fois."));
            return tables;
        }

        foreach (var block in blocks)
        {
            var (table, missed) = PastedTable.Read($"{tables.Count + 1}", block, decimals);
            unread.AddRange(missed);
            if (table is not null)
            {
                tables.Add(Sized(table, size));
            }
        }

        if (unread.Count > 0)
        {
            refusals.Add(new(nameof(Text), $"Cellules non comprises : {string.Join(" ; ", unread.Take(3))}{(unread.Count > 3 ? $" ; et {unread.Count - 3} autres" : "")}. Une cellule porte une moyenne (« 4,52 ab »), un effectif ou un pourcentage (« 21 (51,2 %) »)."));
        }
        else if (tables.Count == 0)
        {
            refusals.Add(new(nameof(Text), string.IsNullOrWhiteSpace(Text) ? "Collez d’abord un tableau." : "Aucun tableau reconnu : il faut une ligne par item, les colonnes séparées par des tabulations ou des points-virgules."));
        }

        return tables;
    }

    private PublishedTable Sized(PublishedTable table, int? size)
    {
        var several = Meaning == SizeMeaning.Answers;
        var isOfEach = table.HasMeans && (Meaning == SizeMeaning.Group || table.Groups.Count == 1);
        return table with
        {
            AllowsSeveral = several,
            Base = table.Base ?? size,
            Groups = isOfEach ? [.. table.Groups.Select(g => g with { Count = g.Count ?? table.Base ?? size })] : table.Groups,
        };
    }

    // A sentence ends with its line.
    private IEnumerable<PublishedSentence> ReadSentences() =>
        LineEnds().Split(Sentences).Select(PublishedCellText.Plain).Where(s => s.Length is > 0 and <= ClauseMost).Select((s, i) => new PublishedSentence($"phrase {i + 1}", s, []));

    private static void Limit(List<Refusal> refusals, string field, string text)
    {
        if (text.Length > TextMost)
        {
            refusals.Add(new(field, $"{TextMost.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"))} caractères au plus : vérifiez les tableaux en plusieurs fois. Rien n’est perdu."));
        }
    }

    private static int? Number(List<Refusal> refusals, string field, string text, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        refusals.Add(new(field, $"Un nombre entier, de {least} à {most}, ou rien."));
        return null;
    }

    [GeneratedRegex(@"[\r\n]+")]
    private static partial Regex LineEnds();
}

using System.IO.Compression;
using System.Text;
using MiniExcelLibs;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Workbooks as another tool would make them.</summary>
internal static class Workbook
{
    private static readonly Lazy<byte[]> LazyBomb = new(MakeBomb);

    /// <param name="sheets">Each with its rows; the first holds the columns. Cells are separated by "|".</param>
    public static byte[] Of(params (string Name, string[] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(sheets.ToDictionary(s => s.Name, s => (object)Rows(s.Rows)));
        return stream.ToArray();
    }

    /// <summary>An XLSForm of these rows of the survey sheet, and of the choices "list|name|label".</summary>
    public static byte[] Form(string columns, string[] survey, params string[] choices) =>
        Of(("survey", [columns, .. survey]), ("choices", ["list_name|name|label", .. choices]), ("settings", ["form_title", "Enquête"]));

    public static Dictionary<string, string>[] Read(byte[] file, string sheet) =>
        [.. new MemoryStream(file).Query(useHeaderRow: true, sheet).Cast<IDictionary<string, object?>>().Select(r => r.ToDictionary(c => c.Key, c => Convert.ToString(c.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""))];

    /// <summary>Expands to 160 MB of spaces.</summary>
    public static byte[] Bomb => LazyBomb.Value;

    private static byte[] MakeBomb()
    {
        using var stream = new MemoryStream();
        stream.Write(Of(("survey", ["type|name", "text|Q1"])));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/media/big.xml", CompressionLevel.SmallestSize).Open();
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < 160; i++)
            {
                entry.Write(spaces);
            }
        }

        return stream.ToArray();
    }

    private static IEnumerable<Dictionary<string, object?>> Rows(string[] rows)
    {
        var columns = rows[0].Split('|');
        return rows.Skip(1).Select(r => columns.Select((c, i) => (c, r.Split('|').ElementAtOrDefault(i))).ToDictionary(c => c.c, c => (object?)c.Item2));
    }
}

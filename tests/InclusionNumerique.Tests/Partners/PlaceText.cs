using System.Text;
using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

/// <summary>Files of the national standard, as texts.</summary>
internal static class PlaceText
{
    public static string Header { get; } = string.Join(',', PlaceStandard.Columns);

    /// <summary>A good place, but for what is changed.</summary>
    public static string[] Place(string id, params (int Column, string Cell)[] changes)
    {
        var cells = Enumerable.Repeat("", PlaceStandard.Columns.Count).ToArray();
        (int, string)[] usual =
        [
            (PlaceStandard.Id, id), (PlaceStandard.Pivot, "00000000000000"), (PlaceStandard.Name, $"EPN Démo {id}"), (PlaceStandard.Town, "Rennes"), (PlaceStandard.PostalCode, "35000"),
            (PlaceStandard.Address, "1 rue de la Démo"), (PlaceStandard.UpdatedOn, "2026-11-01"),
        ];
        foreach (var (column, cell) in usual.Concat(changes))
        {
            cells[column] = cell;
        }

        return cells;
    }

    public static string Csv(params IEnumerable<string[]> places) => string.Concat(places.Select(Line).Prepend(Header).Select(l => l + "\r\n"));

    public static MemoryStream File(params IEnumerable<string[]> places) => Bytes(Csv(places));

    public static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    public static async Task<string> RewrittenAsync(string text)
    {
        using var output = new MemoryStream();
        await PlaceFile.WriteAsync(GoodAsync(text), output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public static async Task<List<PlaceCells>> ReadAsync(string text)
    {
        var read = new List<PlaceCells>();
        await foreach (var raw in PlaceFile.ReadAsync(Bytes(text), CancellationToken.None))
        {
            read.Add(PlaceCells.Read(raw));
        }

        return read;
    }

    private static async IAsyncEnumerable<string[]> GoodAsync(string text)
    {
        foreach (var cells in await ReadAsync(text))
        {
            if (cells.Errors.Count == 0)
            {
                yield return cells.Columns;
            }
        }
    }

    private static string Line(string[] cells) => string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\r\n") ? $"\"{c.Replace("\"", "\"\"")}\"" : c));
}

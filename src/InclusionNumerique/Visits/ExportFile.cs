using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace InclusionNumerique.Visits;

/// <summary>The lines of an export as a file, one after the other: never all in memory.</summary>
internal static class ExportFile
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>What a French Excel opens by a double click: a byte-order mark, semicolons, every cell quoted.</summary>
    public static async Task WriteCsvAsync(IAsyncEnumerable<ExportLine> lines, Stream output, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', ExportLine.Columns.Select(c => Quoted(c.Header))));
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            await writer.WriteLineAsync(string.Join(';', ExportLine.Columns.Select(c => Quoted(c.Value(line)))));
        }
    }

    /// <summary>By way of a temporary file: an XLSX is a ZIP, which is not written from its beginning to its end.</summary>
    public static async Task WriteXlsxAsync(IAsyncEnumerable<ExportLine> lines, Stream output, CancellationToken cancellation)
    {
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await MiniExcel.SaveAsAsync(file, Rows(lines), sheetName: "Visites", configuration: new OpenXmlConfiguration { Culture = CultureInfo.InvariantCulture }, cancellationToken: cancellation);
        file.Position = 0;
        await file.CopyToAsync(output, cancellation);
    }

    private static async IAsyncEnumerable<Dictionary<string, object?>> Rows(IAsyncEnumerable<ExportLine> lines)
    {
        var isEmpty = true;
        await foreach (var line in lines)
        {
            isEmpty = false;
            yield return ExportLine.Columns.ToDictionary(c => c.Header, c => Cell(c.Value(line)));
        }

        // The headers come from the first row: an empty selection still has them.
        if (isEmpty)
        {
            yield return ExportLine.Columns.ToDictionary(c => c.Header, _ => (object?)null);
        }
    }

    private static object? Cell(object? value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        string text => SpreadsheetText.Neutral(text),
        _ => value,
    };

    private static string Quoted(object? value)
    {
        var text = value is DateOnly day ? day.ToString("dd/MM/yyyy", French) : SpreadsheetText.Neutral(Convert.ToString(value, French));
        return $"\"{text.Replace("\"", "\"\"")}\"";
    }
}

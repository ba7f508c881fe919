using System.Runtime.CompilerServices;
using System.Text;
using nietras.SeparatedValues;

namespace InclusionNumerique.Partners;

/// <summary>A file that is no file of the standard at all.</summary>
/// <param name="message">In French, for the person who chose it.</param>
internal sealed class PlaceFileException(string message) : Exception(message);

/// <summary>A line as it was written.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="LeftOut">Names of what the file says besides, for which the standard has no column.</param>
internal sealed record RawPlace(int Line, string[] Cells, string LeftOut = "");

/// <summary>The standard's CSV: UTF-8, commas, RFC 4180.</summary>
internal static class PlaceFile
{
    private const string NewLine = "\r\n";

    /// <summary>The places in the order of the file; a line may hold too many cells or too few.</summary>
    /// <exception cref="PlaceFileException">The header is not the standard's, or this is no text.</exception>
    public static async IAsyncEnumerable<RawPlace> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        var options = Sep.New(',').Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true });
        using var reader = await Told(async () => await options.FromAsync(text, cancellation));
        var isHeader = true;
        while (await Told(() => reader.MoveNextAsync(cancellation)))
        {
            var line = new RawPlace(reader.Current.LineNumberFrom, reader.Current[..].ToStringsArray());
            if (line.Cells is [] or [""])
            {
                continue;
            }

            if (!isHeader)
            {
                yield return line;
                continue;
            }

            CheckHeader(line.Cells);
            isHeader = false;
        }

        if (isHeader)
        {
            throw new PlaceFileException("Ce fichier est vide. Choisissez le fichier CSV des lieux de médiation numérique.");
        }
    }

    public static async Task WriteAsync(IAsyncEnumerable<string[]> places, Stream output, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = NewLine };
        await writer.WriteLineAsync(string.Join(',', PlaceStandard.Columns));
        await foreach (var columns in places.WithCancellation(cancellation))
        {
            await writer.WriteLineAsync(string.Join(',', columns.Select(Quoted)));
        }
    }

    // Only where it must be. Nothing is done against formulas: "+33…" is a telephone number, and this file is for programs.
    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static void CheckHeader(string[] header)
    {
        for (var i = 0; i < Math.Max(header.Length, PlaceStandard.Columns.Count); i++)
        {
            var (expected, read) = (PlaceStandard.Columns.ElementAtOrDefault(i), header.ElementAtOrDefault(i));
            if (expected is null)
            {
                throw new PlaceFileException($"Colonne {i + 1} : « {PlaceCells.Shortened(read!)} » est en trop. Le standard a {PlaceStandard.Columns.Count} colonnes, dans un ordre fixe.");
            }

            if (expected != read)
            {
                throw new PlaceFileException(
                    $"Colonne {i + 1} : « {expected} » attendue, {(read is null ? "rien lu" : $"« {PlaceCells.Shortened(read)} » lu")}. La première ligne doit porter les {PlaceStandard.Columns.Count} colonnes du standard, "
                    + "dans son ordre, séparées par des virgules.");
            }
        }
    }

    private static async ValueTask<T> Told<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (DecoderFallbackException)
        {
            throw new PlaceFileException("Ce fichier n’est pas en UTF-8. Enregistrez-le au format « CSV UTF-8 », puis recommencez.");
        }
        catch (NotSupportedException)
        {
            throw new PlaceFileException("Une ligne de ce fichier n’a pas de fin : un guillemet ouvrant n’est sans doute jamais fermé.");
        }
    }
}

using System.IO.Compression;

namespace InclusionNumerique.Memos;

/// <summary>PDF that is only read: nothing in it runs, starts something, or is a file. Looked for in the file itself and in every stream of it that unfolds.</summary>
internal static class PdfInspection
{
    private const int StreamsMost = 20_000;
    private const int DictionaryMost = 400;
    private const int EndMost = 1024;
    private const long UnfoldedMost = 160L * 1024 * 1024;

    public static InspectedFile Of(byte[] content)
    {
        var end = content.AsSpan(Math.Max(0, content.Length - EndMost));
        if (end.LastIndexOf("%%EOF"u8) is not (>= 0 and var at) || end[(at + 5)..].ContainsAnyExcept("\r\n \t\0"u8))
        {
            return InspectedFile.Refused(FileTexts.Damaged);
        }

        var names = new PdfNames();
        names.Read(content);
        if (names.IsLocked)
        {
            return InspectedFile.Refused(FileTexts.Locked);
        }

        return (names.IsActive ? FileTexts.Active : RefusalOfStreams(content)) is { } refusal ? InspectedFile.Refused(refusal) : InspectedFile.Clean(MemoFileKind.Pdf);
    }

    private static string? RefusalOfStreams(byte[] content)
    {
        var (count, unfolded) = (0, 0L);
        for (var at = NextStream(content, 0); at >= 0; at = NextStream(content, at))
        {
            var holdsObjects = HoldsObjects(content.AsSpan(0, at));
            var names = new PdfNames();
            var isRead = Unfold(content, at, names, ref unfolded);
            if (++count > StreamsMost || unfolded > UnfoldedMost || (holdsObjects && !isRead))
            {
                return FileTexts.Locked;
            }

            if (names.IsActive)
            {
                return FileTexts.Active;
            }
        }

        return null;
    }

    /// <summary>Where the next stream's bytes begin; -1 after the last.</summary>
    private static int NextStream(ReadOnlySpan<byte> content, int from)
    {
        while (content[from..].IndexOf("stream"u8) is >= 0 and var found)
        {
            var at = from + found;
            from = at + 6;
            if (at < 3 || !content[(at - 3)..at].SequenceEqual("end"u8))
            {
                from += content[from..] switch { [(byte)'\r', (byte)'\n', ..] => 2, [(byte)'\r' or (byte)'\n', ..] => 1, _ => 0 };
                return from;
            }
        }

        return -1;
    }

    // Objects may be packed into a stream: one that cannot be read here could hold anything.
    private static bool HoldsObjects(ReadOnlySpan<byte> before)
    {
        var names = new PdfNames();
        names.Read(before[^Math.Min(DictionaryMost, before.Length)..]);
        return names.HoldsObjects;
    }

    /// <returns>It was packed in the usual way, and begins as packed objects do: with a number.</returns>
    private static bool Unfold(byte[] content, int at, PdfNames names, ref long unfolded)
    {
        if (at + 2 > content.Length || (content[at] & 0x0F) != 8 || ((content[at] << 8) | content[at + 1]) % 31 != 0)
        {
            return false;
        }

        using var packed = new ZLibStream(new MemoryStream(content, at, content.Length - at, writable: false), CompressionMode.Decompress);
        var buffer = new byte[1 << 15];
        var (isFirst, startsWithNumber) = (true, false);
        try
        {
            for (int read; unfolded <= UnfoldedMost && (read = packed.Read(buffer)) > 0; unfolded += read, isFirst = false)
            {
                startsWithNumber |= isFirst && buffer.AsSpan(0, read).TrimStart(" \t\r\n"u8) is [>= (byte)'0' and <= (byte)'9', ..];
                names.Read(buffer.AsSpan(0, read));
            }

            return startsWithNumber;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // What a reader would make of the rest, nobody knows; a picture may be cut short, objects may not.
            return false;
        }
    }
}

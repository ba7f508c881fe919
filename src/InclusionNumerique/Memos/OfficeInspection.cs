using System.IO.Compression;
using System.Text;

namespace InclusionNumerique.Memos;

/// <summary>Office documents: a ZIP of known parts, unfolded within bounds, without macros, programs or files inside.</summary>
internal static class OfficeInspection
{
    private const int EntriesMost = 2_000;
    private const int UnfoldedMost = 64 * 1024 * 1024;
    private const int RatioMost = 150;

    // Small documents repeat themselves; a ratio says something of large ones.
    private const int RatioFrom = 4 * 1024 * 1024;
    private const int PartMost = 1024 * 1024;

    private const string Types = "[Content_Types].xml";
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private static readonly string[] ProgramNames = ["vbaproject", "vbadata", "activex", "embeddings/", "macrosheets/", "basic/", "scripts/"];

    private static readonly byte[][] ProgramStarts = [[.. "PK\x03\x04"u8], [.. "MZ"u8], [0x7F, .. "ELF"u8], [0xD0, 0xCF, 0x11, 0xE0], [.. "#!"u8], [.. "{\\rtf"u8]];

    public static InspectedFile Of(byte[] content)
    {
        // A ZIP ends with its directory; what is behind it, or told as a comment, is for somebody else.
        if (content.Length < 22 || !content.AsSpan(^22).StartsWith("PK\x05\x06"u8) || content[^1] != 0 || content[^2] != 0)
        {
            return InspectedFile.Refused(FileTexts.Damaged);
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            return RefusalOf(archive, content.Length) is { } refusal ? InspectedFile.Refused(refusal) : KindOf(archive) is { } kind ? InspectedFile.Clean(kind) : InspectedFile.Refused(FileTexts.Other);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return InspectedFile.Refused(FileTexts.Damaged);
        }
    }

    private static string? RefusalOf(ZipArchive archive, int size)
    {
        if (archive.Entries.Count > EntriesMost || archive.Entries.Sum(e => (decimal)e.Length) > UnfoldedMost)
        {
            return FileTexts.Bomb;
        }

        if (archive.Entries.Any(e => e.IsEncrypted || !IsPartName(e.FullName)) || archive.Entries.DistinctBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).Count() < archive.Entries.Count)
        {
            return FileTexts.Damaged;
        }

        if (archive.Entries.Any(e => ProgramNames.Any(name => e.FullName.Contains(name, StringComparison.OrdinalIgnoreCase))))
        {
            return FileTexts.Macro;
        }

        // What the directory says of lengths may be false: what comes out is counted.
        var unfolded = 0L;
        foreach (var entry in archive.Entries)
        {
            if (!Unfold(entry, ref unfolded, out var start) || (unfolded > RatioFrom && unfolded > (long)size * RatioMost))
            {
                return FileTexts.Bomb;
            }

            if (ProgramStarts.Any(p => start.AsSpan().StartsWith(p)) || IsOutsideRelation(entry))
            {
                return FileTexts.Macro;
            }
        }

        return null;
    }

    private static bool IsPartName(string name) =>
        name.Length is > 0 and <= 255 && name[0] != '/' && !name.Any(c => c is '\\' or ':' || char.IsControl(c)) && !name.Split('/').Any(part => part is ".." or ".");

    private static bool Unfold(ZipArchiveEntry entry, ref long unfolded, out byte[] start)
    {
        using var stream = entry.Open();
        var buffer = new byte[1 << 16];
        var read = stream.ReadAtLeast(buffer, 8, throwOnEndOfStream: false);
        start = buffer[..Math.Min(read, 8)];
        for (; read > 0; read = stream.Read(buffer))
        {
            unfolded += read;
            if (unfolded > UnfoldedMost)
            {
                return false;
            }
        }

        return true;
    }

    // A template or an object that is fetched from elsewhere when the document opens brings its macros with it.
    private static bool IsOutsideRelation(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && TextOf(entry) is var text && text.Contains("External", StringComparison.OrdinalIgnoreCase)
        && (text.Contains("attachedTemplate", StringComparison.OrdinalIgnoreCase) || text.Contains("oleObject", StringComparison.OrdinalIgnoreCase) || text.Contains("/frame", StringComparison.OrdinalIgnoreCase));

    private static MemoFileKind? KindOf(ZipArchive archive)
    {
        if (archive.GetEntry(Types) is { } types)
        {
            var text = TextOf(types);
            return text.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) ? null
                : text.Contains(WordType, StringComparison.Ordinal) && archive.GetEntry("word/document.xml") is not null ? MemoFileKind.Docx
                : text.Contains(SheetType, StringComparison.Ordinal) && archive.GetEntry("xl/workbook.xml") is not null ? MemoFileKind.Xlsx
                : null;
        }

        return archive.Entries is [{ FullName: "mimetype" } first, ..] && archive.GetEntry("content.xml") is not null
            ? TextOf(first).Trim() switch
            {
                "application/vnd.oasis.opendocument.text" => MemoFileKind.Odt,
                "application/vnd.oasis.opendocument.spreadsheet" => MemoFileKind.Ods,
                _ => null,
            }
            : null;
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var buffer = new byte[PartMost];
        return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, PartMost, throwOnEndOfStream: false));
    }
}

namespace InclusionNumerique.Memos;

/// <param name="Kind">Null when the file is refused.</param>
/// <param name="Refusal">Goes on after the file's name and a colon.</param>
public sealed record InspectedFile(MemoFileKind? Kind, string? Refusal)
{
    internal static InspectedFile Clean(MemoFileKind kind) => new(kind, null);

    internal static InspectedFile Refused(string why) => new(null, why);
}

/// <summary>What a file is, judged by its content alone: the name is what the sender says. Only text needs its name too, since a script is text as well.</summary>
public static class FileInspection
{
    public static InspectedFile Of(string name, byte[] content)
    {
        if (content.Length == 0)
        {
            return InspectedFile.Refused(FileTexts.Empty);
        }

        if (content.Length > MemoFile.SizeMost)
        {
            return InspectedFile.Refused(FileTexts.TooLarge);
        }

        var start = content.AsSpan(0, Math.Min(8, content.Length));
        return start switch
        {
            _ when start.StartsWith("%PDF-"u8) => PdfInspection.Of(content),
            _ when start.StartsWith(ImageInspection.PngSignature) => ImageInspection.OfPng(content),
            _ when start.StartsWith(ImageInspection.JpegSignature) => ImageInspection.OfJpeg(content),
            _ when start.StartsWith("PK\x03\x04"u8) => OfficeInspection.Of(content),
            _ => TextInspection.Of(name, content),
        };
    }
}

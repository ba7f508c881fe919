using System.Buffers.Binary;

namespace InclusionNumerique.Memos;

/// <summary>Images, from their first byte to their last: what stands behind an image is there for another reader.</summary>
internal static class ImageInspection
{
    public static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public static InspectedFile OfPng(ReadOnlySpan<byte> image)
    {
        var isFirst = true;
        for (var rest = image[PngSignature.Length..]; rest.Length >= 12; isFirst = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            if (length > rest.Length - 12 || isFirst != type.SequenceEqual("IHDR"u8))
            {
                return InspectedFile.Refused(FileTexts.Damaged);
            }

            rest = rest[(12 + (int)length)..];
            if (type.SequenceEqual("IEND"u8))
            {
                return rest.IsEmpty ? InspectedFile.Clean(MemoFileKind.Png) : InspectedFile.Refused(FileTexts.Hidden);
            }
        }

        return InspectedFile.Refused(FileTexts.Damaged);
    }

    public static InspectedFile OfJpeg(ReadOnlySpan<byte> image)
    {
        var hasPicture = false;
        for (var rest = image[2..]; rest.Length >= 2 && rest[0] == 0xFF;)
        {
            var marker = rest[1];
            if (marker == 0xD9)
            {
                return !hasPicture ? InspectedFile.Refused(FileTexts.Damaged) : OfTail(rest[2..]);
            }

            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            var length = rest.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length + 2 > rest.Length)
            {
                break;
            }

            rest = rest[(length + 2)..];
            if (marker == 0xDA)
            {
                hasPicture = true;
                rest = AfterScan(rest);
            }
        }

        return InspectedFile.Refused(FileTexts.Damaged);
    }

    // Within a scan, 0xFF is followed by 0 when it is data, by D0 to D7 when the scan restarts.
    private static ReadOnlySpan<byte> AfterScan(ReadOnlySpan<byte> data)
    {
        for (var i = data.IndexOf((byte)0xFF); i >= 0 && i + 1 < data.Length;)
        {
            if (data[i + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return data[i..];
            }

            var next = data[(i + 1)..].IndexOf((byte)0xFF);
            i = next < 0 ? -1 : i + 1 + next;
        }

        return [];
    }

    // Telephones put a second, smaller picture, or zeroes, behind the picture.
    private static InspectedFile OfTail(ReadOnlySpan<byte> tail) =>
        tail.IndexOf("PK\x03\x04"u8) >= 0 || tail.IndexOf("PK\x05\x06"u8) >= 0 || tail.IndexOf("%PDF-"u8) >= 0 || tail.IndexOf("MZ\x90"u8) >= 0 || TextInspection.HasMarkup(tail)
            ? InspectedFile.Refused(FileTexts.Hidden)
            : InspectedFile.Clean(MemoFileKind.Jpeg);
}

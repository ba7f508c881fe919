using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace InclusionNumerique.Tests.Memos;

/// <summary>Files as programs write them, as small as they come, and what hostile ones are made of.</summary>
internal static class SampleFiles
{
    public static byte[] Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];

    public static byte[] Jpeg =>
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9];

    public static byte[] Docx => Zip(
        ("[Content_Types].xml", Types("wordprocessingml.document")), ("word/document.xml", "<w:document/>"u8.ToArray()), ("word/media/image1.png", Png));

    public static byte[] Xlsx => Zip(("[Content_Types].xml", Types("spreadsheetml.sheet")), ("xl/workbook.xml", "<workbook/>"u8.ToArray()));

    public static byte[] Odt => Zip(("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()), ("content.xml", "<office/>"u8.ToArray()));

    public static byte[] Ods => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"u8.ToArray()), ("content.xml", "<office/>"u8.ToArray()));

    /// <summary>A PDF with that among its objects.</summary>
    public static byte[] Pdf(string objects = "", byte[]? stream = null, string dictionary = "<</Filter/FlateDecode>>") =>
    [
        .. Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n{objects}\n"),
        .. stream is null ? [] : (byte[])[.. Encoding.Latin1.GetBytes($"9 0 obj{dictionary}\nstream\r\n"), .. stream, .. "\nendstream endobj\n"u8],
        .. "trailer<</Root 1 0 R>>\n%%EOF\n"u8,
    ];

    public static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }

    /// <summary>The parts of a DOCX, with more.</summary>
    public static byte[] DocxWith(params (string Name, byte[] Content)[] more) =>
        Zip([("[Content_Types].xml", Types("wordprocessingml.document")), ("word/document.xml", "<w:document/>"u8.ToArray()), .. more]);

    public static byte[] Types(string main, string more = "") =>
        Encoding.UTF8.GetBytes($"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.{main}.main+xml\"/>{more}</Types>");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }
}

using System.Text;
using InclusionNumerique.Memos;
using static InclusionNumerique.Tests.Memos.SampleFiles;

namespace InclusionNumerique.Tests.Memos;

/// <summary>What a file is, whatever it is called; and files made to do harm.</summary>
public sealed class FileInspectionTests
{
    private const int Mega = 1024 * 1024;

    public static TheoryData<string, MemoFileKind> Clean { get; } = new(
        ("pdf", MemoFileKind.Pdf), ("pdf with a picture", MemoFileKind.Pdf), ("png", MemoFileKind.Png), ("jpeg", MemoFileKind.Jpeg), ("jpeg of a telephone", MemoFileKind.Jpeg), ("odt", MemoFileKind.Odt), ("ods", MemoFileKind.Ods),
        ("docx", MemoFileKind.Docx), ("xlsx", MemoFileKind.Xlsx), ("text", MemoFileKind.Text), ("csv of Excel", MemoFileKind.Csv));

    public static TheoryData<string, string> Hostile { get; } = new(
        ("empty", "vide"), ("5 MB and a byte", "dépasse 5\u00A0Mo"),
        ("svg with a script", "page web"), ("svg called txt", "page web"), ("html called png", "page web"), ("html called csv", "page web"), ("utf-16 html called txt", "page web"), ("shell script", "page web"), ("php", "page web"),
        ("javascript", "pas accepté"), ("batch", "pas accepté"), ("windows program", "pas accepté"), ("linux program", "pas accepté"), ("gif", "pas accepté"), ("webp", "pas accepté"), ("rtf", "pas accepté"), ("gzip", "pas accepté"),
        ("text with a zero", "pas accepté"), ("old word", "pas accepté"), ("zip", "pas accepté"), ("docm", "macro"), ("odt template", "pas accepté"), ("macro enabled types", "pas accepté"),
        ("png with html behind", "autre chose"), ("png cut short", "endommagé"), ("png with another start", "endommagé"), ("jpeg with a zip behind", "autre chose"), ("jpeg with html behind", "autre chose"), ("jpeg cut short", "endommagé"),
        ("vba renamed", "macro"), ("nested zip", "macro"), ("program inside", "macro"), ("embedded object", "macro"), ("excel 4 macros", "macro"), ("odt macros", "macro"), ("outside template", "macro"),
        ("flat bomb", "démesuré"), ("nested bomb", "macro"), ("ratio bomb", "démesuré"), ("many entries", "démesuré"), ("path upwards", "endommagé"), ("absolute path", "endommagé"), ("windows path", "endommagé"), ("same name twice", "endommagé"),
        ("zip with html behind", "endommagé"), ("zip with a comment", "endommagé"), ("zip cut short", "endommagé"),
        ("pdf javascript", "programme"), ("pdf js", "programme"), ("pdf spelt by numbers", "programme"), ("pdf launch", "programme"), ("pdf file", "programme"), ("pdf xfa", "programme"), ("pdf packed javascript", "programme"), ("pdf javascript across parts", "programme"),
        ("pdf locked", "protégé"), ("pdf packed otherwise", "protégé"), ("pdf packed twice", "protégé"), ("pdf bomb", "protégé"), ("pdf with html behind", "endommagé"), ("pdf without end", "endommagé"));

    [Theory]
    [MemberData(nameof(Clean))]
    public void A_clean_file_is_what_its_content_says(string what, MemoFileKind kind)
    {
        var (name, content) = Made(what);

        FileInspection.Of(name, content).Should().Be(new InspectedFile(kind, null));
    }

    [Theory]
    [InlineData("photo.jpg", "png", MemoFileKind.Png)]
    [InlineData("page.html", "pdf", MemoFileKind.Pdf)]
    [InlineData("", "docx", MemoFileKind.Docx)]
    public void The_name_counts_for_nothing(string name, string what, MemoFileKind kind) => FileInspection.Of(name, Made(what).Content).Kind.Should().Be(kind);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_refused_with_a_sentence(string what, string words)
    {
        var (name, content) = Made(what);

        var (kind, refusal) = FileInspection.Of(name, content);

        kind.Should().BeNull();
        refusal.Should().Contain(words).And.EndWith(".");
    }

    [Fact]
    public void A_bomb_is_refused_without_being_unfolded_whole()
    {
        var bomb = Made("flat bomb").Content;
        var before = GC.GetAllocatedBytesForCurrentThread();

        FileInspection.Of("a.docx", bomb);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20 * Mega);
    }

    [Fact]
    public void Any_bytes_are_judged_without_an_exception()
    {
        var random = new Random(7);
        byte[][] starts = [Png, Jpeg, Docx, Odt, Pdf(stream: Deflated(Text("1 0 <</A/B>>")), dictionary: "<</Type/ObjStm/Filter/FlateDecode>>"), Text("a;b")];
        for (var i = 0; i < 3_000; i++)
        {
            byte[] content = [.. starts[i % starts.Length]];
            for (var n = 0; n < 3; n++)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            FileInspection.Of("a.txt", content[..(i % 2 == 0 ? content.Length : random.Next(1, content.Length))]);
        }
    }

    private static (string Name, byte[] Content) Made(string what) => what switch
    {
        "pdf" => ("a.pdf", Pdf()),
        "pdf with a picture" => ("a.pdf", Pdf("3 0 obj<</JSON/Launchpad/JS_Count 3>>endobj", Deflated(new byte[Mega]))),
        "png" => ("a.png", Png),
        "jpeg" => ("a.jpg", Jpeg),
        "jpeg of a telephone" => ("a.jpg", [.. Jpeg, 0, 0, 0, .. Jpeg]),
        "odt" => ("a.odt", Odt),
        "ods" => ("a.ods", Ods),
        "docx" => ("a.docx", Docx),
        "xlsx" => ("a.xlsx", Xlsx),
        "text" => ("a.txt", Text("\uFEFFÀ savoir : 3 < 5, « oui »\r\n\t🏠")),
        "csv of Excel" => ("a.csv", Encoding.Latin1.GetBytes("Prénom;Âge\r\nDémo;42")),
        "empty" => ("a.pdf", []),
        "5 MB and a byte" => ("a.txt", [.. Enumerable.Repeat((byte)'a', (5 * Mega) + 1)]),
        "svg with a script" => ("a.svg", Text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")),
        "svg called txt" => ("a.txt", Text("\uFEFF  \n<SVG onload=alert(1)>")),
        "html called png" => ("photo.png", Text("<!DOCTYPE html><p>x")),
        "html called csv" => ("a.csv", Text("a;b\n1;<Script src=//x></script>")),
        "utf-16 html called txt" => ("a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("x<script>alert(1)</script>")]),
        "shell script" => ("a.txt", Text("#!/bin/sh\nrm -rf /")),
        "php" => ("a.txt", Text("x\n<?php system($_GET[0]);")),
        "javascript" => ("a.js", Text("alert(1)")),
        "batch" => ("a.bat", Text("@echo off")),
        "windows program" => ("a.txt", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]),
        "linux program" => ("a.csv", [0x7F, .. "ELF"u8, 2, 1, 1]),
        "gif" => ("a.png", [.. "GIF89a"u8, 1, 0, 1, 0]),
        "webp" => ("a.png", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBP"u8]),
        "rtf" => ("a.docx", Text("{\\rtf1 x}")),
        "gzip" => ("a.xlsx", [0x1F, 0x8B, 8, 0]),
        "text with a zero" => ("a.txt", Text("a\0b")),
        "old word" => ("a.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        "zip" => ("a.docx", Zip(("a.txt", Text("x")))),
        _ => MadeOfParts(what),
    };

    private static (string Name, byte[] Content) MadeOfParts(string what) => what switch
    {
        "docm" => ("a.docx", DocxWith(("word/vbaProject.bin", Text("x")))),
        "odt template" => ("a.odt", Zip(("mimetype", Text("application/vnd.oasis.opendocument.text-template")), ("content.xml", Text("<x/>")))),
        "macro enabled types" => ("a.docx", Zip(("[Content_Types].xml", Types("wordprocessingml.document", "<Default ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>")), ("word/document.xml", Text("<x/>")))),
        "png with html behind" => ("a.png", [.. Png, .. "<script>alert(1)</script>"u8]),
        "png cut short" => ("a.png", Png[..^6]),
        "png with another start" => ("a.png", [.. Png[..8], .. Png[33..]]),
        "jpeg with a zip behind" => ("a.jpg", [.. Jpeg, .. Docx]),
        "jpeg with html behind" => ("a.jpg", [.. Jpeg, .. "<html>"u8]),
        "jpeg cut short" => ("a.jpg", Jpeg[..^2]),
        "vba renamed" => ("a.docx", DocxWith(("word/media/image2.png", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))),
        "nested zip" => ("a.docx", DocxWith(("word/media/image2.png", Zip(("a.txt", Text("x")))))),
        "program inside" => ("a.xlsx", DocxWith(("word/x.dat", [.. "MZ"u8, 1, 2]))),
        "embedded object" => ("a.docx", DocxWith(("word/embeddings/oleObject1.bin", Text("x")))),
        "excel 4 macros" => ("a.xlsx", Zip(("[Content_Types].xml", Types("spreadsheetml.sheet")), ("xl/workbook.xml", Text("<x/>")), ("xl/macrosheets/sheet1.xml", Text("<x/>")))),
        "odt macros" => ("a.odt", Zip(("mimetype", Text("application/vnd.oasis.opendocument.text")), ("content.xml", Text("<x/>")), ("Basic/Standard/Module1.xml", Text("<x/>")))),
        "outside template" => ("a.docx", DocxWith(("word/_rels/settings.xml.rels", Text("<Relationship Type=\"http://x/attachedTemplate\" Target=\"http://x/a.dotm\" TargetMode=\"External\"/>")))),
        "flat bomb" => ("a.docx", DocxWith([.. Enumerable.Range(0, 40).Select(i => ($"word/media/{i}.xml", new byte[4 * Mega]))])),
        "nested bomb" => ("a.docx", DocxWith(("word/media/a.png", Zip([.. Enumerable.Range(0, 16).Select(i => ($"{i}.zip", Zip(("x", new byte[Mega]))))])))),
        "ratio bomb" => ("a.docx", DocxWith(("word/media/a.xml", new byte[40 * Mega]))),
        "many entries" => ("a.docx", DocxWith([.. Enumerable.Range(0, 2_500).Select(i => ($"word/{i}.xml", Text("x")))])),
        "path upwards" => ("a.docx", DocxWith(("word/../../../etc/passwd", Text("x")))),
        "absolute path" => ("a.docx", DocxWith(("/etc/passwd", Text("x")))),
        "windows path" => ("a.docx", DocxWith(("C:\\Windows\\x.xml", Text("x")))),
        "same name twice" => ("a.docx", DocxWith(("word/Document.xml", Text("x")))),
        "zip with html behind" => ("a.docx", [.. Docx, .. "<html>"u8]),
        "zip with a comment" => ("a.docx", [.. Docx[..^2], 6, 0, .. "<html>"u8]),
        "zip cut short" => ("a.docx", Docx[..^40]),
        _ => MadeOfPdf(what),
    };

    private static (string Name, byte[] Content) MadeOfPdf(string what) => ("a.pdf", what switch
    {
        "pdf javascript" => Pdf("3 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj"),
        "pdf js" => Pdf("3 0 obj<</JS \n 12 0 R>>endobj"),
        "pdf spelt by numbers" => Pdf("3 0 obj<</S/J#61va#53cript>>endobj"),
        "pdf launch" => Pdf("3 0 obj<</S /Launch /F(calc.exe)>>endobj"),
        "pdf file" => Pdf("3 0 obj<</Type/EmbeddedFile>>endobj"),
        "pdf xfa" => Pdf("3 0 obj<</XFA 4 0 R>>endobj"),
        "pdf packed javascript" => Pdf(stream: Deflated(Text("5 0 <</S/JavaScript/JS 6 0 R>>")), dictionary: "<</Type/Obj#53tm/Filter/FlateDecode>>"),
        "pdf javascript across parts" => Pdf(stream: Deflated([.. Text("5 0 "), .. Enumerable.Repeat((byte)' ', 32 * 1024 - 10), .. Text("<</S/JavaScript>>")])),
        "pdf locked" => Pdf("trailer<</Encrypt 5 0 R>>"),
        "pdf packed otherwise" => Pdf(stream: Text("~<hexadecimal>"), dictionary: "<</Type/ObjStm/Filter/ASCIIHexDecode>>"),
        "pdf packed twice" => Pdf(stream: Deflated(Deflated(Text("5 0 <</S/JavaScript>>"))), dictionary: "<</Type/ObjStm/Filter[/FlateDecode/FlateDecode]>>"),
        "pdf bomb" => Pdf(stream: Deflated(new byte[200 * Mega])),
        "pdf with html behind" => [.. Pdf(), .. "<html>"u8],
        "pdf without end" => Pdf()[..^8],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    });
}

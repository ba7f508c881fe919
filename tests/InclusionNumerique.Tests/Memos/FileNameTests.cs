using InclusionNumerique.Memos;

namespace InclusionNumerique.Tests.Memos;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("Compte rendu.pdf", "Compte rendu.pdf")]
    [InlineData("été 🏠 مرحبا.PDF", "été 🏠 مرحبا.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("..\\..\\Windows\\win.ini", "win.ini.pdf")]
    [InlineData("con.pdf", "fichier-con.pdf")]
    [InlineData("NUL", "fichier-NUL.pdf")]
    [InlineData("com1.tar.pdf", "fichier-com1.tar.pdf")]
    [InlineData("facture\u202Efdp.exe", "facturefdp.exe.pdf")]
    [InlineData("a\0b\r\nc\u2028d\u200Fe.pdf", "abcde.pdf")]
    [InlineData("a\"; filename=\"b.html", "a-; filename=-b.html.pdf")]
    [InlineData("\uD800x.pdf", "x.pdf")]
    [InlineData("", "fichier.pdf")]
    [InlineData(".pdf", "pdf.pdf")]
    [InlineData("…", "….pdf")]
    [InlineData(" . . ", "fichier.pdf")]
    [InlineData("\u202E\u200B", "fichier.pdf")]
    [InlineData("famille 👨‍👩‍👧.pdf", "famille 👨‍👩‍👧.pdf")]
    public void A_name_is_made_safe_and_ends_with_what_the_file_is(string sent, string kept) => FileName.Clean(sent, MemoFileKind.Pdf).Should().Be(kept);

    [Theory]
    [InlineData("photo.JPEG", "photo.jpeg")]
    [InlineData("photo.png", "photo.png.jpg")]
    public void A_picture_keeps_either_ending(string sent, string kept) => FileName.Clean(sent, MemoFileKind.Jpeg).Should().Be(kept);

    [Theory]
    [InlineData("a")]
    [InlineData("🏠")]
    public void A_long_name_is_cut_between_characters_and_keeps_its_ending(string letter)
    {
        var kept = FileName.Clean(string.Concat(Enumerable.Repeat(letter, 300)) + ".pdf", MemoFileKind.Pdf);

        kept.Length.Should().BeInRange(119, 120);
        kept.Should().EndWith(letter + ".pdf");
        kept.Replace("🏠", "").Any(char.IsSurrogate).Should().BeFalse();
    }
}

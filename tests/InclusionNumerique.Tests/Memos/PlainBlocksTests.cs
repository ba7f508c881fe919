using InclusionNumerique.Memos;

namespace InclusionNumerique.Tests.Memos;

public sealed class PlainBlocksTests
{
    [Fact]
    public void Empty_lines_part_paragraphs_and_dashes_make_lists()
    {
        var blocks = PlainBlocks.Of("Bonjour,\r\nà tous.\n\n\nÀ faire :\n- un\n–  deux\n* trois\n• quatre\nPuis la suite.\n-pas une liste\n- \n\n");

        blocks.Select(b => (b.IsList, string.Join('|', b.Lines))).Should().Equal(
            (false, "Bonjour,|à tous."), (false, "À faire :"), (true, "un|deux|trois|quatre"), (false, "Puis la suite.|-pas une liste|-"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t")]
    public void Nothing_makes_no_block(string text) => PlainBlocks.Of(text).Should().BeEmpty();

    [Fact]
    public void Nothing_is_read_as_markup() => PlainBlocks.Of("<b>gras</b> [lien](x)").Single().Lines.Should().Equal("<b>gras</b> [lien](x)");
}

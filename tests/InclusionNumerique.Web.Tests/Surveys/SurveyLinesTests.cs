using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Surveys;

namespace InclusionNumerique.Web.Tests.Surveys;

/// <summary>Answers are stored by a line's code: whatever happens to the text, a code never becomes another line's.</summary>
public sealed class SurveyLinesTests
{
    [Theory]
    [InlineData("Pomme\nPoire\nPrune", "1 2 3", "as they were")]
    [InlineData("Prune\nPomme\nPoire", "3 1 2", "moved")]
    [InlineData("Pomme\nPêche\nPoire\nPrune", "1 9 2 3", "one comes in between")]
    [InlineData("Pomme\nPrune", "1 3", "one is gone")]
    [InlineData("Pomme\nPoires\nPrune", "1 2 3", "corrected where it stands")]
    [InlineData("Pommes\nPoire\nPrune", "1 2 3", "the first is corrected")]
    [InlineData("Pomme\nMelon\nPrune", "1 9 3", "something else in its place is not a correction")]
    [InlineData(" Pomme \r\n\n Poire\r\nPrune ", "1 2 3", "spaces and empty lines do not count")]
    [InlineData("Pomme\nPomme", "1 9", "the same text twice is two lines")]
    [InlineData("", "", "all are gone")]
    public void A_code_follows_its_line(string typed, string codes, string because)
    {
        SurveyItem[] old = [new() { Id = "1", Text = "Pomme" }, new() { Id = "2", Text = "Poire", IsExclusive = true }, new() { Id = "3", Text = "Prune", IsReversed = true }];

        var lines = SurveyLines.Read(old, typed, () => "9");

        string.Join(' ', lines.Select(l => l.Id)).Should().Be(codes, because);
        lines.Select(l => (l.IsExclusive, l.IsReversed)).Should().Equal(lines.Select(l => (l.Id == "2", l.Id == "3")), "what was said of a line goes with it");
    }

    [Fact]
    public void What_is_shown_is_read_back_as_it_is()
    {
        SurveyItem[] old = [.. Enumerable.Range(1, 40).Select(i => new SurveyItem { Id = $"P10.{i}", Text = $"Ligne {i}" })];

        SurveyLines.Read(old, SurveyLines.Show(old), () => "9").Select(l => (l.Id, l.Text)).Should().Equal(old.Select(l => (l.Id, l.Text)));
    }
}

using System.Text.RegularExpressions;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Tests.Surveys;

public sealed partial class SurveyChromeTests
{
    [Fact]
    public void Seven_languages_have_their_words() => SurveyChrome.All.Select(c => c.Code).Should().Equal("fr", "en", "ar", "tr", "pt", "ru", "uk");

    [Fact]
    public void Every_word_is_there_with_the_places_that_the_French_one_has()
    {
        foreach (var property in typeof(SurveyChrome).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            var places = Places((string)property.GetValue(SurveyChrome.For("fr"))!);
            foreach (var chrome in SurveyChrome.All)
            {
                var text = (string?)property.GetValue(chrome);
                text.Should().NotBeNullOrWhiteSpace($"{property.Name} in {chrome.Code}");
                Places(text!).Should().BeEquivalentTo(places, $"{property.Name} in {chrome.Code}");
            }
        }
    }

    [Fact]
    public void Arabic_alone_runs_from_right_to_left() => SurveyChrome.All.Where(c => c.IsRightToLeft).Select(c => c.Code).Should().Equal("ar");

    [Fact]
    public void A_language_without_words_is_answered_in_French() => SurveyChrome.For("xx").Code.Should().Be(SurveyChrome.French);

    [Theory]
    [InlineData(null, 8, "Écrivez un nombre égal à 8 ou plus petit.")]
    [InlineData(2, null, "Écrivez un nombre égal à 2 ou plus grand.")]
    [InlineData(2, 8, "Écrivez un nombre entre 2 et 8.")]
    public void Bounds_are_said(int? least, int? most, string said) =>
        SurveyChrome.For("fr").Say(SurveyFault.OutOfRange, new SurveyQuestion { Kind = QuestionKind.Number, Min = least, Max = most }).Should().Be(said);

    [Fact]
    public void Every_fault_has_its_words_in_every_language()
    {
        var question = new SurveyQuestion { Min = 1, Max = 2 };
        foreach (var chrome in SurveyChrome.All)
        {
            Enum.GetValues<SurveyFault>().Select(f => chrome.Say(f, question)).Should().OnlyHaveUniqueItems().And.NotContain(t => t.Contains('{'));
        }
    }

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}

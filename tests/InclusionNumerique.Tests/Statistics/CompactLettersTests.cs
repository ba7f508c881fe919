using InclusionNumerique.Statistics;

namespace InclusionNumerique.Tests.Statistics;

public sealed class CompactLettersTests
{
    [Theory]
    [InlineData("", "a a a")]
    [InlineData("0-1 0-2", "a b b")]
    [InlineData("0-1 1-2", "a b a")]
    [InlineData("0-2 1-2", "a a b")]
    [InlineData("0-2", "a ab b")]
    [InlineData("0-1", "a b ab")]
    [InlineData("1-2", "ab a b")]
    [InlineData("0-1 0-2 1-2", "a b c")]
    public void Three_groups(string different, string letters) => Letters(3, different).Should().Be(letters);

    [Fact]
    public void The_letters_follow_the_display_order_and_not_the_means() =>
        Letters(5, "0-1 0-3 1-2 1-4 2-3 3-4").Should().Be("a b a b a");

    // The first three groups do not differ, and each two of them share another letter with a group of their own.
    [Fact]
    public void A_letter_that_says_nothing_new_is_left_out() => Letters(6, "0-4 1-5 2-3 3-4 3-5 4-5").Should().Be("ab ac bc a c b");

    // multcompView names the letters otherwise, and keeps those that could be spared: of it, the sets of groups that share a letter.
    [Fact]
    public void The_letters_join_the_same_groups_as_those_of_R()
    {
        foreach (var line in References.Lines("letters.csv").Select(l => l.Split(',')))
        {
            Sets(Letters(line[0][0] - '0', line[1])).Should().BeSubsetOf(Sets(line[2]));
        }
    }

    [Fact]
    public void One_group_has_the_letter_a() => Letters(1, "").Should().Be("a");

    [Fact]
    public void No_group_has_no_letter() => CompactLetters.Of(0, []).Should().BeEmpty();

    [Fact]
    public void More_than_26_letters_go_on_with_capitals() =>
        CompactLetters.Of(54, Pairs(54, (_, _) => true)).Should().HaveCount(54).And.OnlyHaveUniqueItems().And.StartWith(["a", "b"]).And.EndWith(["Y", "Z", "(53)", "(54)"]);

    [Fact]
    public void Groups_share_a_letter_if_and_only_if_they_do_not_differ()
    {
        foreach (var (groups, different, letters) in Random(400))
        {
            Pairs(groups, (i, j) => letters[i].Intersect(letters[j]).Any() == different.Contains((i, j))).Should().BeEmpty();
            letters.Should().NotContain("");
        }
    }

    [Fact]
    public void No_letter_is_contained_in_another_nor_can_be_spared()
    {
        foreach (var (groups, _, letters) in Random(400))
        {
            var sets = letters.SelectMany(l => l).Distinct().ToDictionary(l => l, l => Enumerable.Range(0, groups).Where(g => letters[g].Contains(l)).ToHashSet());
            foreach (var (letter, set) in sets)
            {
                var others = sets.Where(s => s.Key != letter).Select(s => s.Value).ToList();
                Assert.DoesNotContain(others, set.IsSubsetOf);
                Assert.Contains(set, g => set.Any(h => !others.Exists(o => o.Contains(g) && o.Contains(h))));
            }
        }
    }

    [Fact]
    public void Letters_are_named_in_the_order_in_which_the_groups_first_use_them()
    {
        foreach (var (_, _, letters) in Random(400))
        {
            letters[0].Should().StartWith("a");
            string.Concat(letters.SelectMany(l => l).Distinct()).Should().Be(string.Concat(letters.SelectMany(l => l).Distinct().Order()));
        }
    }

    [Fact]
    public void Protected_letters_are_all_the_same_without_an_overall_difference()
    {
        // One pair of the least significant difference is under 5 %, the overall test is not.
        decimal[][] groups = [[3, 4, 5, 4, 3, 5, 4], [4, 5, 4, 5, 4, 5, 4], [5, 5, 4, 6, 5, 4, 5]];
        var overall = OneWayAnova.Of(groups).Value!;
        var tests = PairwiseTests.Lsd(groups).Value!;

        overall.P.Should().BeInRange(0.05, 0.1);
        CompactLetters.Protected(overall, tests).Should().Equal("a", "a", "a");
        CompactLetters.Unprotected(tests).Should().Equal("a", "ab", "b");
        CompactLetters.Protected(overall, tests, 0.1).Should().Equal("a", "ab", "b");
    }

    private static string Letters(int groups, string different) =>
        string.Join(' ', CompactLetters.Of(groups, different.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => (p[0] - '0', p[2] - '0'))));

    private static IEnumerable<string> Sets(string letters) =>
        letters.Where(char.IsLetter).Distinct().Select(l => string.Concat(letters.Split(' ').Index().Where(g => g.Item.Contains(l)).Select(g => g.Index)));

    private static IEnumerable<(int Groups, HashSet<(int, int)> Different, IReadOnlyList<string> Letters)> Random(int count)
    {
        var random = new Random(20221103);
        for (var i = 0; i < count; i++)
        {
            var groups = random.Next(2, 11);
            var chance = random.NextDouble();
            var different = Pairs(groups, (_, _) => random.NextDouble() < chance).ToHashSet();
            yield return (groups, different, CompactLetters.Of(groups, different));
        }
    }

    private static List<(int, int)> Pairs(int groups, Func<int, int, bool> chosen) =>
        [.. from i in Enumerable.Range(0, groups) from j in Enumerable.Range(i + 1, groups - i - 1) where chosen(i, j) select (i, j)];
}

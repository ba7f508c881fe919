using System.Text.Json;
using InclusionNumerique.Surveys;
using InclusionNumerique.Tests.Statistics;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>What holds for any answers, over random ones that are the same at every run.</summary>
public sealed class AnswerAnalysisPropertyTests
{
    private static readonly string[] Items = ["q1", "q2", "q3"];
    private static readonly string[] Tests = ["anova.f", "welch.f", "levene.f", "kruskal.h"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_the_people_changes_nothing(int seed)
    {
        var (choice, rows) = Answers(seed);
        var mixed = rows.ToArray();
        new Random(seed).Shuffle(mixed);

        Json(AnswerAnalysis.Of(choice, mixed)).Should().Be(Json(AnswerAnalysis.Of(choice, rows)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_constant_added_to_all_answers_changes_the_means_alone(int seed)
    {
        var (choice, rows) = Answers(seed);
        var (plain, moved) = (AnswerAnalysis.Of(choice, rows), AnswerAnalysis.Of(choice, [.. rows.Select(r => r with { Answers = [.. r.Answers.Select(a => a + 1_000_000.25m)] })]));

        foreach (var (item, other) in plain.Items.Zip(moved.Items))
        {
            other.Groups.Select(g => (g.Name, g.Count, g.Deviation, g.Letters)).Should().Equal(item.Groups.Select(g => (g.Name, g.Count, g.Deviation, g.Letters)));
            (other.Anova, other.Welch, other.Levene, other.KruskalWallis?.H, other.Evidence, other.Refused).Should().Be((item.Anova, item.Welch, item.Levene, item.KruskalWallis?.H, item.Evidence, item.Refused));
            other.Pairs.Should().Equal(item.Pairs);
        }

        (moved.Block.Alpha, moved.Block.ManovaRefused).Should().Be((plain.Block.Alpha, plain.Block.ManovaRefused));
        if (plain.Block.Manova is { } manova)
        {
            References.Relative(moved.Block.Manova!.Pillai.F, manova.Pillai.F).Should().BeLessThan(1e-12);
            References.Relative(moved.Block.Manova!.Roy.F, manova.Roy.F).Should().BeLessThan(1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Groups_share_a_letter_exactly_where_p_is_not_below_the_threshold(int seed)
    {
        var (choice, rows) = Answers(seed);

        foreach (var item in AnswerAnalysis.Of(choice with { IsUnprotected = true, Alpha = 0.3 }, rows).Items.Where(i => i.Pairs.Count > 0))
        {
            var letters = item.Groups.ToDictionary(g => g.Name, g => g.Letters!);
            item.Pairs.Should().OnlyContain(p => letters[p.First].Intersect(letters[p.Second]).Any() == !(p.P < 0.3));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Of_two_groups_F_is_the_square_of_t_and_all_tests_of_one_item_agree(int seed)
    {
        var (choice, rows) = Answers(seed);
        var analysis = AnswerAnalysis.Of(choice with { Items = ["q1"], Levels = ["A", "B"] }, [.. rows.Select(r => r with { Answers = [r.Answers[0]] })]);
        var item = analysis.Items[0];
        if (item.Anova is not { } anova || double.IsInfinity(anova.F))
        {
            item.Refused.Should().NotBeNull();
            return;
        }

        References.Relative(item.Pairs.Single().P!.Value, anova.P).Should().BeLessThan(1e-11);
        References.Relative(analysis.Block.Manova!.Wilks.F, anova.F).Should().BeLessThan(1e-12);
        var (a, b) = (item.Groups[0], item.Groups[1]);
        var pooled = ((((a.Deviation * a.Deviation) ?? 0) * (a.Count - 1)) + (((b.Deviation * b.Deviation) ?? 0) * (b.Count - 1))) / (a.Count + b.Count - 2);
        var t = (a.Mean - b.Mean) / Math.Sqrt(pooled * ((1.0 / a.Count) + (1.0 / b.Count)));
        Math.Abs((t * t) - anova.F).Should().BeLessThan(1e-9 * (1 + anova.F));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Counts_add_up_and_every_gap_has_its_reason(int seed)
    {
        var (choice, rows) = Answers(seed);
        var root = JsonDocument.Parse(Json(AnswerAnalysis.Of(choice, rows))).RootElement;

        foreach (var (item, index) in root.GetProperty("items").EnumerateArray().Select((e, i) => (e, i)))
        {
            item.GetProperty("n").GetInt32().Should().Be(item.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("n").GetInt32()));
            item.GetProperty("n").GetInt32().Should().Be(rows.Count(r => r.Answers[index] is not null && r.Level.Length > 0));
            var tests = Tests.Select(p => item.Number(p)).Concat(item.GetProperty("lsd").EnumerateArray().Select(p => p.Number("p")));
            (item.Text("refused") is null).Should().Be(tests.All(t => t is not null) && item.GetProperty("lsd").GetArrayLength() > 0);
        }
    }

    // Few people in few groups on few points: empty, constant and single groups are among them.
    private static (AnswerChoice Choice, IReadOnlyList<AnswerRow> Rows) Answers(int seed)
    {
        var random = new Random(seed);
        var (groups, points, people) = (random.Next(2, 6), random.Next(2, 9), random.Next(4, 60));
        var rows = Enumerable.Range(0, people).Select(_ =>
        {
            var group = random.Next(groups);
            return new AnswerRow($"{(char)('A' + group)}", [.. Items.Select(_ => random.Next(8) == 0 ? (decimal?)null : random.Next(1, points + 1) + (group * random.Next(2)))]);
        });
        return (new AnswerChoice("g", Items), [.. rows, new AnswerRow("", [1, 1, 1])]);
    }

    private static string Json(AnswerAnalysis analysis)
    {
        using var stream = new MemoryStream();
        AnswerAnalysisJson.Write(stream, analysis);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}

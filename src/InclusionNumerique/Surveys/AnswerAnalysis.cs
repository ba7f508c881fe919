using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>One person of a file of answers.</summary>
/// <param name="Level">The group; empty when none is said.</param>
/// <param name="Answers">In the order of the items; null where there is none.</param>
public sealed record AnswerRow(string Level, IReadOnlyList<decimal?> Answers);

/// <summary>What to compare, and by which rules.</summary>
/// <param name="Group">Name of what makes the groups.</param>
/// <param name="Levels">Groups in this order, everybody else left out; null: all, in the order of their characters.</param>
/// <param name="Least">A group of fewer answers is left out of the test that it would be in.</param>
/// <param name="IsUnprotected">Letters whatever the overall test says.</param>
public sealed record AnswerChoice(
    string Group, IReadOnlyList<string> Items, IReadOnlyList<string>? Levels = null, int Least = 1, MissingRule Missing = MissingRule.Available, bool IsUnprotected = false, double Alpha = 0.05);

/// <summary>The comparison of groups on every item of a file and on all of them at once. Of whoever asks for it with the answers in hand: no group is hidden but by <see cref="AnswerChoice.Least"/>.</summary>
public sealed record AnswerAnalysis(AnswerChoice Choice, IReadOnlyList<AnswerItem> Items, AnswerBlock Block)
{
    public static AnswerAnalysis Of(AnswerChoice choice, IReadOnlyList<AnswerRow> rows)
    {
        var people = rows.Where(r => r.Level.Length > 0).ToLookup(r => r.Level, StringComparer.Ordinal);
        var levels = choice.Levels ?? [.. people.Select(g => g.Key).Order(StringComparer.Ordinal)];
        var groups = levels.Select(l => (Name: l, People: people[l].ToList())).ToList();
        var whole = groups.Select(g => (g.Name, People: g.People.Where(p => p.Answers.All(a => a is not null)).ToList())).ToList();
        var asked = choice.Missing == MissingRule.ListWise ? whole : groups;
        return new(
            choice,
            [.. choice.Items.Select((item, i) => AnswerItem.Of(
                item,
                [.. asked.Select(g => (g.Name, Values: (IReadOnlyList<decimal>)[.. g.People.Select(p => p.Answers[i]).OfType<decimal>()])).Where(g => IsEnough(g.Values.Count, choice))],
                choice))],
            AnswerBlock.Of([.. whole.Where(g => IsEnough(g.People.Count, choice)).Select(g => (IReadOnlyList<IReadOnlyList<decimal>>)[.. g.People.Select(p => p.Answers.OfType<decimal>().ToList())])]));
    }

    // An empty group is none, whatever was asked.
    private static bool IsEnough(int count, AnswerChoice choice) => count >= Math.Max(1, choice.Least);
}

/// <summary>All items at once, over the people who answered every one of them.</summary>
/// <param name="Count">Those people, in the groups that are left.</param>
/// <param name="Manova">Null when refused; of its statistics, Hotelling and Lawley's may be null.</param>
/// <param name="ManovaRefused">In French; null when every statistic has its test.</param>
/// <param name="Alpha">Cronbach's; null when refused.</param>
public sealed record AnswerBlock(int Count, Manova? Manova, string? ManovaRefused, double? Alpha, string? AlphaRefused)
{
    internal static AnswerBlock Of(IReadOnlyList<IReadOnlyList<IReadOnlyList<decimal>>> groups)
    {
        List<IReadOnlyList<decimal>> people = [.. groups.SelectMany(g => g)];
        var (manova, alpha) = (Manova.Of(groups), CronbachAlpha.Of(people));
        return new(
            people.Count,
            manova.Value,
            manova.Refusal?.Message ?? (manova.Value!.HotellingLawley is null ? "Trop d’items pour si peu de réponses : le test de Hotelling-Lawley n’a plus de degrés de liberté." : null),
            alpha.Value?.Alpha,
            alpha.Refusal?.Message);
    }
}

namespace InclusionNumerique.Openings;

/// <summary>A rule as a diary repeats it: from the first day that is as the rule says to the last one, less <paramref name="Without"/>.</summary>
internal sealed record RepeatedOpening(OpeningRule Rule, DateOnly First, DateOnly Last, IReadOnlyList<DateOnly> Without);

/// <summary>The pieces of the days when a mediator receives, said as repetitions wherever the day is as its rule says, and one by one elsewhere.</summary>
internal sealed record OpeningEvents(IReadOnlyList<RepeatedOpening> Repeated, IReadOnlyList<FeedPiece> Single)
{
    /// <param name="rules">The mediator's.</param>
    /// <param name="pieces">The mediator's between both days, of these rules or of those of somebody they stand in for.</param>
    public static OpeningEvents Of(IReadOnlyList<OpeningRule> rules, IReadOnlyList<FeedPiece> pieces, DateOnly first, DateOnly last)
    {
        var repeated = new List<RepeatedOpening>();
        var said = new HashSet<FeedPiece>();
        var byDay = pieces.ToLookup(p => (p.RuleId, p.Day));
        foreach (var rule in rules)
        {
            var days = DaysOf(rule, first, last).Select(day => (Day: day, Piece: WholeOf(rule, day, byDay[(rule.Id, day)]))).ToList();
            if (days.FindIndex(d => d.Piece is not null) is >= 0 and var from)
            {
                days = days[from..(days.FindLastIndex(d => d.Piece is not null) + 1)];
                repeated.Add(new RepeatedOpening(rule, days[0].Day, days[^1].Day, [.. days.Where(d => d.Piece is null).Select(d => d.Day)]));
                said.UnionWith(days.Select(d => d.Piece).OfType<FeedPiece>());
            }
        }

        return new OpeningEvents(repeated, [.. pieces.Where(p => !said.Contains(p))]);
    }

    /// <summary>The days of the rule, exceptions or not, as <c>opening_periods</c> counts them: in ISO weeks from the week of its first day.</summary>
    private static IEnumerable<DateOnly> DaysOf(OpeningRule rule, DateOnly first, DateOnly last)
    {
        var monday = rule.ValidFrom.AddDays(-(((int)rule.ValidFrom.DayOfWeek + 6) % 7));
        for (var day = monday.AddDays(rule.Weekday - 1); day <= last && !(day > rule.ValidTo); day = day.AddDays(7 * rule.EveryWeeks))
        {
            if (day >= first && day >= rule.ValidFrom)
            {
                yield return day;
            }
        }
    }

    /// <summary>The day's only piece, when it is all that the rule says and nothing else.</summary>
    private static FeedPiece? WholeOf(OpeningRule rule, DateOnly day, IEnumerable<FeedPiece> pieces) =>
        pieces.ToList() is [var piece] && piece.SiteId == rule.SiteId && piece.StartsAt == ParisTime.At(day, rule.StartsAt) && piece.EndsAt == ParisTime.At(day, rule.EndsAt)
            ? piece
            : null;
}

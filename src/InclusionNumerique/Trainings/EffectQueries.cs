using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using InclusionNumerique.Statistics;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>What participants said before and after the sessions of one module.</summary>
/// <param name="Before">Sheets; <paramref name="Pairs"/> of them have their counterpart.</param>
public sealed record TrainingEffect(int ModuleId, string Module, int Sessions, int Before, int After, int Pairs, IReadOnlyList<MeasuredChange> Kinds, IReadOnlyList<MeasuredChange> Items, IReadOnlyList<GroupChange> Groups);

/// <summary>Of a kind, the mean of each person's ratings answered both times; of an item, the rating itself.</summary>
/// <param name="Change">Null: too few pairs.</param>
public sealed record MeasuredChange(TrainingItemKind Kind, string Label, int Pairs, PairedComparison? Change);

/// <param name="Pairs">Null: too few to be told, or hidden so that these can't be worked out from the others.</param>
public sealed record GroupChange(string Group, TrainingItemKind Kind, int? Pairs, PairedComparison? Change);

/// <summary>The results of the questionnaires before and after, by pairs that nobody is named in.</summary>
public sealed class EffectQueries(IDbContextFactory<InclusionDb> factory)
{
    /// <summary>Null when there is no such module.</summary>
    public async Task<TrainingEffect?> EffectAsync(int moduleId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("EffectQueries.EffectAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.TrainingModules.AsNoTracking().Include(m => m.Items).SingleOrDefaultAsync(m => m.Id == moduleId, cancellation) is not { } module)
        {
            return null;
        }

        var sheets = await db.TrainingSheets.AsNoTracking().Where(s => db.TrainingSessions.Any(t => t.Id == s.SessionId && t.ModuleId == moduleId)).Include(s => s.Ratings).AsSplitQuery().ToListAsync(cancellation);
        var items = module.Items.OrderBy(i => i.Kind).ThenBy(i => i.Position).ToList();
        var pairs = Pairs(sheets);
        List<MeasuredChange> kinds = [.. Enum.GetValues<TrainingItemKind>().Select(kind => Measure(kind, kind.Label(), MeansOf(pairs, items, kind)))];
        List<MeasuredChange> each = [.. items.Select(item => Measure(item.Kind, item.Text, RatingsOf(pairs, item.Id))).Where(c => c.Pairs > 0)];
        return new(
            module.Id, module.Name, sheets.Select(s => s.SessionId).Distinct().Count(),
            sheets.Count(s => s.Moment == TrainingMoment.Before), sheets.Count(s => s.Moment == TrainingMoment.After), pairs.Count,
            kinds, each, [.. Enum.GetValues<TrainingItemKind>().SelectMany(kind => Groups(pairs, items, kind))]);
    }

    private static List<Pair> Pairs(List<TrainingSheet> sheets) =>
        [.. sheets.GroupBy(s => (s.SessionId, Convert.ToHexString(s.PairHash))).Select(g => (Before: g.FirstOrDefault(s => s.Moment == TrainingMoment.Before), After: g.FirstOrDefault(s => s.Moment == TrainingMoment.After)))
            .Where(p => p.Before is not null && p.After is not null)
            .Select(p => new Pair(p.Before!.Mission ?? p.After!.Mission, p.Before.Ratings.ToDictionary(r => r.ItemId, r => r.Value), p.After!.Ratings.ToDictionary(r => r.ItemId, r => r.Value)))];

    private static MeasuredChange Measure(TrainingItemKind kind, string label, List<(decimal, decimal)> values) => new(kind, label, values.Count, PairedComparison.Of(values));

    private static List<(decimal, decimal)> RatingsOf(IEnumerable<Pair> pairs, int itemId) =>
        [.. pairs.Where(p => p.Before.ContainsKey(itemId) && p.After.ContainsKey(itemId)).Select(p => ((decimal)p.Before[itemId], (decimal)p.After[itemId]))];

    // Only what was rated both times: a sentence left out once would change the mean by itself.
    private static List<(decimal, decimal)> MeansOf(IEnumerable<Pair> pairs, List<TrainingItem> items, TrainingItemKind kind)
    {
        var ids = items.Where(i => i.Kind == kind).Select(i => i.Id).ToList();
        return [.. pairs.Select(p => (Pair: p, Both: ids.Where(i => p.Before.ContainsKey(i) && p.After.ContainsKey(i)).ToList())).Where(p => p.Both.Count > 0)
            .Select(p => (p.Both.Average(i => (decimal)p.Pair.Before[i]), p.Both.Average(i => (decimal)p.Pair.After[i])))];
    }

    // A single hidden group would be the total less the others: the next smallest is hidden with it.
    private static IEnumerable<GroupChange> Groups(List<Pair> pairs, List<TrainingItem> items, TrainingItemKind kind)
    {
        var groups = pairs.GroupBy(p => p.Mission).Select(g => (g.Key, Values: MeansOf(g, items, kind))).Where(g => g.Values.Count > 0).OrderBy(g => g.Values.Count).ToList();
        var hidden = groups.TakeWhile(g => g.Values.Count < PairedComparison.CountLeast).Count();
        hidden = hidden == 1 ? 2 : hidden;
        return groups.Select((g, i) => (g.Key, Change: new GroupChange(
                g.Key?.Label() ?? "Mission non dite", kind, i < hidden ? null : g.Values.Count, i < hidden ? null : PairedComparison.Of(g.Values))))
            .OrderBy(g => g.Key ?? (Mission)short.MaxValue).Select(g => g.Change);
    }

    private sealed record Pair(Mission? Mission, Dictionary<int, short> Before, Dictionary<int, short> After);
}

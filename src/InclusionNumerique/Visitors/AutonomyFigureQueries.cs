using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

public sealed class AutonomyFigureQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    // Sites, first instant, instant after the last. Scores of two versions of the grid cannot be compared: the first answer is that of the same version.
    private const string Rows = """
        WITH passed AS (
            SELECT v.site_id, a.id, a.visitor_id, a.grid_id, a.level, a.score, a.is_kiosk_alone, a.at,
                row_number() OVER (PARTITION BY a.visitor_id ORDER BY a.at DESC, a.id DESC) AS place, count(*) OVER (PARTITION BY a.visitor_id) AS passings
            FROM visitors v JOIN assessments a ON a.visitor_id = v.id
            WHERE v.removed_at IS NULL AND v.site_id = ANY({0}) AND a.at >= {1} AND a.at < {2})
        SELECT last.site_id, coalesce(first.level, 0)::int AS before, last.level::int AS after, last.is_kiosk_alone AS is_kiosk, coalesce(last.score - first.score, 0)::int AS step,
            sum(last.passings)::bigint AS passings, count(*) AS people
        FROM passed AS last
        LEFT JOIN LATERAL (
            SELECT level, score FROM assessments f WHERE f.visitor_id = last.visitor_id AND f.grid_id = last.grid_id AND (f.at, f.id) < (last.at, last.id) ORDER BY f.at, f.id LIMIT 1) AS first ON true
        WHERE last.place = 1 GROUP BY 1, 2, 3, 4, 5
        """;

    private static readonly HelpLevel[] Levels = Enum.GetValues<HelpLevel>();

    /// <summary>The period's answers at the sites of the files: one, or all that the actor may see; null when that is none. Beyond the team, of a whole year that is over and of all sites alone.</summary>
    public async Task<AutonomyReport?> FiguresAsync(FigureFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        filter = Outside.Is(actor, filter.SiteId) ? Outside.SnapToYear(filter, clock.Today()) : filter;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FigureSites.FindAsync(db, filter.SiteId, actor, "AutonomyFigureQueries.FiguresAsync", cancellation) is not var (sites, label))
        {
            return null;
        }

        var rows = await db.Database.SqlQueryRaw<AutonomyRow>(
            Rows, sites.Select(s => s.Id).ToArray(), ParisTime.StartOf(filter.Period.From), ParisTime.StartOf(filter.Period.To.AddDays(1))).ToListAsync(cancellation);
        return Compose(filter, sites, label, rows);
    }

    /// <summary>What is told of the rows, each table hidden where it would tell of a few.</summary>
    internal static AutonomyReport Compose(FigureFilter filter, List<Choice> sites, string label, List<AutonomyRow> rows)
    {
        static long Count(IEnumerable<AutonomyRow> some) => some.Sum(r => r.People);
        var people = Disclosure.IsFew(Count(rows)) ? Figure.Small : Figure.Of(Count(rows));
        AutonomyRow[] again = [.. rows.Where(r => r.Before > 0)];
        // Each table is a split of the people, or of those who answered again, and is hidden by itself.
        Figure[] Split(Figure whole, IEnumerable<long> counts)
        {
            var disclosure = new Disclosure();
            var cells = counts.Select(c => disclosure.Add(c)).ToArray();
            disclosure.Hide();
            return [.. cells.Select(c => whole.Mask == Mask.None ? disclosure[c] : Figure.Withheld)];
        }

        var last = Split(people, Levels.Select(l => Count(rows.Where(r => r.After == (int)l))));
        var kiosk = Split(people, [Count(rows.Where(r => r.IsKiosk)), Count(rows.Where(r => !r.IsKiosk))])[0];
        var known = Split(people, [Count(again), Count(rows) - Count(again)])[0];
        var moves = Split(known, new Func<AutonomyRow, bool>[] { r => r.After > r.Before, r => r.After == r.Before, r => r.After < r.Before }.Select(isSo => Count(again.Where(isSo))));
        var areMovesShown = moves.All(m => m.Mask == Mask.None);
        return new(
            filter, label, PassingsOf(rows, people), people, [.. Levels.Zip(last)], kiosk, known, moves,
            areMovesShown ? LevelsOf(again, rows.Where(r => r.Before == 0)) : null, known.Value >= Disclosure.Threshold ? PeriodFacts.Spread(again.Select(r => (r.Step, r.People))).Median : null,
            areMovesShown && sites.Count > 1 ? SitesOf(sites, again) : []);
    }

    // One passing more than there are people would tell of one who came twice.
    private static Figure PassingsOf(List<AutonomyRow> rows, Figure people)
    {
        var passings = rows.Sum(r => r.Passings);
        return people.Mask == Mask.None && !Disclosure.IsFew(passings - rows.Sum(r => r.People)) ? Figure.Of(passings) : Figure.Withheld;
    }

    // Whole or not at all: moves and levels are sums of the same people, and the last levels of all, less these, are those of who came for the first time.
    private static IReadOnlyList<Figure>[]? LevelsOf(AutonomyRow[] again, IEnumerable<AutonomyRow> first)
    {
        var counts = Levels.Select(before => Levels.Select(after => again.Where(r => (r.Before, r.After) == ((int)before, (int)after)).Sum(r => r.People)).ToArray()).ToArray();
        return counts.Any(line => line.Any(Disclosure.IsFew)) || first.GroupBy(r => r.After).Any(g => Disclosure.IsFew(g.Sum(r => r.People))) ? null : [.. counts.Select(line => (IReadOnlyList<Figure>)[.. line.Select(c => Figure.Of(c))])];
    }

    // Those who rose and those who did not, at each site: both add up to what is shown of all sites.
    private static ProportionLine[] SitesOf(List<Choice> sites, AutonomyRow[] again)
    {
        const int rose = 2, others = 3, first = 4;
        var disclosure = new Disclosure();
        disclosure.Add(again.Where(r => r.After > r.Before).Sum(r => r.People), rose, Disclosure.End, isKnown: true);
        disclosure.Add(again.Where(r => r.After <= r.Before).Sum(r => r.People), others, Disclosure.End, isKnown: true);
        var cells = sites.Select((site, i) =>
        {
            AutonomyRow[] here = [.. again.Where(r => r.SiteId == site.Id)];
            return (
                Site: site,
                All: disclosure.Add(here.Sum(r => r.People), Disclosure.Start, first + i),
                Rose: disclosure.Add(here.Where(r => r.After > r.Before).Sum(r => r.People), first + i, rose),
                Others: disclosure.Add(here.Where(r => r.After <= r.Before).Sum(r => r.People), first + i, others));
        }).ToArray();
        disclosure.Hide();
        return [.. cells.Select(c => new ProportionLine(c.Site.Label, new(disclosure[c.Rose], disclosure[c.All]), null))];
    }
}

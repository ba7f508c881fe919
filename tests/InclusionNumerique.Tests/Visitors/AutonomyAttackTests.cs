using InclusionNumerique.Dashboards;
using InclusionNumerique.Lists;
using InclusionNumerique.Tests.Dashboards;
using InclusionNumerique.Visitors;

namespace InclusionNumerique.Tests.Visitors;

/// <summary>
/// A reader beyond the team who keeps every page of autonomy that is answered, subtracts, and solves: no group of 1 to 10 people comes out (decision 28). Passings and the median step count no people:
/// <see cref="AutonomyFiguresTests"/> has what is hidden of them.
/// </summary>
public sealed class AutonomyAttackTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_hundred_thousand_random_queries_lead_to_whole_years_of_all_sites_alone()
    {
        var random = new Random(9);

        var views = Enumerable.Range(0, 100_000).Select(_ =>
        {
            var day = new DateOnly(2022, 1, 1).AddDays(random.Next(1_900));
            var period = random.Next(3) == 0 ? new FigurePeriod(FigureSpan.Free, day, day.AddDays(random.Next(900))) : FigurePeriod.Of((FigureSpan)random.Next(1, 7), day, Today);
            return Outside.SnapToYear(new(period, random.Next(7) is > 0 and var site ? site : null), Today);
        }).Select(f => (f.SiteId, f.Period.From, f.Period.To)).Distinct();

        views.Should().BeEquivalentTo(Enumerable.Range(2022, 4).Select(year => ((int?)null, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))));
    }

    [Fact]
    public void A_hundred_thousand_random_differences_find_nobody() => Differences(Worlds(400), 100_000).Should().BeEmpty();

    [Fact]
    public void The_same_differences_find_people_where_only_small_counts_are_hidden() => Differences(Worlds(100, isEachAlone: true), 2_000).Should().NotBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void All_that_is_published_together_does_not_narrow_a_group_of_a_few(int seed)
    {
        foreach (var world in Enumerable.Range(seed * 1_000, 60).Select(s => new World(s)))
        {
            world.Narrowed().Should().BeEmpty("{0}", world);
        }
    }

    [Fact]
    public void The_attack_breaks_pages_where_only_small_counts_are_hidden() => Worlds(20, isEachAlone: true).Sum(w => w.Narrowed().Count()).Should().BeGreaterThan(20);

    [Fact]
    public void Protection_leaves_most_of_what_there_is_to_read()
    {
        var cells = Worlds(200).SelectMany(w => w.Cells).ToArray();

        (cells.Count(c => c.Figure.Mask == Mask.None) / (double)cells.Length).Should().BeGreaterThan(0.5);
    }

    private static World[] Worlds(int count, bool isEachAlone = false) => [.. Enumerable.Range(1, count).Select(seed => new World(seed, isEachAlone))];

    // A published number less others that it holds.
    private static IEnumerable<string> Differences(World[] worlds, int queries)
    {
        var random = new Random(28);
        for (var query = 0; query < queries; query++)
        {
            var told = worlds[random.Next(worlds.Length)].Cells.Where(c => c.Figure.Mask == Mask.None).ToArray();
            if (told.Length == 0)
            {
                continue;
            }

            random.Shuffle(told);
            var (name, left, value) = (told[0].Name, told[0].Atoms, told[0].Figure.Value!.Value);
            foreach (var (other, atoms, figure) in told[1..].Where(c => (c.Atoms & told[0].Atoms) == c.Atoms))
            {
                if ((atoms & left) != atoms || random.Next(4) == 0)
                {
                    continue;
                }

                (name, left, value) = ($"{name} less {other}", left & ~atoms, value - figure.Value!.Value);
                if (value is >= 1 and < 11)
                {
                    yield return $"{name} = {value}";
                }
            }
        }
    }

    /// <summary>A year's people by site, first level (0: none before), last level and kiosk, and what its page tells of them.</summary>
    private sealed class World
    {
        private const int Sites = 3, Befores = 4, Afters = 3, Kiosks = 2, Atoms = Sites * Befores * Afters * Kiosks;

        private readonly long[] _counts = new long[Atoms];

        public World(int seed, bool isEachAlone = false)
        {
            var random = new Random(seed);
            double Scale(double small) => random.Next(4) switch { 0 => 0, 1 => small, _ => 1 };
            double[] sites = [1, Scale(0.1), Scale(0.3)], befores = [1, Scale(0.2), Scale(0.5), Scale(0.1)], afters = [Scale(0.2), 1, Scale(0.1)], kiosks = [1, Scale(0.1)];
            var size = new[] { 3, 12, 40, 120 }[random.Next(4)];
            foreach (var atom in Enumerable.Range(0, Atoms))
            {
                var (site, before, after, kiosk) = PartsOf(atom);
                _counts[atom] = (long)Math.Floor(random.NextDouble() * ((size * sites[site] * befores[before] * afters[after] * kiosks[kiosk]) + 0.6));
            }

            Cells = [.. Told(AutonomyFigureQueries.Compose(
                new(new FigurePeriod(FigureSpan.Year, new(2025, 1, 1), new(2025, 12, 31))), [.. Enumerable.Range(1, Sites).Select(s => new Choice(s, $"Site {s}"))], "Tous les sites", [.. Rows()]))];
            if (isEachAlone)
            {
                Cells = [.. Cells.Select(c => c with { Figure = Count(c.Atoms) is >= 1 and < 11 ? Figure.Small : Figure.Of(Count(c.Atoms)) })];
            }
        }

        /// <summary>What is published: a number, or what stands for it; the whole last.</summary>
        public IReadOnlyList<(string Name, UInt128 Atoms, Figure Figure)> Cells { get; }

        /// <summary>Groups of 1 to 10 people, told or not, of which the reader knows that they are so few, and better than the page says.</summary>
        public IEnumerable<string> Narrowed()
        {
            var programme = new LinearProgramme(Atoms);
            foreach (var (name, atoms, figure) in Cells)
            {
                if (figure.Value is { } value)
                {
                    programme.Add(ListOf(atoms), value, value);
                }
                else if (figure.Mask == Mask.Small)
                {
                    programme.Add(ListOf(atoms), 1, 10);
                }
                else if (name is "kiosk" or "again" && Cells[^1].Figure.Value is > 20)
                {
                    // Of two that add up to so many one is no small number: hidden, it hides the others.
                    programme.Add(ListOf(Cells[^1].Atoms & ~atoms), 1, 10);
                }
                else if (TableOf(name) is { } table && Cells.Any(c => c.Figure.Mask == Mask.Small && TableOf(c.Name) == table))
                {
                    // The reader knows the rule: it hides another, hence is not small itself.
                    programme.Add(ListOf(atoms), 11, null);
                }
            }

            if (!programme.Solve())
            {
                return ["nothing fits what is published"];
            }

            return [.. Groups().Where(g => Count(g.Atoms) is >= 1 and < 11).Select(g => (g.Name, Least: programme.Least(ListOf(g.Atoms)), Most: programme.Most(ListOf(g.Atoms))))
                .Where(g => g.Least > 1e-4 && g.Most < 10 + 1e-4 && (g.Least > 1 + 1e-4 || g.Most < 10 - 1e-4)).Select(g => $"{g.Name}: {g.Least:0.##} to {g.Most:0.##}")];
        }

        public override string ToString() => string.Join("; ", Cells.Select(c => $"{c.Name} = {Count(c.Atoms)} {c.Figure.Mask}"));

        private static (int Site, int Before, int After, int Kiosk) PartsOf(int atom) => (atom / (Befores * Afters * Kiosks), atom / (Afters * Kiosks) % Befores, atom / Kiosks % Afters, atom % Kiosks);

        private static UInt128 Where(Func<int, int, int, int, bool> isIn) =>
            Enumerable.Range(0, Atoms).Select(a => (Atom: a, Parts: PartsOf(a))).Where(a => isIn(a.Parts.Site, a.Parts.Before, a.Parts.After, a.Parts.Kiosk)).Aggregate(UInt128.Zero, (all, a) => all | (UInt128.One << a.Atom));

        // Sites share their sums with another table: what is hidden there may be small.
        private static string? TableOf(string name) => name.StartsWith("last", StringComparison.Ordinal) || name.StartsWith("moved", StringComparison.Ordinal) ? name[..5] : null;

        private static int[] ListOf(UInt128 atoms) => [.. Enumerable.Range(0, Atoms).Where(a => (atoms >> a & 1) == 1)];

        // Every group that one, two or more of the page's words make, and how its people moved.
        private static IEnumerable<(string Name, UInt128 Atoms)> Groups()
        {
            foreach (var site in Enumerable.Range(-1, Sites + 1))
            {
                foreach (var kiosk in Enumerable.Range(-1, Kiosks + 1))
                {
                    bool IsHere(int s, int k) => (site < 0 || s == site) && (kiosk < 0 || k == kiosk);
                    foreach (var move in Enumerable.Range(-1, 3))
                    {
                        yield return ($"site {site}, kiosk {kiosk}, moved {move}", Where((s, b, a, k) => IsHere(s, k) && b > 0 && Math.Sign(a + 1 - b) == move));
                    }

                    yield return ($"site {site}, kiosk {kiosk}, again", Where((s, b, _, k) => IsHere(s, k) && b > 0));
                    foreach (var before in Enumerable.Range(-1, Befores + 1))
                    {
                        foreach (var after in Enumerable.Range(-1, Afters + 1))
                        {
                            yield return ($"site {site}, kiosk {kiosk}, {before} to {after}", Where((s, b, a, k) => IsHere(s, k) && (before < 0 || b == before) && (after < 0 || a == after)));
                        }
                    }
                }
            }
        }

        private static IEnumerable<(string Name, UInt128 Atoms, Figure Figure)> Told(AutonomyReport report)
        {
            for (var after = 0; after < Afters; after++)
            {
                var own = after;
                yield return ($"last {own}", Where((_, _, a, _) => a == own), report.Last[own].Count);
                yield return ($"moved {own}", Where((_, b, a, _) => b > 0 && Math.Sign(a + 1 - b) == 1 - own), report.Moves[own]);
                for (var before = 1; report.Levels is not null && before < Befores; before++)
                {
                    var from = before;
                    yield return ($"{from} to {own}", Where((_, b, a, _) => b == from && a == own), report.Levels[from - 1][own]);
                }
            }

            foreach (var (site, line) in report.Sites.Index())
            {
                yield return ($"site {site} rose", Where((s, b, a, _) => s == site && b > 0 && a + 1 > b), line.Now.Part);
                yield return ($"site {site} again", Where((s, b, _, _) => s == site && b > 0), line.Now.Whole);
            }

            yield return ("kiosk", Where((_, _, _, k) => k == 1), report.Kiosk);
            yield return ("again", Where((_, b, _, _) => b > 0), report.Again);
            yield return ("people", Where((_, _, _, _) => true), report.People);
        }

        private long Count(UInt128 atoms) => ListOf(atoms).Sum(a => _counts[a]);

        private IEnumerable<AutonomyRow> Rows()
        {
            foreach (var (atom, count) in _counts.Index().Where(c => c.Item > 0))
            {
                var (site, before, after, kiosk) = PartsOf(atom);
                yield return new(site + 1, before, after + 1, kiosk == 1, 0, count, count);
            }
        }
    }
}

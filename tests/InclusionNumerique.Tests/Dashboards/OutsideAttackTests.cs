using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>A reader beyond the team keeps every page that is answered, subtracts, and solves: no number of 1 to 10 people comes out (decision 28).</summary>
public sealed class OutsideAttackTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void All_that_is_published_together_does_not_narrow_a_hidden_count(int seed)
    {
        for (var world = 0; world < 4; world++)
        {
            var attack = Attack.OnThemes(new((seed * 100) + world));

            attack.Narrowed().Should().BeEmpty("{0}", attack);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Nor_do_districts_beside_what_they_add_up_to(int seed)
    {
        for (var world = 0; world < 3; world++)
        {
            var attack = Attack.OnDistricts(new((seed * 100) + world));

            attack.Narrowed().Should().BeEmpty("{0}", attack);
        }
    }

    [Fact]
    public void The_attack_breaks_pages_that_are_protected_one_by_one() =>
        Enumerable.Range(100, 4).Sum(seed => Attack.OnThemes(new(seed, isPageAlone: true)).Narrowed().Count).Should().BeGreaterThan(4);

    [Fact]
    public void A_hundred_thousand_random_queries_and_their_differences_find_nobody()
    {
        var random = new Random(28);
        OutsideWorld[] worlds = [.. Enumerable.Range(1, 40).Select(seed => new OutsideWorld(seed))];

        var found = Enumerable.Range(0, 100_000).SelectMany(_ => Differences(worlds[random.Next(worlds.Length)], Asked(random), Asked(random))).ToArray();

        found.Should().BeEmpty();
    }

    [Fact]
    public void The_same_queries_find_people_on_pages_that_are_protected_one_by_one()
    {
        var random = new Random(28);
        OutsideWorld[] worlds = [.. Enumerable.Range(1, 10).Select(seed => new OutsideWorld(seed, isPageAlone: true))];

        Enumerable.Range(0, 2_000).SelectMany(_ => Differences(worlds[random.Next(worlds.Length)], Asked(random), Asked(random))).Should().NotBeEmpty();
    }

    [Fact]
    public void No_difference_of_any_two_pages_is_a_small_number()
    {
        foreach (var world in Enumerable.Range(1, 40).Select(seed => new OutsideWorld(seed)))
        {
            OutsideWorld.Places.SelectMany(one => OutsideWorld.Places.SelectMany(other => Differences(world, one, other))).Should().BeEmpty();
        }
    }

    [Fact]
    public void Protection_leaves_most_of_a_year_to_read_even_of_three_sites_with_a_few_people_a_month()
    {
        OutsideWorld[] worlds = [.. Enumerable.Range(1, 40).Select(seed => new OutsideWorld(seed))];
        var cells = worlds.SelectMany(w => Enumerable.Range(0, OutsideWorld.Lines).Select(line => (Count: w.Count(w.AtomsOf(line, OutsideFrame.Year)), Figure: w.Theme(line, OutsideFrame.Year))))
            .Where(c => c.Count >= Disclosure.Threshold).ToArray();

        cells.Count(c => c.Figure.Mask == Mask.None).Should().BeGreaterThan(cells.Length / 2, "a year is hidden only where its parts would tell");
    }

    // Dates, spans and sites as anybody might type them into the address: the policy leads to a page that is answered.
    private static int Asked(Random random)
    {
        var day = new DateOnly(OutsideWorld.Year, 1, 1).AddDays(random.Next(365));
        var span = (FigureSpan)random.Next(7);
        var period = span == FigureSpan.Free ? new FigurePeriod(span, day, day.AddDays(random.Next(365 - day.DayOfYear + 1))) : FigurePeriod.Of(span, day, Today);
        var filter = Outside.Snap(new(period, random.Next(3) == 0 ? random.Next(1, OutsideWorld.Sites + 1) : null), Today);
        return filter switch
        {
            { SiteId: { } site } => OutsideFrame.Site(site),
            { Period: { Span: FigureSpan.Year } } => OutsideFrame.Year,
            { Period: { Span: FigureSpan.Quarter, From: var from } } => OutsideFrame.QuarterOf(from.Month),
            { Period.From: var from } => from.Month,
        };
    }

    // A page less another that is a part of it, line by line, lines less other lines, and all of it less its lines.
    private static IEnumerable<string> Differences(OutsideWorld world, int one, int other)
    {
        int?[] lines = [null, .. Enumerable.Range(0, OutsideWorld.Lines).Select(l => (int?)l)];
        foreach (var line in lines)
        {
            var (atoms, fewer) = (world.AtomsOf(line, one), world.AtomsOf(line, other));
            if (one != other && fewer.All(atoms.Contains) && world.Theme(line, one).Value - world.Theme(line, other).Value is >= 1 and < 11)
            {
                yield return $"line {line}: {one} less {other}";
            }
        }

        var shown = lines[1..].Where(l => world.Theme(l, one).Mask == Mask.None).Sum(l => world.Theme(l, one).Value);
        if (world.Theme(null, one).Value - shown is >= 1 and < 11)
        {
            yield return $"{one} less its lines";
        }
    }

    private sealed class Attack
    {
        private readonly OutsideWorld _world;
        private readonly LinearProgramme _programme;
        private readonly List<(string Name, int[] Atoms, Figure Figure, int Known)> _cells = [];

        private Attack(OutsideWorld world) => (_world, _programme) = (world, new(world.Atoms));

        public static Attack OnThemes(OutsideWorld world)
        {
            var attack = new Attack(world);
            attack.AddPages(Enumerable.Range(0, OutsideWorld.Lines).Select(line => ($"theme {line}", (Func<int, int[]>)(place => world.AtomsOf(line, place)), (Func<int, Figure>)(place => world.Theme(line, place)))));
            return attack;
        }

        public static Attack OnDistricts(OutsideWorld world)
        {
            var attack = new Attack(world);
            int[] LinesOf(int part) => part == 1 ? [0, 1] : [2, 3, 4];
            attack.AddPages(Enumerable.Range(1, 2).Select(part => ($"priority {part}", (Func<int, int[]>)(place => [.. LinesOf(part).SelectMany(l => world.AtomsOf(l, place))]), (Func<int, Figure>)(place => world.Priority(part, place)))));
            foreach (var part in Enumerable.Range(1, 2))
            {
                attack.AddPages(LinesOf(part).Select(line => ($"district {line}", (Func<int, int[]>)(place => world.AtomsOf(line, place)), (Func<int, Figure>)(place => world.District(line, place)))));
            }

            return attack;
        }

        /// <summary>Hidden counts of 1 to 10 that the reader knows better than that.</summary>
        public IReadOnlyList<string> Narrowed()
        {
            if (!_programme.Solve())
            {
                return ["nothing fits what is published"];
            }

            return [.. _cells.Where(c => c.Figure.Mask != Mask.None && _world.Count(c.Atoms) is >= 1 and < 11)
                .Select(c => (c.Name, c.Known, Least: _programme.Least(c.Atoms), Most: _programme.Most(c.Atoms)))
                .Where(c => c.Least > c.Known + 1e-4 || c.Most < 10 - 1e-4).Select(c => $"{c.Name}: {c.Least:0.##} to {c.Most:0.##}")];
        }

        public override string ToString() => string.Join("; ", _cells.Select(c => $"{c.Name} = {_world.Count(c.Atoms)} {c.Figure.Mask}"));

        // The reader knows the totals, each number, the sums and the rule: a hidden number is no zero, unless it is a part of a small one, no number of its kind is shown, or its site is not.
        private void AddPages(IEnumerable<(string Name, Func<int, int[]> Atoms, Func<int, Figure> Figure)> lines)
        {
            var table = lines.ToArray();
            foreach (var group in OutsideWorld.Places.GroupBy(place => place switch { > OutsideFrame.Year => OutsideFrame.Others, > 12 => place, _ => -OutsideFrame.QuarterOf(place) }))
            {
                var isAnyTold = group.Any(place => table.Any(l => l.Figure(place).Value > 0));
                foreach (var place in group)
                {
                    var isTold = isAnyTold && (place <= OutsideFrame.Year || _world.Theme(null, place).Mask == Mask.None);
                    if (_world.Theme(null, place).Mask == Mask.None)
                    {
                        _programme.Add(_world.AtomsOf(null, place), _world.Count(_world.AtomsOf(null, place)), _world.Count(_world.AtomsOf(null, place)));
                    }

                    foreach (var (name, atoms, figure) in table)
                    {
                        var (counted, shown) = (atoms(place), figure(place));
                        bool IsFew(int sum) => _world.Count(atoms(sum)) is >= 1 and < 11;
                        var isPartOfFew = place < 13 ? IsFew(OutsideFrame.QuarterOf(place)) : place > OutsideFrame.Year && IsFew(OutsideFrame.Year);
                        var known = !isTold ? 10 : place == OutsideFrame.Year ? Enumerable.Range(13, 4).Count(q => _world.Count(atoms(q)) > 0) : 1;
                        _cells.Add(($"{name} at {place}", counted, shown, known));
                        var (least, most) = shown switch
                        {
                            { Value: { } value } => (value, (double?)value),
                            { Mask: Mask.Small } => (1, 10),
                            _ => (isTold && !isPartOfFew && _world.Count(counted) > 0 ? 1 : 0, null),
                        };
                        if (least > 0 || most is not null)
                        {
                            _programme.Add(counted, least, most);
                        }
                    }
                }
            }
        }
    }
}

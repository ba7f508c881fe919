using InclusionNumerique.Dashboards;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>A year of few people: each comes once, with one request, on one theme, from one district.</summary>
internal sealed class OutsideWorld
{
    public const int Year = 2025;

    public const int Lines = 5;

    public const int Sites = 3;

    // Months by sites by lines.
    private readonly int[] _counts = new int[12 * Sites * Lines];

    private readonly bool _isPageAlone;

    private readonly OutsideYear _published;

    /// <param name="isPageAlone">Each page is protected as if it were the only one: what an attack must find out about.</param>
    public OutsideWorld(int seed, bool isPageAlone = false)
    {
        _isPageAlone = isPageAlone;
        var random = new Random(seed);
        var lines = Enumerable.Range(0, Lines).Select(_ => random.Next(4) switch { 0 => 0.3, 1 => 1.2, 2 => 4.0, _ => 12.0 }).ToArray();
        // One site is small in some worlds, and one opens within the year in others.
        double[] sites = [1, random.Next(3) == 0 ? 0.05 : 0.6, 0.4];
        var opened = random.Next(2) == 0 ? 0 : random.Next(1, 12);
        foreach (var atom in Enumerable.Range(0, _counts.Length))
        {
            var (month, site, line) = PartsOf(atom);
            var most = site == 2 && month < opened ? 0 : lines[line] * sites[site] * 2;
            _counts[atom] = (int)Math.Floor(random.NextDouble() * (most + 0.5));
        }

        _published = new OutsideYear(Year, OutsideFrame.WholeYear(Enumerable.Range(1, Sites)), [.. Rows()], [.. Names()]);
    }

    public static IEnumerable<int> Places => [.. Enumerable.Range(1, 12), .. Enumerable.Range(13, 4), OutsideFrame.Year, .. Enumerable.Range(1, Sites).Select(OutsideFrame.Site)];

    public int Atoms => _counts.Length;

    /// <summary>What the page of that place says of a theme, or of all requests.</summary>
    public Figure Theme(int? line, int place) => _isPageAlone
        ? Alone([.. Enumerable.Range(0, Lines).Select(l => Count(AtomsOf(l, place)))], line)
        : line is { } one ? _published[Dimension.Theme, one + 1, place] : _published.Requests(place);

    public Figure District(int line, int place) => _published[Dimension.District, line + 1, place];

    /// <summary>1: of priority districts, the first two lines; 2: of the others.</summary>
    public Figure Priority(int part, int place) => _published[Dimension.Priority, part, place];

    /// <summary>Who is counted of a line, or of all, at a place.</summary>
    public int[] AtomsOf(int? line, int place) => [.. Enumerable.Range(0, Atoms).Where(atom =>
    {
        var (month, site, own) = PartsOf(atom);
        return (line is null || own == line)
            && (place == OutsideFrame.Year || place == month + 1 || place == OutsideFrame.QuarterOf(month + 1) || place == OutsideFrame.Site(site + 1));
    })];

    public long Count(IEnumerable<int> atoms) => atoms.Sum(atom => (long)_counts[atom]);

    private static (int Month, int Site, int Line) PartsOf(int atom) => (atom / (Sites * Lines), atom / Lines % Sites, atom % Lines);

    private static Figure Alone(long[] counts, int? line)
    {
        if (counts.Sum() < Disclosure.Threshold)
        {
            return counts.Sum() == 0 ? Figure.Of(0) : Figure.Withheld;
        }

        var disclosure = new Disclosure();
        var cells = counts.Select(c => disclosure.Add(c)).ToArray();
        disclosure.Hide();
        return line is { } one ? disclosure[cells[one]] : Figure.Of(counts.Sum());
    }

    private IEnumerable<OutsideRow> Rows()
    {
        foreach (var (atom, count) in _counts.Index().Where(c => c.Item > 0))
        {
            var (month, site, line) = PartsOf(atom);
            (Dimension Dimension, int Key)[] counted =
                [(Dimension.State, (int)VisitState.Seen), (Dimension.Minutes, 10), (Dimension.Outcome, 1), (Dimension.Theme, line + 1), (Dimension.District, line + 1)];
            foreach (var (dimension, key) in counted)
            {
                yield return new(new(Year, month + 1, 1), site + 1, (int)dimension, key, count);
            }
        }
    }

    private static IEnumerable<NameRow> Names() =>
    [
        .. Enumerable.Range(1, Sites).Select(s => new NameRow((int)Dimension.Site, s, $"Site {s}", true, false)),
        .. Enumerable.Range(1, Lines).Select(l => new NameRow((int)Dimension.Theme, l, $"Thème {l}", true, false)),
        .. Enumerable.Range(1, Lines).Select(l => new NameRow((int)Dimension.District, l, $"Quartier {l}", true, l <= 2)),
    ];
}

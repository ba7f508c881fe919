namespace InclusionNumerique.Dashboards;

/// <summary>
/// Statistical disclosure control for tables that add up to a total the reader knows. A count of 1 to <see cref="Threshold"/> - 1 people is hidden; then others
/// are hidden until a reader who knows every published number, the sums that link them and this rule cannot narrow it below "1 to 10". Zero is shown.
/// Where a small count is the sum of others, these are hidden without a word if nothing else does: each may be anything from none to ten.
/// </summary>
/// <remarks>
/// Counts are seen as a flow from <see cref="Start"/> to <see cref="End"/>: a count leads from one sum to another, and at each sum what comes in equals what
/// goes out. A plain table is a bundle of counts from start to end; days lead to weekdays, weekdays to half-days, half-days to hours. How far a hidden count
/// may be moved without touching a published one is then how much flow can be led around it: exact, and quick.
/// </remarks>
public sealed class Disclosure(int? least = null)
{
    /// <summary>A house that shows smaller numbers shows people.</summary>
    public const int LeastThreshold = 5;

    public const int Start = 0;

    public const int End = 1;

    // Above any sum of counts.
    private const long Dear = 1_000_000_000;

    private readonly int _threshold = least ?? Threshold;

    private readonly List<Cell> _cells = [];

    private ILookup<int, Cell> _at = Array.Empty<Cell>().ToLookup(c => c.From);

    private enum Secret
    {
        Shown,
        Small,

        /// <summary>Hidden for a small one's sake; the reader then knows that it is not small itself, where small ones are marked.</summary>
        Large,

        /// <summary>The whole table is hidden.</summary>
        Anything,
    }

    /// <summary>The least number of people that is shown: French public statistics hide 1 to 10 (tax data, hospital data). INCLUSION_DISCLOSURE_THRESHOLD sets another when the product starts.</summary>
    public static int Threshold { get; set; } = 11;

    /// <summary>A number of people that is not shown.</summary>
    public static bool IsFew(long count) => count >= 1 && count < Threshold;

    public Figure this[int cell] => _cells[cell] switch
    {
        { Secret: Secret.Shown } shown => Figure.Of(shown.Count),
        { Secret: Secret.Small, Least: null, IsPart: false } => Figure.Small,
        _ => Figure.Withheld,
    };

    /// <param name="from">The sum it is a part of: <see cref="Start"/>, or a number above <see cref="End"/>.</param>
    /// <param name="to">The other sum it is a part of: <see cref="End"/>, or a number above it.</param>
    /// <param name="isKnown">Shown by another table, by the same rule: the reader has it, whatever is hidden here.</param>
    /// <param name="isDear">Much of the page rests on it: hidden for another's sake only where nothing else does.</param>
    /// <param name="isHidden">Hidden by another table already; the reader sees nothing of it.</param>
    /// <param name="least">What the reader knows of it where it is hidden: that it is as many, and not whether it is small itself. Null: the mask says that.</param>
    /// <returns>The cell's number.</returns>
    public int Add(long count, int from = Start, int to = End, bool isKnown = false, bool isDear = false, bool isHidden = false, long? least = null)
    {
        var secret = isKnown ? Secret.Shown : count >= 1 && count < _threshold ? Secret.Small : isHidden ? Secret.Large : Secret.Shown;
        _cells.Add(new Cell(count, from, to, isKnown, isDear) { First = secret, Secret = secret, Least = least is { } few ? Math.Min(few, count) : null });
        return _cells.Count - 1;
    }

    /// <returns>Whether something may be shown; otherwise all is hidden.</returns>
    public bool Hide()
    {
        _at = _cells.SelectMany(c => new[] { (Sum: c.From, Cell: c), (Sum: c.To, Cell: c) }).ToLookup(x => x.Sum, x => x.Cell);
        if (IsHidden())
        {
            return true;
        }

        // With every small one marked it cannot be: once more, with the parts of small sums hidden without a word.
        foreach (var sum in _at.Where(s => s.Key is not (Start or End)))
        {
            FindParts([.. sum.Where(c => c.To == sum.Key)], [.. sum.Where(c => c.From == sum.Key)]);
        }

        _cells.ForEach(c => c.Secret = c.First);
        if (IsHidden())
        {
            return true;
        }

        _cells.Where(c => !c.IsKnown).ToList().ForEach(c => c.Secret = Secret.Anything);
        return false;
    }

    // Hiding more never narrows what is hidden already: one pass is enough. Upwards first: what lets it rise mostly lets it fall too.
    private bool IsHidden() => _cells.Where(c => c.Secret == Secret.Small).ToArray().All(cell =>
        CanMove(cell, _threshold - 1 - cell.Count, cell.From, cell.To) && CanMove(cell, cell.Count - (cell.IsPart ? 0 : Math.Max(1, cell.Least ?? 1)), cell.To, cell.From));

    // Of a sum of few people the count that tells it is marked as small. Where those that it adds up from are marked too, each is at least one, and none can be ten.
    private void FindParts(Cell[] into, Cell[] outOf)
    {
        var sum = into.Sum(c => c.Count);
        if (sum < 1 || sum >= _threshold)
        {
            return;
        }

        foreach (var cell in new[] { into, outOf }.Where(side => side.Count(c => c.Count > 0) > 1).SelectMany(side => side).Where(c => c.Secret == Secret.Small && c.Least is null))
        {
            cell.IsPart = true;
        }
    }

    // Moves the count by the amount, from sum to sum, along the hidden counts; hides those that it must, the smallest way round first.
    private bool CanMove(Cell moved, long amount, int back, int forth)
    {
        _cells.ForEach(c => c.Room = c == moved ? default : RoomOf(c));
        while (amount > 0)
        {
            if (CheapestWay(forth, back) is not { } way)
            {
                return false;
            }

            var most = Math.Min(amount, way.Min(step => step.IsAgainst ? step.Cell.Room.Down : step.Cell.Room.Up));
            foreach (var (cell, isAgainst) in way)
            {
                var (down, up) = cell.Room;
                cell.Room = isAgainst ? (down - most, up + most) : (down + most, up - most);
                cell.Secret = cell.Secret == Secret.Shown ? Secret.Large : cell.Secret;
            }

            amount -= most;
        }

        return true;
    }

    private (long Down, long Up) RoomOf(Cell cell) => cell.Secret switch
    {
        _ when cell.IsKnown => default,
        Secret.Anything => (cell.Count, int.MaxValue),
        Secret.Shown when cell.Count < _threshold => default,
        _ when cell.Least is { } least => (cell.Count - least, int.MaxValue),
        Secret.Small => (cell.Count - (cell.IsPart ? 0 : 1), _threshold - 1 - cell.Count),
        _ when cell.Count >= _threshold => (cell.Count - _threshold, int.MaxValue),
        _ => default,
    };

    private List<(Cell Cell, bool IsAgainst)>? CheapestWay(int from, int to)
    {
        var reached = new Dictionary<int, (long Cost, Cell? By, bool IsAgainst)> { [from] = (0, null, false) };
        var next = new Queue<int>([from]);
        while (next.TryDequeue(out var here))
        {
            foreach (var cell in _at[here])
            {
                if (cell.From == here && cell.Room.Up > 0)
                {
                    Reach(here, cell.To, cell, false);
                }

                if (cell.To == here && cell.Room.Down > 0)
                {
                    Reach(here, cell.From, cell, true);
                }
            }
        }

        void Reach(int here, int there, Cell by, bool isAgainst)
        {
            var cost = reached[here].Cost + (by.Secret == Secret.Shown ? by.Cost : 0);
            if (!reached.TryGetValue(there, out var known) || known.Cost > cost)
            {
                reached[there] = (cost, by, isAgainst);
                next.Enqueue(there);
            }
        }

        return reached.ContainsKey(to) ? WayBack(reached, to) : null;
    }

    private static List<(Cell Cell, bool IsAgainst)> WayBack(Dictionary<int, (long Cost, Cell? By, bool IsAgainst)> reached, int sum)
    {
        List<(Cell, bool)> way = [];
        while (reached[sum] is { By: { } cell } step)
        {
            way.Add((cell, step.IsAgainst));
            sum = step.IsAgainst ? cell.To : cell.From;
        }

        return way;
    }

    private sealed class Cell(long count, int from, int to, bool isKnown, bool isDear)
    {
        public long Count => count;

        public int From => from;

        public int To => to;

        public bool IsKnown => isKnown;

        /// <summary>What hiding it costs the page.</summary>
        public long Cost => isDear ? count + Dear : count;

        /// <summary>As it was added.</summary>
        public required Secret First { get; init; }

        public Secret Secret { get; set; }

        /// <summary>With others it adds up to a small sum, which says of it all that is said.</summary>
        public bool IsPart { get; set; }

        public long? Least { get; init; }

        /// <summary>How far it may still be moved, of a reader who knows its mask.</summary>
        public (long Down, long Up) Room { get; set; }
    }
}

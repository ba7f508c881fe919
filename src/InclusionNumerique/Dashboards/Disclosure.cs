namespace InclusionNumerique.Dashboards;

/// <summary>
/// Statistical disclosure control for tables that add up to a total the reader knows. A count of 1 to <see cref="Threshold"/> - 1 people is hidden; then others
/// are hidden until a reader who knows every published number, the sums that link them and this rule cannot narrow it below "1 to 10". Zero is shown.
/// </summary>
/// <remarks>
/// Counts are seen as a flow from <see cref="Start"/> to <see cref="End"/>: a count leads from one sum to another, and at each sum what comes in equals what
/// goes out. A plain table is a bundle of counts from start to end; days lead to weekdays, weekdays to half-days, half-days to hours. How far a hidden count
/// may be moved without touching a published one is then how much flow can be led around it: exact, and quick.
/// </remarks>
public sealed class Disclosure(int threshold = Disclosure.Threshold)
{
    /// <summary>The least number of people that is shown: French public statistics hide 1 to 10 (tax data, hospital data). The one place to change it.</summary>
    public const int Threshold = 11;

    public const int Start = 0;

    public const int End = 1;

    // Above any sum of counts.
    private const long Dear = 1_000_000_000;

    private readonly List<Cell> _cells = [];

    private enum Secret
    {
        Shown,
        Small,

        /// <summary>Hidden for a small one's sake; the reader then knows that it is not small itself.</summary>
        Large,

        /// <summary>The whole table is hidden.</summary>
        Anything,
    }

    public Figure this[int cell] => _cells[cell] switch
    {
        { Secret: Secret.Shown } shown => Figure.Of(shown.Count),
        { Secret: Secret.Small } => Figure.Small,
        _ => Figure.Withheld,
    };

    /// <param name="from">The sum it is a part of: <see cref="Start"/>, or a number above <see cref="End"/>.</param>
    /// <param name="to">The other sum it is a part of: <see cref="End"/>, or a number above it.</param>
    /// <param name="isKnown">Shown by another table, by the same rule: the reader has it, whatever is hidden here.</param>
    /// <param name="isDear">Much of the page rests on it: hidden for another's sake only where nothing else does.</param>
    /// <returns>The cell's number.</returns>
    public int Add(long count, int from = Start, int to = End, bool isKnown = false, bool isDear = false)
    {
        _cells.Add(new Cell(count, from, to, isKnown, isDear) { Secret = count >= 1 && count < threshold && !isKnown ? Secret.Small : Secret.Shown });
        return _cells.Count - 1;
    }

    /// <returns>Whether something may be shown; otherwise all is hidden.</returns>
    public bool Hide()
    {
        foreach (var cell in _cells.Where(c => c.Secret == Secret.Small).ToArray())
        {
            // Hiding more never narrows what is hidden already: one pass is enough. Upwards first: what lets it rise mostly lets it fall too.
            if (!CanMove(cell, threshold - 1 - cell.Count, cell.From, cell.To) || !CanMove(cell, cell.Count - 1, cell.To, cell.From))
            {
                _cells.Where(c => !c.IsKnown).ToList().ForEach(c => c.Secret = Secret.Anything);
                return false;
            }
        }

        return true;
    }

    // Moves the count by the amount, from sum to sum, along the hidden counts; hides those that it must, the smallest way round first.
    private bool CanMove(Cell moved, long amount, int back, int forth)
    {
        var rooms = _cells.ToDictionary(c => c, c => c == moved ? default : RoomOf(c));
        while (amount > 0)
        {
            if (CheapestWay(rooms, forth, back) is not { } way)
            {
                return false;
            }

            var most = Math.Min(amount, way.Min(step => step.IsAgainst ? rooms[step.Cell].Down : rooms[step.Cell].Up));
            foreach (var (cell, isAgainst) in way)
            {
                var (down, up) = rooms[cell];
                rooms[cell] = isAgainst ? (down - most, up + most) : (down + most, up - most);
                cell.Secret = cell.Secret == Secret.Shown ? Secret.Large : cell.Secret;
            }

            amount -= most;
        }

        return true;
    }

    private (long Down, long Up) RoomOf(Cell cell) => cell.Secret switch
    {
        _ when cell.IsKnown => default,
        Secret.Small => (cell.Count - 1, threshold - 1 - cell.Count),
        Secret.Anything => (cell.Count, int.MaxValue),
        _ when cell.Count >= threshold => (cell.Count - threshold, int.MaxValue),
        _ => default,
    };

    private static List<(Cell Cell, bool IsAgainst)>? CheapestWay(Dictionary<Cell, (long Down, long Up)> rooms, int from, int to)
    {
        var reached = new Dictionary<int, (long Cost, Cell? By, bool IsAgainst)> { [from] = (0, null, false) };
        for (var isSettled = false; !isSettled;)
        {
            isSettled = true;
            foreach (var (cell, room) in rooms)
            {
                isSettled &= !(room.Up > 0 && Reach(cell.From, cell.To, cell, false)) & !(room.Down > 0 && Reach(cell.To, cell.From, cell, true));
            }
        }

        bool Reach(int here, int there, Cell by, bool isAgainst)
        {
            var cost = reached.TryGetValue(here, out var start) ? start.Cost + (by.Secret == Secret.Shown ? by.Cost : 0) : long.MaxValue;
            if (cost == long.MaxValue || (reached.TryGetValue(there, out var known) && known.Cost <= cost))
            {
                return false;
            }

            reached[there] = (cost, by, isAgainst);
            return true;
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

        public Secret Secret { get; set; }
    }
}

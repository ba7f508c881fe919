using InclusionNumerique.Orientations;

namespace InclusionNumerique.Dashboards;

/// <summary>One period's orientations after the disclosure rule. The true counts stay inside.</summary>
internal sealed class OrientationCounts
{
    public const int All = -1;

    /// <summary>Of those who never came.</summary>
    public const int Before = 0;

    /// <summary>Reasons up to here: sent to the wrong place.</summary>
    public const int Wrong = 19;

    private const int NoShow = (int)OrientationState.NoShow;
    private const int Abandoned = (int)OrientationState.Abandoned;

    private readonly Dictionary<(OrientationPart Part, int Key), Figure> _figures = [];
    private readonly IReadOnlyList<DelayRow> _delays;

    /// <param name="visits">Of the same period: where they are few nothing else is shown.</param>
    public OrientationCounts(OrientationRows rows, DisclosedCounts visits)
    {
        (Rows, _delays) = (rows.Counts, rows.Delays);
        var fates = rows.Counts.Where(r => r.Table == OrientationTable.Fates).ToArray();
        var total = fates.Sum(r => r.Count);
        Sent = Disclosure.IsFew(total) ? Figure.Small : total > 0 && (visits.Visits.Mask != Mask.None || !visits.IsWhole) ? Figure.Withheld : Figure.Of(total);
        var known = fates.Select(r => new Fate(r)).ToArray();
        var open = known.Where(f => f.IsOpen).Sum(f => f.Row.Count);
        var disclosure = new Disclosure();
        // Every share of arrivals, by sender, mode and target, rests on these.
        static bool IsDear(Cell cell) => cell is { Part: OrientationPart.Reached, Key: (int)Stage.Arrived } or { Part: OrientationPart.Awaited or OrientationPart.Missing, Key: All };
        long CountOf(Cell cell) => cell is { Part: OrientationPart.Open, Key: 0 } ? open - rows.Overdue : cell is { Part: OrientationPart.Open, Key: 1 } ? rows.Overdue : known.Where(cell.IsCounted).Sum(f => f.Row.Count);
        var numbers = Cells.Select(c => disclosure.Add(CountOf(c), (int)c.From, (int)c.To, isDear: IsDear(c))).ToArray();
        if (Sent.Mask == Mask.None)
        {
            disclosure.Hide();
        }

        foreach (var (cell, number) in Cells.Zip(numbers))
        {
            _figures[(cell.Part, cell.Key)] = Sent.Mask == Mask.None ? disclosure[number] : Figure.Withheld;
        }
    }

    /// <summary>Those of a refusal, or of sending on.</summary>
    public static IReadOnlyList<OrientationReason> Refusals { get; } = [.. Enum.GetValues<OrientationReason>().Where(r => (int)r < 40)];

    private static Cell[] Cells { get; } = [.. AllCells()];

    /// <summary>Whether one count is of that fate; of what is open, whether it is overdue or not.</summary>
    /// <param name="fate">As <see cref="Dimension.Orientation"/> has it.</param>
    public static bool Is(int fate, OrientationPart part, int key) => Cells.FirstOrDefault(c => c.Part == part && c.Key == key)?.IsCounted(new Fate(OrientationRows.OfFate(fate, 1))) is true;

    public IReadOnlyList<OrientationRow> Rows { get; }

    public Figure Sent { get; }

    public Figure this[OrientationPart part, int key = All] => _figures.TryGetValue((part, key), out var figure) ? figure : Sent.Mask == Mask.None ? Figure.Of(0) : Figure.Withheld;

    public Figure At(Stage stage) => stage == Stage.Sent ? Sent : this[OrientationPart.Reached, (int)stage];

    /// <param name="arrived">Those that the days are of.</param>
    public Wait DelayOf(int mode, Figure arrived)
    {
        var row = _delays.FirstOrDefault(d => d.Key == mode);
        var isShown = row?.Count >= Disclosure.Threshold && arrived.Mask == Mask.None;
        static int? Round(double? days) => days is { } value ? (int)Math.Round(value, MidpointRounding.AwayFromZero) : null;
        return new Wait(arrived.Value == 0, isShown ? Round(row!.Median) : null, isShown ? Round(row!.NinthDecile) : null);
    }

    /// <summary>Refused or sent on for one reason, told apart by need: a split of what is shown already.</summary>
    public IReadOnlyList<Figure> ByNeed(OrientationReason reason, IReadOnlyList<int> needs)
    {
        if (this[OrientationPart.Reason, (int)reason].Mask != Mask.None)
        {
            return [.. needs.Select(_ => Figure.Withheld)];
        }

        var disclosure = new Disclosure();
        var cells = needs.Select(need => disclosure.Add(
            Rows.Where(r => r.Table == OrientationTable.Needs && r.Code == need && ReasonOf(r) == (int)reason).Sum(r => r.Count))).ToArray();
        disclosure.Hide();
        return [.. cells.Select(c => disclosure[c])];
    }

    // A number that this version does not know is "another reason".
    private static int ReasonOf(OrientationRow row) => Enum.IsDefined((OrientationReason)row.Refusal) ? row.Refusal : row.Refusal <= Wrong ? Wrong : (int)OrientationReason.OtherRefusal;

    private static Stage StageOf(OrientationRow row) => (OrientationState)row.State switch
    {
        OrientationState.Closed => Stage.Closed,
        _ when row.IsArrived => row.Last == (int)OrientationState.Supported ? Stage.InCharge : Stage.Arrived,
        _ => row.Last is >= (int)OrientationState.Acknowledged and <= (int)OrientationState.NoShow ? Stage.Expected : Stage.Sent,
    };

    private static OrientationPart FateOf(OrientationRow row) => (OrientationState)row.State switch
    {
        OrientationState.Closed => OrientationPart.Outcome,
        _ when row.Refusal > 0 => OrientationPart.Refused,
        OrientationState.Cancelled => OrientationPart.Cancelled,
        OrientationState.NoShow or OrientationState.Abandoned when !row.IsArrived && row.Last == (int)OrientationState.NoShow => OrientationPart.NotCome,
        OrientationState.Abandoned => OrientationPart.Abandoned,
        _ => row.IsArrived ? OrientationPart.Helped : OrientationPart.Awaited,
    };

    // From stage to stage some stop. Those who stop before the arrival are awaited or missing. Each refusal has one reason and one state; what is open is overdue or not, which its fate does not tell.
    private static IEnumerable<Cell> AllCells()
    {
        static Node Stop(int stage) => Node.StopSent + stage;
        static Node Reach(int stage) => stage == 0 ? Node.Start : Node.Expected + (stage - 1);
        static Cell Of(OrientationPart part, int key, Node from, Node to, Func<Fate, bool> isCounted) => new(part, key, isCounted, from, to);
        static Cell Kind(OrientationPart kind, int key, Node from, Node to, Func<Fate, bool> isCounted) => Of(kind, key, from, to, f => f.Kind == kind && isCounted(f));
        foreach (var at in Enumerable.Range(0, 4))
        {
            yield return Of(OrientationPart.Reached, at + 1, Reach(at), Reach(at + 1), f => (int)f.Stage > at);
            yield return Of(OrientationPart.Stopped, at, Reach(at), Stop(at), f => (int)f.Stage == at);
            if (at < (int)Stage.Arrived)
            {
                yield return Kind(OrientationPart.Awaited, at, Stop(at), Node.Awaited, f => (int)f.Stage == at);
                yield return Of(OrientationPart.Missing, at, Stop(at), Node.Missing, f => (int)f.Stage == at && f.Kind != OrientationPart.Awaited);
            }
            else
            {
                yield return Kind(OrientationPart.Helped, at, Stop(at), Node.AllOpen, f => (int)f.Stage == at);
            }
        }

        yield return Kind(OrientationPart.Awaited, All, Node.Awaited, Node.AllOpen, _ => true);
        yield return Of(OrientationPart.Missing, All, Node.Missing, Node.Lost, f => f.IsMissing);
        yield return Kind(OrientationPart.NotCome, All, Node.Lost, Node.NotCome, _ => true);
        yield return Kind(OrientationPart.NotCome, NoShow, Node.NotCome, Node.AllOpen, f => f.Row.State == NoShow);
        yield return Kind(OrientationPart.NotCome, Abandoned, Node.NotCome, Node.AllAbandoned, f => f.Row.State == Abandoned);
        foreach (var (key, from, isThere) in new (int, Node, Func<Fate, bool>)[]
            { (Before, Node.Lost, f => f.IsMissing), ((int)Stage.Arrived, Stop(2), f => f.Stage == Stage.Arrived), ((int)Stage.InCharge, Stop(3), f => f.Stage == Stage.InCharge) })
        {
            yield return Kind(OrientationPart.Refused, key, from, Node.AllRefused, isThere);
            yield return Kind(OrientationPart.Cancelled, key, from, Node.End, isThere);
            yield return Kind(OrientationPart.Abandoned, key, from, Node.AllAbandoned, isThere);
        }

        yield return Kind(OrientationPart.Refused, All, Node.AllRefused, Node.Refused, _ => true);
        yield return Of(OrientationPart.Wrong, 0, Node.Refused, Node.Otherwise, f => f.Row.Refusal > Wrong);
        yield return Of(OrientationPart.Wrong, 1, Node.Refused, Node.Wrong, f => f.Row.Refusal is > 0 and <= Wrong);
        foreach (var reason in Refusals.Select(r => (int)r))
        {
            yield return Of(OrientationPart.Reason, reason, reason <= Wrong ? Node.Wrong : Node.Otherwise, Node.Reasoned, f => f.Row.Refusal > 0 && ReasonOf(f.Row) == reason);
        }

        foreach (var (state, to) in new[] { (OrientationState.Refused, Node.AllOpen), (OrientationState.Redirected, Node.End), (OrientationState.Abandoned, Node.AllAbandoned) })
        {
            yield return Of(OrientationPart.AfterRefusal, (int)state, Node.Reasoned, to, f => f.Kind == OrientationPart.Refused && f.Row.State == (int)state);
        }

        yield return Of(OrientationPart.Abandoned, All, Node.AllAbandoned, Node.End, f => f.Row.State == Abandoned);
        foreach (var (key, from, to) in new[] { (All, Node.AllOpen, Node.Open), (0, Node.Open, Node.End), (1, Node.Open, Node.End) })
        {
            yield return Of(OrientationPart.Open, key, from, to, f => f.IsOpen);
        }

        foreach (var outcome in Enum.GetValues<OrientationOutcome>().Select(o => (int)o))
        {
            yield return Of(OrientationPart.Outcome, outcome, Node.Closed, Node.End, f => f.Row.Outcome == outcome);
        }
    }

    // Sums that counts lead from and to, see Disclosure.
    private enum Node
    {
        Start = Disclosure.Start,
        End = Disclosure.End,
        Expected,
        Arrived,
        InCharge,
        Closed,
        StopSent,
        StopExpected,
        StopArrived,
        StopInCharge,
        Awaited,
        Missing,
        Lost,
        NotCome,
        AllRefused,
        Refused,
        Wrong,
        Otherwise,
        Reasoned,
        AllAbandoned,
        AllOpen,
        Open,
    }

    private sealed record Cell(OrientationPart Part, int Key, Func<Fate, bool> IsCounted, Node From, Node To);

    private sealed record Fate(OrientationRow Row)
    {
        public Stage Stage { get; } = StageOf(Row);

        public OrientationPart Kind { get; } = FateOf(Row);

        public bool IsOpen => Row.State < (int)OrientationState.Redirected;

        public bool IsMissing => Stage < Stage.Arrived && Kind != OrientationPart.Awaited;
    }
}

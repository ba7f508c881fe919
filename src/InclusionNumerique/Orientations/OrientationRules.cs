using InclusionNumerique.Sites;

namespace InclusionNumerique.Orientations;

/// <summary>Which state may follow which, who may say so, what it takes, who owes the next action.</summary>
public static class OrientationRules
{
    /// <summary>A closed orientation may be opened again for so long.</summary>
    public static readonly TimeSpan ReopenMost = TimeSpan.FromDays(30);

    /// <summary>Working days during which somebody who was told the way is expected.</summary>
    public const int ExpectedDays = 10;

    private const OrientationSide S = OrientationSide.Sender;
    private const OrientationSide R = OrientationSide.Receiver;
    private const OrientationSide P = OrientationSide.Partner;

    // Ends what nobody else ends any more: its sender may have left.
    private const OrientationSide C = OrientationSide.Coordinator;

    // A partner's link answers at once what a receiver of the house says in two steps. Whoever was noted absent may still come: a fact is a fact.
    private static readonly Dictionary<(OrientationState From, OrientationState To), OrientationSide[]> Moves = new()
    {
        [(OrientationState.Sent, OrientationState.Acknowledged)] = [R],
        [(OrientationState.Sent, OrientationState.Refused)] = [R, P],
        [(OrientationState.Sent, OrientationState.Cancelled)] = [S, C],
        [(OrientationState.Sent, OrientationState.Arrived)] = [S, R, P],
        [(OrientationState.Sent, OrientationState.NoShow)] = [P],
        [(OrientationState.Acknowledged, OrientationState.AppointmentSet)] = [R],
        [(OrientationState.Acknowledged, OrientationState.Expected)] = [R],
        [(OrientationState.Acknowledged, OrientationState.Refused)] = [R, P],
        [(OrientationState.Acknowledged, OrientationState.Cancelled)] = [S, C],
        [(OrientationState.Acknowledged, OrientationState.Arrived)] = [S, R, P],
        [(OrientationState.Acknowledged, OrientationState.NoShow)] = [P],
        [(OrientationState.AppointmentSet, OrientationState.Arrived)] = [S, R, P],
        [(OrientationState.AppointmentSet, OrientationState.NoShow)] = [R, P],
        [(OrientationState.AppointmentSet, OrientationState.Cancelled)] = [S, R, C],
        [(OrientationState.Expected, OrientationState.Arrived)] = [S, R, P],
        [(OrientationState.Expected, OrientationState.NoShow)] = [S, R, P],
        [(OrientationState.Expected, OrientationState.Cancelled)] = [S, R, C],
        [(OrientationState.Expected, OrientationState.Refused)] = [P],
        [(OrientationState.Arrived, OrientationState.Supported)] = [R],
        [(OrientationState.Arrived, OrientationState.Closed)] = [R],
        [(OrientationState.Arrived, OrientationState.Redirected)] = [R],
        [(OrientationState.Supported, OrientationState.Supported)] = [R],
        [(OrientationState.Supported, OrientationState.Closed)] = [R],
        [(OrientationState.Supported, OrientationState.Redirected)] = [R],
        [(OrientationState.NoShow, OrientationState.AppointmentSet)] = [S],
        [(OrientationState.NoShow, OrientationState.Expected)] = [S],
        [(OrientationState.NoShow, OrientationState.Abandoned)] = [S, C],
        [(OrientationState.NoShow, OrientationState.Cancelled)] = [S, C],
        [(OrientationState.NoShow, OrientationState.Arrived)] = [S, R, P],
        [(OrientationState.Refused, OrientationState.Redirected)] = [S],
        [(OrientationState.Refused, OrientationState.Abandoned)] = [S, C],
    };

    public static bool IsOpen(this OrientationState state) => state < OrientationState.Redirected;

    /// <summary>Has the person still to come?</summary>
    public static bool IsAwaited(this OrientationState state) => state <= OrientationState.Expected || state == OrientationState.NoShow;

    public static bool MayFollow(OrientationState from, OrientationState to, OrientationSide side) => Moves.TryGetValue((from, to), out var sides) && sides.Contains(side);

    /// <summary>What may be said next, by anybody who holds one of the sides.</summary>
    public static IReadOnlyList<OrientationState> NextOf(OrientationState from, IReadOnlyCollection<OrientationSide> sides) =>
        [.. Moves.Where(m => m.Key.From == from && m.Value.Any(sides.Contains)).Select(m => m.Key.To)];

    /// <summary>Who owes the next action; null: nobody, it has ended.</summary>
    public static OrientationSide? OwnerOf(OrientationState state) => state switch
    {
        OrientationState.Sent or OrientationState.Acknowledged or OrientationState.Arrived or OrientationState.Supported => R,
        OrientationState.AppointmentSet or OrientationState.Expected => OrientationSide.Person,
        OrientationState.NoShow or OrientationState.Refused => S,
        _ => null,
    };

    /// <summary>The reasons that a state takes; empty: none.</summary>
    public static IReadOnlyList<OrientationReason> ReasonsOf(OrientationState state) => state switch
    {
        OrientationState.Refused or OrientationState.Redirected => Between(1, 39),
        OrientationState.NoShow => Between(41, 49),
        OrientationState.Abandoned => Between(51, 59),
        OrientationState.Cancelled => Between(61, 69),
        _ => [],
    };

    /// <summary>Was the person sent to the wrong place?</summary>
    public static bool IsWrong(this OrientationReason reason) => reason <= OrientationReason.OtherWrong;

    /// <summary>The day that many working days later: neither a weekend nor a public holiday counts. Whit Monday does not count either, wherever one works.</summary>
    public static DateOnly AddWorkingDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && PublicHolidays.NameOf(day) is null)
            {
                count--;
            }
        }

        return day;
    }

    private static IReadOnlyList<OrientationReason> Between(int first, int last) => [.. Enum.GetValues<OrientationReason>().Where(r => (int)r >= first && (int)r <= last)];
}

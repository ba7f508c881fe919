using InclusionNumerique.Orientations;

namespace InclusionNumerique.Dashboards;

/// <param name="Count">Orientations that have got at least that far.</param>
/// <param name="Key">Of what became of them; null: all.</param>
public sealed record FunnelStage(string Label, Compared Count, int? Key);

/// <summary>One mode: explained, appointment made, accompanied.</summary>
/// <param name="Awaited">Open, and the person has not come yet: neither arrived nor lost.</param>
/// <param name="Arrived">Of those that are not awaited any more.</param>
public sealed record ModeLine(OrientationMode Mode, string Label, Figure Sent, Figure Awaited, Proportion Arrived, Proportion? ArrivedBefore, Wait Delay)
{
    public Interval? Interval => Arrived is { Part.Value: { } part, Whole.Value: > 0 and { } whole } ? Dashboards.Interval.Of(part, whole) : null;
}

/// <summary>Wrongly oriented for one reason, by need in the order of <see cref="OrientationReport.Needs"/>.</summary>
public sealed record WrongLine(OrientationReason Reason, string Label, IReadOnlyList<Figure> ByNeed, Figure All)
{
    /// <summary>Of what became of them.</summary>
    public int Key => OrientationTallies.KeyOf(OrientationPart.Reason, (int)Reason);
}

/// <summary>Orientations sent in a period, and what has become of them; hidden as the counts are.</summary>
public sealed record OrientationReport
{
    public required Compared Sent { get; init; }

    /// <summary>From sent to closed, each one a part of the one before.</summary>
    public required IReadOnlyList<FunnelStage> Funnel { get; init; }

    /// <summary>Where they are; why refused or sent on; what followed that; how they were closed.</summary>
    public required IReadOnlyList<FigureTable> Tables { get; init; }

    // Shares of the sent ones, unless said otherwise.
    public required ProportionLine Arrived { get; init; }

    public required ProportionLine NotCome { get; init; }

    public required ProportionLine Refused { get; init; }

    public required ProportionLine Wrong { get; init; }

    public required ProportionLine Abandoned { get; init; }

    public required ProportionLine Open { get; init; }

    /// <summary>Of the open ones.</summary>
    public required ProportionLine Overdue { get; init; }

    /// <summary>Days from sending to arrival.</summary>
    public required WaitLine Delay { get; init; }

    public required IReadOnlyList<ModeLine> Modes { get; init; }

    /// <summary>Arrived among sent, as for the two below.</summary>
    public required IReadOnlyList<ProportionLine> Senders { get; init; }

    public required IReadOnlyList<ProportionLine> Kinds { get; init; }

    /// <summary>Few ones of a kind are told together.</summary>
    public required IReadOnlyList<ProportionLine> Targets { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<WrongLine> WrongByNeed { get; init; }
}

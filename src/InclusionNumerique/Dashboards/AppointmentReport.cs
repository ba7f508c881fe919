namespace InclusionNumerique.Dashboards;

/// <param name="Days">Calendar days from today to the first free slot of the first reason; null: none within the weeks looked at.</param>
public sealed record FirstSlotLine(string Label, int? Days);

/// <summary>Promised walk-in half-days, and those that were held.</summary>
public sealed record CoverageLine(string Label, int Held, int Promised, int? HeldBefore, int? PromisedBefore)
{
    public double? Share => ShareOf(Held, Promised);

    public double? ShareBefore => ShareOf(HeldBefore, PromisedBefore);

    private static double? ShareOf(int? held, int? promised) => promised is > 0 ? (double?)held / promised : null;
}

/// <param name="Held">By site, in the order of the lines; null: nothing was promised there yet.</param>
public sealed record CoverageWeek(DateOnly Monday, IReadOnlyList<(int Held, int Promised)?> Held);

/// <param name="Start">First day of the week or month, within the period.</param>
public sealed record OriginColumn(DateOnly Start, Proportion ByAppointment);

/// <summary>Appointments in a period, by their own day; hidden as the counts are.</summary>
public sealed record AppointmentReport
{
    public required Compared Booked { get; init; }

    /// <summary>What became of them; by side of the booking; why cancelled; why booked over others.</summary>
    public required IReadOnlyList<FigureTable> Tables { get; init; }

    public required Compared Overbooked { get; init; }

    /// <summary>Of those kept or missed.</summary>
    public required ProportionLine Kept { get; init; }

    public required IReadOnlyList<ProportionLine> KeptOfSites { get; init; }

    /// <summary>Of the visits.</summary>
    public required ProportionLine ByAppointment { get; init; }

    public required IReadOnlyList<OriginColumn> Columns { get; init; }

    /// <summary>Days from booking to the appointment.</summary>
    public required WaitLine Delay { get; init; }

    public required IReadOnlyList<WaitLine> DelayOfSites { get; init; }

    /// <summary>As of today, whatever the period.</summary>
    public required IReadOnlyList<FirstSlotLine> FirstSlots { get; init; }

    public required CoverageLine Coverage { get; init; }

    public required IReadOnlyList<CoverageLine> CoverageOfSites { get; init; }

    public required IReadOnlyList<CoverageWeek> Weeks { get; init; }
}

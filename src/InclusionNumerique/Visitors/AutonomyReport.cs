using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visitors;

/// <summary>People with a file who answered the common grid in a period, by the level of their last answer; and how far those have come who had answered the same grid before.</summary>
/// <param name="Passings">Of all of them.</param>
/// <param name="Kiosk">Of the people, those who can use the kiosk alone.</param>
/// <param name="Again">Of the people, those who had answered the same grid before, in this period or earlier.</param>
/// <param name="Moves">Of them, by whether their level rose, stayed or fell; in that order.</param>
/// <param name="Levels">Of them, by their first level, then by their last; null where that would tell few people apart.</param>
/// <param name="Step">Points of the score from the first answer to the last, the median of them; null where they are few.</param>
/// <param name="Sites">Of them at each site, those whose level rose. Empty where the moves are hidden, or at one site.</param>
public sealed record AutonomyReport(
    FigureFilter Filter, string SiteLabel, Figure Passings, Figure People, IReadOnlyList<(HelpLevel Level, Figure Count)> Last, Figure Kiosk, Figure Again, IReadOnlyList<Figure> Moves,
    IReadOnlyList<IReadOnlyList<Figure>>? Levels, double? Step, IReadOnlyList<ProportionLine> Sites) : IFigureReport
{
    public bool IsEmpty => People.Value == 0;

    /// <summary>Whether there is a site of which it is told how many rose.</summary>
    public bool TellsOfSites => Sites.Any(s => s.Now.Part.Value is not null);

    /// <summary>Of those who answered again, whose level rose.</summary>
    public Proportion Rose => new(Moves[0], Again);
}

/// <param name="Before">0: for the first time.</param>
/// <param name="Step">Points; 0 for the first time.</param>
internal sealed record AutonomyRow(int SiteId, int Before, int After, bool IsKiosk, int Step, long Passings, long People);

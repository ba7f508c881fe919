using InclusionNumerique.Dashboards;
using InclusionNumerique.Lists;

namespace InclusionNumerique.Workshops;

/// <summary>The groups of one line: sessions and seats are no people and are shown; people only by the disclosure rule.</summary>
/// <param name="Came">Comings: somebody who came to two sessions counts twice. That alone adds up to a total.</param>
public sealed record WorkshopLine(string Label, int Held, int Cancelled, int Seats, Figure Came)
{
    /// <summary>Comings per seat of the sessions held; null where the comings are hidden, or nothing was held.</summary>
    public double? Filled => Seats > 0 && Came.Value is { } came ? came / (double)Seats : null;
}

public sealed record WorkshopTable(string Id, string Title, string Head, IReadOnlyList<WorkshopLine> Lines);

/// <summary>What is no workshop: sessions, and heads counted in them.</summary>
public sealed record GroupLine(WorkshopKind Kind, int Held, int Cancelled, Figure Heads);

/// <summary>A period's workshops, in sessions and in people, never mixed.</summary>
/// <param name="Registered">People: those with a file once each, the others once per place.</param>
/// <param name="People">Who came, counted alike.</param>
public sealed record WorkshopReport(FigureFilter Filter, string SiteLabel, WorkshopLine Total, Figure Registered, Figure People, IReadOnlyList<WorkshopTable> Tables, IReadOnlyList<GroupLine> Groups) : IFigureReport
{
    public bool IsEmpty => Total is { Held: 0, Cancelled: 0 } && Groups.All(g => g is { Held: 0, Cancelled: 0 });
}

/// <summary>A session as it is counted.</summary>
/// <param name="Theme">The main one.</param>
internal sealed record CountedSession(WorkshopKind Kind, int SiteId, DateOnly Day, WorkshopState State, short? Capacity, short? Headcount, WorkshopLevel? Level, Choice? Theme, int Came);

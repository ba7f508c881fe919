namespace InclusionNumerique.Visits;

/// <summary>Why a cell of a paper sheet was refused.</summary>
public sealed record CellRefusal(PaperColumn Column, string Message);

/// <summary>A line of a paper sheet as it is typed: text, until it is read.</summary>
public sealed class TypedRow
{
    public static readonly int CellCount = Enum.GetValues<PaperColumn>().Length;

    private static readonly string[] NoCells = [.. Enumerable.Repeat("", CellCount)];

    private (PaperColumn Column, string Text)? _typing;

    public Guid VisitId { get; init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; } = Guid.CreateVersion7();

    /// <summary>Another list after each change, never the same one changed.</summary>
    public IReadOnlyList<string> Cells { get; private set; } = NoCells;

    /// <summary>What the verb answered when the row was last sent.</summary>
    public IReadOnlyList<CellRefusal> Answer { get; set; } = [];

    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);

    public string this[PaperColumn column] => Cells[(int)column];

    /// <summary>The hand has left the cell.</summary>
    public void Set(PaperColumn column, string text)
    {
        Cells = With(column, text);
        (_typing, Answer) = (null, []);
    }

    /// <summary>The hand is still in the cell: kept for the draft, not shown again under the hand.</summary>
    public void Type(PaperColumn column, string text) => _typing = (column, text);

    /// <summary>Everything typed so far.</summary>
    public IReadOnlyList<string> Latest => _typing is { } typing ? With(typing.Column, typing.Text) : Cells;

    private string[] With(PaperColumn column, string text)
    {
        string[] cells = [.. Cells];
        cells[(int)column] = text;
        return cells;
    }

    public static TypedRow From(IReadOnlyList<string> cells, Guid? visitId = null, Guid? sessionId = null) => new()
    {
        VisitId = visitId ?? Guid.CreateVersion7(),
        SessionId = sessionId ?? Guid.CreateVersion7(),
        Cells = cells,
    };
}

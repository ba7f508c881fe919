namespace InclusionNumerique.Partners;

/// <summary>What is wrong in one cell of a file, or what is only to be known of it.</summary>
/// <param name="Line">Of the file, as an editor counts them; of a JSON file, the place of the structure in its list.</param>
/// <param name="Column">Of the standard; empty for the whole line.</param>
/// <param name="Value">Shortened.</param>
/// <param name="Expected">In French.</param>
public sealed record PlaceIssue(int Line, string Column, string Value, string Expected);

/// <summary>How far an import is.</summary>
/// <param name="Bytes">Read so far.</param>
public sealed record ImportProgress(long Bytes, int Lines);

/// <summary>What an import did. The first issues are kept, all are counted.</summary>
public sealed class ImportReport
{
    public const int IssuesKept = 500;

    private readonly List<PlaceIssue> _errors = [];
    private readonly List<PlaceIssue> _remarks = [];

    public int Added { get; internal set; }

    public int Changed { get; internal set; }

    public int Unchanged { get; internal set; }

    /// <summary>Of the producer's places, no longer in the file.</summary>
    public int Missing { get; internal set; }

    /// <summary>Lines that were left out.</summary>
    public int Refused { get; internal set; }

    /// <summary>Why lines were left out; a line may have several.</summary>
    public IReadOnlyList<PlaceIssue> Errors => _errors;

    public int ErrorCount { get; private set; }

    /// <summary>What was set aside of lines that were taken.</summary>
    public IReadOnlyList<PlaceIssue> Remarks => _remarks;

    public int RemarkCount { get; private set; }

    internal void Refuse(IReadOnlyCollection<PlaceIssue> errors)
    {
        Refused++;
        ErrorCount += errors.Count;
        _errors.AddRange(errors.Take(IssuesKept - _errors.Count));
    }

    internal void Remark(IReadOnlyCollection<PlaceIssue> remarks)
    {
        RemarkCount += remarks.Count;
        _remarks.AddRange(remarks.Take(IssuesKept - _remarks.Count));
    }
}

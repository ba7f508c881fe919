using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Reports;

/// <param name="On">A day of the period.</param>
/// <param name="Text">Words of the title, of the comments, or of one row of a table: a number too.</param>
public sealed record ReportFilter(string? Text = null, ReportKind? Kind = null, DateOnly? On = null);

/// <summary>An issued report in the list.</summary>
/// <param name="Site">Null: all of them.</param>
/// <param name="Lines">Rows of its tables that hold what is looked for.</param>
public sealed record ReportRow(
    Guid Id, ReportKind Kind, string Title, DateOnly PeriodFrom, DateOnly PeriodTo, DateTimeOffset IssuedAt, string? Site, string Author, bool IsScheduled, string[] Lines);

public sealed record ReportPageRows(IReadOnlyList<ReportRow> Rows, int Total, bool HasMore);

/// <summary>A report that is written, queued or being made.</summary>
/// <param name="Error">Why it could not be issued.</param>
public sealed record OpenReport(Guid Id, string Title, ReportState State, DateTimeOffset CreatedAt, bool IsScheduled, string? Error);

/// <summary>What the page of a report that is not issued needs.</summary>
public sealed record ReportDraft(
    Guid Id, uint Version, ReportKind Kind, string Title, FigureFilter Filter, string Introduction, IReadOnlyList<ReportSection> Sections, ReportState State, ReportStep Step, string? Error);

/// <summary>An issued report, with its page as it was.</summary>
/// <param name="Author">Who asked for it.</param>
public sealed record ReportView(
    Guid Id, ReportKind Kind, string Title, FigureFilter Filter, string? Site, DateTimeOffset IssuedAt, string Author, bool IsScheduled, string Html, byte[]? PdfHash, byte[] WorkbookHash);

public sealed record ReportFile(string Title, DateOnly From, DateOnly To, byte[] Content);

/// <summary>A total that is no longer what was issued. Null: hidden.</summary>
public sealed record ReportDifference(string Label, long? Issued, long? Today);

public sealed record ReportScheduleRow(Guid Id, ReportKind Kind, string? Site, int Day, TimeOnly Hour, bool IsPaused, DateTimeOffset NextAt, uint Version);

/// <summary>How a report that the reader asked for has ended.</summary>
/// <param name="IsIssued">Otherwise it is a draft again.</param>
public sealed record ReportEnd(Guid Id, string Title, bool IsIssued);

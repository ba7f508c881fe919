using System.Text.Json;
using System.Text.Json.Serialization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Reports;

/// <summary>For whom a report is. Each number is stored: a new kind takes a new one.</summary>
public enum ReportKind : short
{
    Monthly = 1,
    Annual = 2,
    SteeringGroup = 3,
    Feder = 4,
    Caf = 5,
    Ccas = 6,
    Departement = 7,
}

public enum ReportState : short
{
    Draft = 1,

    /// <summary>To be made; nobody writes it any more.</summary>
    Queued = 2,

    /// <summary>A process makes it, and holds it until <see cref="Report.LeaseUntil"/>.</summary>
    Making = 3,

    /// <summary>The same for ever, which the database sees to.</summary>
    Issued = 4,
}

/// <summary>What is being done to a report that is being made.</summary>
public enum ReportStep : short
{
    None = 0,
    Figures = 1,
    Pages = 2,
    Pdf = 3,
    Workbook = 4,
}

/// <param name="Comment">Plain text, shown before the figures.</param>
/// <param name="IsLeftOut">Kept in the draft, not in the report.</param>
public sealed record ReportSection(FigurePart Part, string Comment = "", bool IsLeftOut = false);

/// <summary>The figures of a period with words of the house: a draft until it is issued.</summary>
public sealed class Report
{
    public const int TitleMost = 120;

    public const int TextMost = 4000;

    public const int ErrorMost = 200;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required ReportKind Kind { get; init; }

    public required string Title { get; set; }

    /// <summary>What was asked of the figures: the period with its dates, the site, the comparison.</summary>
    public required FigureFilter Filter
    {
        get;
        set => (field, PeriodFrom, PeriodTo) = (value, value.Period.From, value.Period.To);
    }

    /// <summary>Of the filter, to search by.</summary>
    public DateOnly PeriodFrom { get; private set; }

    public DateOnly PeriodTo { get; private set; }

    public string Introduction { get; set; } = "";

    /// <summary>Every part once, in the order of the report; replaced whole.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; set; }

    public ReportState State { get; set; } = ReportState.Draft;

    /// <summary>The schedule that began it; one report for each of its periods.</summary>
    public Guid? ScheduleId { get; init; }

    public required Guid CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked that it be issued, and when.</summary>
    public Guid? QueuedById { get; set; }

    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>Of the process that makes it: another that takes it up again has another one, and the first can no longer issue it.</summary>
    public Guid? ClaimId { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public short Attempts { get; set; }

    public ReportStep Step { get; set; }

    /// <summary>Why it went back to a draft.</summary>
    public string? Error { get; set; }

    public DateTimeOffset? IssuedAt { get; set; }

    public uint Version { get; init; }

    /// <summary>A draft again.</summary>
    public void TakeBack(string? error)
    {
        (State, QueuedAt, QueuedById, ClaimId, LeaseUntil) = (ReportState.Draft, null, null, null, null);
        (Attempts, Step, Error) = (0, ReportStep.None, error);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Report>
    {
        public void Configure(EntityTypeBuilder<Report> builder)
        {
            builder.ToTable("reports", t =>
            {
                t.HasCheckConstraint("ck_reports_period", "period_from <= period_to");
                t.HasCheckConstraint("ck_reports_state", "(state = 1) = (queued_at IS NULL) AND (queued_at IS NULL) = (queued_by_id IS NULL) AND (state = 3) = (claim_id IS NOT NULL) AND (claim_id IS NULL) = (lease_until IS NULL) AND (state = 4) = (issued_at IS NOT NULL)");
            });
            builder.Property(r => r.Title).HasMaxLength(TitleMost);
            builder.Property(r => r.Introduction).HasMaxLength(TextMost);
            builder.Property(r => r.Error).HasMaxLength(ErrorMost);
            builder.Property(r => r.Version).IsRowVersion();
            builder.Property(r => r.Filter).HasColumnType("jsonb").HasConversion(f => JsonSerializer.Serialize(f, Json), text => JsonSerializer.Deserialize<FigureFilter>(text, Json)!);
            builder.Property(r => r.Sections).HasColumnType("jsonb").HasConversion(
                sections => JsonSerializer.Serialize(sections, Json),
                text => ReportTexts.Whole(JsonSerializer.Deserialize<List<ReportSection>>(text, Json)!),
                new ValueComparer<IReadOnlyList<ReportSection>>((a, b) => a!.SequenceEqual(b!), s => s.Aggregate(0, (hash, x) => HashCode.Combine(hash, x)), s => s));
            builder.HasIndex(r => r.IssuedAt);
            builder.HasIndex(r => r.QueuedAt).HasFilter("state IN (2, 3)");
            builder.HasIndex(r => new { r.ScheduleId, r.PeriodFrom }).IsUnique();
            builder.HasOne<ReportSchedule>().WithMany().HasForeignKey(r => r.ScheduleId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(r => r.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(r => r.QueuedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

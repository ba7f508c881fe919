using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Reports;

/// <summary>A kind of report that issues itself after each of its periods, on a day of the month that follows, at an hour of Rennes.</summary>
public sealed class ReportSchedule
{
    /// <summary>Every month has it.</summary>
    public const int DayMost = 28;

    public required Guid Id { get; init; }

    public required ReportKind Kind { get; init; }

    /// <summary>Null: all of them.</summary>
    public int? SiteId { get; init; }

    public required short Day { get; set; }

    public required TimeOnly Hour { get; set; }

    public bool IsPaused { get; set; }

    /// <summary>What falls due later is made; what did before it was begun, or while it paused, is not.</summary>
    public required DateTimeOffset Since { get; set; }

    public required Guid CreatedById { get; init; }

    /// <summary>Its reports stay, and say that it was theirs.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public uint Version { get; init; }

    public static IReadOnlyList<Refusal> Check(int? day, TimeOnly? hour)
    {
        List<Refusal> refusals = [];
        if (day is not (>= 1 and <= DayMost))
        {
            refusals.Add(new Refusal(nameof(Day), $"Choisissez un jour de 1 à {DayMost} : tous les mois l’ont."));
        }

        if (hour is null)
        {
            refusals.Add(new Refusal(nameof(Hour), "Indiquez une heure (exemple : 07:00)."));
        }

        return refusals;
    }

    /// <summary>When the report of a period that ends on that day falls due.</summary>
    public DateTimeOffset DueAfter(DateOnly lastDay) => ParisTime.At(lastDay.AddDays(Day), Hour);

    internal sealed class Mapping : IEntityTypeConfiguration<ReportSchedule>
    {
        public void Configure(EntityTypeBuilder<ReportSchedule> builder)
        {
            builder.ToTable("report_schedules", t => t.HasCheckConstraint("ck_report_schedules_day", "day BETWEEN 1 AND 28"));
            builder.Property(s => s.Version).IsRowVersion();
            builder.HasOne<Site>().WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(s => s.CreatedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

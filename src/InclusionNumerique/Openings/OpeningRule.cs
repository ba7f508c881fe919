using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Openings;

public enum OpeningKind : short
{
    /// <summary>Accès libre accompagné: without an appointment.</summary>
    WalkIn = 1,
    Appointment = 2,
}

/// <summary>A half-day that comes back: who receives where, on which weekday, every how many ISO weeks. Local times at Europe/Paris, within one day.</summary>
public sealed class OpeningRule
{
    /// <summary>Nobody receives at night, and the clock changes then.</summary>
    public static readonly TimeOnly Earliest = new(7, 0);
    public static readonly TimeOnly Latest = new(21, 0);
    public const int EveryMost = 4;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid MediatorId { get; init; }

    public Professional? Mediator { get; init; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public required OpeningKind Kind { get; set; }

    /// <summary>ISO: 1 Monday to 7 Sunday.</summary>
    public required short Weekday { get; set; }

    /// <summary>1: every week; n: every n ISO weeks, counted from the week of <see cref="ValidFrom"/>.</summary>
    public short EveryWeeks { get; set; } = 1;

    public required TimeOnly StartsAt { get; set; }

    public required TimeOnly EndsAt { get; set; }

    public required DateOnly ValidFrom { get; set; }

    /// <summary>Last day, included; null: no end is known.</summary>
    public DateOnly? ValidTo { get; set; }

    public uint Version { get; init; }

    /// <summary>Is this one of its days? Exceptions, absences, closures and holidays come on top: opening_periods of the database knows them.</summary>
    public bool HoldsOn(DateOnly day) =>
        day >= ValidFrom && (ValidTo is null || day <= ValidTo) && OpeningTexts.IsoWeekday(day) == Weekday && OpeningTexts.WeeksBetween(ValidFrom, day) % EveryWeeks == 0;

    internal sealed class Mapping : IEntityTypeConfiguration<OpeningRule>
    {
        public void Configure(EntityTypeBuilder<OpeningRule> builder)
        {
            builder.Property(r => r.Version).IsRowVersion();
            builder.HasOne(r => r.Mediator).WithMany().HasForeignKey(r => r.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(r => r.Site).WithMany().HasForeignKey(r => r.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(r => new { r.SiteId, r.Weekday });
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_opening_rules_days", "weekday BETWEEN 1 AND 7 AND every_weeks BETWEEN 1 AND 4 AND kind IN (1, 2) AND (valid_to IS NULL OR valid_to >= valid_from)");
                t.HasCheckConstraint("ck_opening_rules_hours", "starts_at < ends_at AND starts_at >= '07:00' AND ends_at <= '21:00'");
            });
        }
    }
}

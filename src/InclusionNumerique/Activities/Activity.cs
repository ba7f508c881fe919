using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Activities;

/// <summary>Work outside sessions: a memo, a repair, a meeting. Seen by its author alone; others read sums. One whose end is not known yet is a timer that runs.</summary>
public sealed class Activity
{
    /// <summary>Longest one, in minutes: a day's work.</summary>
    public const int MinutesMost = 12 * 60;

    internal const string OneTimer = "ux_activities_one_timer";

    internal const string NoOverlap = "ex_activities_no_overlap";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid ProfessionalId { get; init; }

    public Professional? Professional { get; init; }

    public required int TypeId { get; set; }

    public ActivityType? Type { get; init; }

    /// <summary>For which site the work was.</summary>
    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>Null: the timer runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Set by a removal; the row then counts nowhere.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Activity>
    {
        public void Configure(EntityTypeBuilder<Activity> builder)
        {
            builder.Property(a => a.Version).IsRowVersion();
            builder.HasOne(a => a.Professional).WithMany().HasForeignKey(a => a.ProfessionalId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.Type).WithMany().HasForeignKey(a => a.TypeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.Site).WithMany().HasForeignKey(a => a.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(a => a.RemovedAt == null);
            builder.HasIndex(a => a.ProfessionalId).IsUnique().HasDatabaseName(OneTimer).HasFilter("ended_at IS NULL AND removed_at IS NULL");
            builder.HasIndex(a => a.StartedAt).HasFilter("removed_at IS NULL");
            builder.ToTable(t => t.HasCheckConstraint("ck_activities_period", "ended_at > started_at AND ended_at <= started_at + interval '12 hours'"));
        }
    }
}

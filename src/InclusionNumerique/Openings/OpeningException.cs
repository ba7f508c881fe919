using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Openings;

/// <summary>What is different on one day of a rule: cancelled, other hours, another site, somebody else; the last three may go together.</summary>
public sealed class OpeningException
{
    public const int NoteMost = 80;

    public required Guid RuleId { get; init; }

    public OpeningRule? Rule { get; init; }

    /// <summary>A day on which the rule holds.</summary>
    public required DateOnly Day { get; init; }

    public bool IsCancelled { get; set; }

    /// <summary>Both hours, or neither: as the rule says.</summary>
    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    /// <summary>Null: the rule's.</summary>
    public int? SiteId { get; set; }

    /// <summary>Who stands in; null: the rule's mediator.</summary>
    public Guid? MediatorId { get; set; }

    /// <summary>Read by colleagues: "échange avec Cleunay".</summary>
    public string? Note { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OpeningException>
    {
        public void Configure(EntityTypeBuilder<OpeningException> builder)
        {
            builder.HasKey(e => new { e.RuleId, e.Day });
            builder.Property(e => e.Note).HasMaxLength(NoteMost);
            builder.HasOne(e => e.Rule).WithMany().HasForeignKey(e => e.RuleId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Site>().WithMany().HasForeignKey(e => e.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(e => e.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_opening_exceptions_hours", "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR (starts_at < ends_at AND starts_at >= '07:00' AND ends_at <= '21:00'))");
                t.HasCheckConstraint("ck_opening_exceptions_change", "is_cancelled <> (starts_at IS NOT NULL OR site_id IS NOT NULL OR mediator_id IS NOT NULL)");
            });
        }
    }
}

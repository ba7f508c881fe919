using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Queue;

/// <summary>One line of the house's advice: the first active rule whose conditions all hold gives it. Edited by the coordinator; hidden, never deleted.</summary>
public sealed class TriageRule
{
    public const int BecauseMost = 200;

    public int Id { get; init; }

    /// <summary>Rules are tried in this order.</summary>
    public required short Position { get; set; }

    /// <summary>Null: whatever the answer.</summary>
    public NeedKind? Need { get; set; }

    public Urgency? Urgency { get; set; }

    public Autonomy? Autonomy { get; set; }

    public required Direction Advice { get; set; }

    /// <summary>Shown beside the advice.</summary>
    public required string Because { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    public bool Matches(NeedKind? need, Urgency? urgency, Autonomy? autonomy) =>
        (Need is null || Need == need) && (Urgency is null || Urgency == urgency) && (Autonomy is null || Autonomy == autonomy);

    internal sealed class Mapping : IEntityTypeConfiguration<TriageRule>
    {
        public void Configure(EntityTypeBuilder<TriageRule> builder)
        {
            builder.Property(r => r.Because).HasMaxLength(BecauseMost);
            builder.Property(r => r.Version).IsRowVersion();
            builder.ToTable(t => t.HasCheckConstraint("ck_triage_rules_kiosk", "advice BETWEEN 1 AND 5 AND (advice <> 1 OR autonomy IS NOT DISTINCT FROM 3)"));
        }
    }
}

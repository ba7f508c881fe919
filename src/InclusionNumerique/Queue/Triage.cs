using InclusionNumerique.Lists;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Queue;

/// <summary>First question: what is it about?</summary>
public enum NeedKind : short
{
    Digital = 1,
    Administrative = 2,
    Social = 3,
    Several = 4,
}

/// <summary>Second question: how urgent?</summary>
public enum Urgency : short
{
    None = 1,
    Deadline = 2,
    RightCutOff = 3,
}

/// <summary>Where triage leads.</summary>
public enum Direction : short
{
    /// <summary>The self-service terminal of the hall: only for a person who is autonomous.</summary>
    Kiosk = 1,
    DigitalSpace = 2,
    SocialService = 3,
    Partner = 4,
    ComeBack = 5,
}

/// <summary>The three questions asked at the door, what the rules advised, and what was decided. The third one, autonomy, is <see cref="VisitFacts.Autonomy"/>'s scale.</summary>
public sealed class Triage
{
    public const int PapersMost = 300;

    public required Guid VisitId { get; init; }

    public NeedKind? Need { get; set; }

    public Urgency? Urgency { get; set; }

    public Autonomy? Autonomy { get; set; }

    /// <summary>The demand as first stated, where it was said.</summary>
    public int? ThemeId { get; set; }

    public Theme? Theme { get; init; }

    public required Direction Advice { get; set; }

    /// <summary>The rule behind the advice; null: no rule matched.</summary>
    public int? RuleId { get; set; }

    public required Direction Decision { get; set; }

    /// <summary>Why the advice was not followed; required when it was not.</summary>
    public string? Reason { get; set; }

    /// <summary>What to bring, for <see cref="Direction.ComeBack"/>; or where to go.</summary>
    public string? Papers { get; set; }

    public required DateTimeOffset At { get; set; }

    public required Guid ById { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Triage>
    {
        public void Configure(EntityTypeBuilder<Triage> builder)
        {
            builder.ToTable("triages", t =>
            {
                t.HasCheckConstraint("ck_triages_reason", "decision = advice OR reason IS NOT NULL");
                t.HasCheckConstraint("ck_triages_kiosk", "decision <> 1 OR autonomy IS NOT DISTINCT FROM 3");
                t.HasCheckConstraint("ck_triages_values", "need BETWEEN 1 AND 4 AND urgency BETWEEN 1 AND 3 AND advice BETWEEN 1 AND 5 AND decision BETWEEN 1 AND 5");
            });
            builder.HasKey(t => t.VisitId);
            builder.Property(t => t.Reason).HasMaxLength(Visit.ReasonMost);
            builder.Property(t => t.Papers).HasMaxLength(PapersMost);
            builder.HasOne<Visit>().WithOne(v => v.Triage).HasForeignKey<Triage>(t => t.VisitId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(t => t.Theme).WithMany().HasForeignKey(t => t.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<TriageRule>().WithMany().HasForeignKey(t => t.RuleId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

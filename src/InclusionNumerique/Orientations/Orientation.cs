using InclusionNumerique.Appointments;
using InclusionNumerique.Lists;
using InclusionNumerique.Partners;
using InclusionNumerique.Queue;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Orientations;

/// <summary>
/// A person sent on, and what became of it: the loop from the sender to the receiver and back. The person may have no name. The receiver reads what the person agreed
/// to; the sender reads the state, the arrival, the outcome and a message, never notes.
/// </summary>
public sealed class Orientation
{
    public const int NoteMost = 300;
    public const int CodeLength = 7;
    public const int RemindersMost = 2;

    internal const string OpenCode = "ux_orientations_open_code";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    /// <summary>On the slip, "BCD-234". Unique among open orientations; says nothing about the person.</summary>
    public required string Code { get; init; }

    public required Guid SenderId { get; init; }

    public Professional? Sender { get; init; }

    public int? SenderInstitutionId { get; init; }

    public Institution? SenderInstitution { get; init; }

    /// <summary>Where the sender worked that day.</summary>
    public int? SenderSiteId { get; init; }

    public required TargetKind Target { get; init; }

    /// <summary>Of a digital space or a service of the house.</summary>
    public int? TargetSiteId { get; init; }

    public Site? TargetSite { get; init; }

    /// <summary>Of a service of the house.</summary>
    public int? TargetInstitutionId { get; init; }

    public Institution? TargetInstitution { get; init; }

    public Guid? PartnerId { get; init; }

    public Partner? Partner { get; init; }

    public required OrientationMode Mode { get; init; }

    public required NeedKind Need { get; init; }

    public required Urgency Urgency { get; init; }

    public int? ThemeId { get; init; }

    public Theme? Theme { get; init; }

    /// <summary>The person's file, where the sender may see it.</summary>
    public Guid? VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    /// <summary>Without a file: what the person agrees to be called.</summary>
    public string? PersonName { get; set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    public string? Note { get; set; }

    public SharedFacts Shared { get; set; }

    /// <summary>When the person agreed that <see cref="Shared"/> goes to the receiver.</summary>
    public DateTimeOffset? ConsentAt { get; set; }

    public short? ConsentVersion { get; set; }

    public DateTimeOffset? ConsentWithdrawnAt { get; set; }

    /// <summary>The visit during which the person was sent on.</summary>
    public Guid? FromVisitId { get; init; }

    /// <summary>The appointment at the target.</summary>
    public Guid? AppointmentId { get; set; }

    public Appointment? Appointment { get; init; }

    /// <summary>The wrong one that this one puts right.</summary>
    public Guid? ParentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required OrientationState State { get; set; }

    public required DateTimeOffset StateSince { get; set; }

    /// <summary>Last day on which the person is expected.</summary>
    public DateOnly? ExpectedUntil { get; set; }

    /// <summary>From then on whoever owes the next action is reminded. Null once ended.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>From then on the coordinator sees it too. Null once ended.</summary>
    public DateOnly? EscalatesOn { get; set; }

    /// <summary>How often the sender has tried again after a no-show.</summary>
    public short Reminders { get; set; }

    public OrientationReason? Reason { get; set; }

    public OrientationOutcome? Outcome { get; set; }

    public ArrivalProof? Proof { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    public Guid? ArrivalVisitId { get; set; }

    /// <summary>A word from the receiver to the sender.</summary>
    public string? MessageToSender { get; set; }

    /// <summary>Last step that was not the sender's.</summary>
    public DateTimeOffset? NewsAt { get; set; }

    /// <summary>When the sender last looked.</summary>
    public DateTimeOffset? NewsSeenAt { get; set; }

    public uint Version { get; init; }

    public List<OrientationStep> Steps { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Orientation>
    {
        public void Configure(EntityTypeBuilder<Orientation> builder)
        {
            builder.ToTable("orientations", t =>
            {
                t.HasCheckConstraint("ck_orientations_target", """
                    (target = 1 AND target_site_id IS NOT NULL AND target_institution_id IS NULL AND partner_id IS NULL)
                    OR (target = 2 AND target_site_id IS NOT NULL AND target_institution_id IS NOT NULL AND partner_id IS NULL)
                    OR (target = 3 AND target_site_id IS NULL AND target_institution_id IS NULL AND partner_id IS NOT NULL)
                    """);
                t.HasCheckConstraint("ck_orientations_values", "state BETWEEN 1 AND 12 AND mode BETWEEN 1 AND 3 AND need BETWEEN 1 AND 4 AND urgency BETWEEN 1 AND 3 AND reminders BETWEEN 0 AND 2");
                t.HasCheckConstraint("ck_orientations_proof", "(state NOT IN (5, 6, 10) OR proof IS NOT NULL) AND (proof IS NULL) = (arrived_at IS NULL)");
                t.HasCheckConstraint("ck_orientations_outcome", "(state = 10) = (outcome IS NOT NULL)");
                t.HasCheckConstraint("ck_orientations_reason", """
                    CASE state WHEN 7 THEN reason BETWEEN 41 AND 49 WHEN 8 THEN reason BETWEEN 1 AND 39 WHEN 9 THEN reason BETWEEN 1 AND 39
                        WHEN 11 THEN reason BETWEEN 51 AND 59 WHEN 12 THEN reason BETWEEN 61 AND 69 ELSE reason IS NULL END IS TRUE
                    """);
                t.HasCheckConstraint("ck_orientations_clock", "(state >= 9) = (due_on IS NULL) AND (due_on IS NULL) = (escalates_on IS NULL)");
                t.HasCheckConstraint("ck_orientations_consent", """
                    (shared = 0 OR (consent_at IS NOT NULL AND consent_version IS NOT NULL AND consent_withdrawn_at IS NULL))
                    AND (consent_withdrawn_at IS NULL OR (shared = 0 AND visitor_id IS NULL AND person_name IS NULL AND phone IS NULL AND note IS NULL))
                    """);
            });
            builder.Property(o => o.Code).HasMaxLength(CodeLength);
            builder.Property(o => o.PersonName).HasMaxLength(Visitor.NameMost);
            builder.Property(o => o.Phone).HasMaxLength(Appointment.PhoneMost);
            builder.Property(o => o.Note).HasMaxLength(NoteMost);
            builder.Property(o => o.MessageToSender).HasMaxLength(NoteMost);
            builder.Property(o => o.Version).IsRowVersion();
            builder.HasOne(o => o.Sender).WithMany().HasForeignKey(o => o.SenderId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.SenderInstitution).WithMany().HasForeignKey(o => o.SenderInstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Site>().WithMany().HasForeignKey(o => o.SenderSiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.TargetSite).WithMany().HasForeignKey(o => o.TargetSiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.TargetInstitution).WithMany().HasForeignKey(o => o.TargetInstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.Partner).WithMany().HasForeignKey(o => o.PartnerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.Theme).WithMany().HasForeignKey(o => o.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.Visitor).WithMany().HasForeignKey(o => o.VisitorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(o => o.Appointment).WithMany().HasForeignKey(o => o.AppointmentId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Visit>().WithMany().HasForeignKey(o => o.FromVisitId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Visit>().WithMany().HasForeignKey(o => o.ArrivalVisitId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Orientation>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(o => o.Code).IsUnique().HasDatabaseName(OpenCode).HasFilter("state < 9");
            builder.HasIndex(o => new { o.SenderId, o.CreatedAt });
            builder.HasIndex(o => new { o.TargetSiteId, o.State }).HasFilter("target_site_id IS NOT NULL");
            builder.HasIndex(o => o.PartnerId).HasFilter("partner_id IS NOT NULL");
            builder.HasIndex(o => o.VisitorId).HasFilter("visitor_id IS NOT NULL");
            builder.HasIndex(o => o.AppointmentId).HasFilter("appointment_id IS NOT NULL");
            builder.HasIndex(o => o.ArrivalVisitId).HasFilter("arrival_visit_id IS NOT NULL");
            builder.HasIndex(o => o.EscalatesOn).HasFilter("escalates_on IS NOT NULL");
            builder.HasIndex(o => o.ParentId).IsUnique().HasFilter("parent_id IS NOT NULL");
            builder.HasIndex(o => o.CreatedAt);
        }
    }
}

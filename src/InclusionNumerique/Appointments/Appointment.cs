using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Appointments;

public enum AppointmentState : short
{
    /// <summary>A slot kept for a few minutes while somebody types.</summary>
    Held = 1,
    Planned = 2,

    /// <summary>The person is in the queue; the visit says the rest.</summary>
    Arrived = 3,
    InProgress = 4,
    Kept = 5,
    Missed = 6,
    CancelledByPerson = 7,
    CancelledByService = 8,
}

/// <summary>Why an appointment was cancelled: from 1 by the person, from 11 by the service.</summary>
public enum CancelReason : short
{
    Unavailable = 1,
    NoLongerNeeded = 2,
    OtherByPerson = 3,
    MediatorAway = 11,
    SiteClosed = 12,
    Mistake = 13,
    OtherByService = 14,

    /// <summary>Came, and left before being received.</summary>
    LeftUnseen = 15,
}

/// <summary>
/// A person and a mediator, at an hour. The database refuses that a mediator's appointments overlap (their buffers included), unless the later one is a deliberate
/// overbooking with a reason. A move keeps the row.
/// </summary>
public sealed class Appointment
{
    public const int LabelMost = 60;
    public const int PhoneMost = 20;
    public const int EmailMost = 254;
    public const int ReasonMost = 120;

    internal const string NoOverlap = "ex_appointments_no_overlap";

    /// <summary>Made by the client; also the stable UID of its calendar entries.</summary>
    public required Guid Id { get; init; }

    public required int SiteId { get; set; }

    public Site? Site { get; init; }

    public required Guid MediatorId { get; set; }

    public Professional? Mediator { get; init; }

    public required int ReasonId { get; set; }

    public AppointmentReason? Reason { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary><see cref="EndsAt"/> and the reason's buffer: nobody else is booked before.</summary>
    public required DateTimeOffset BlockedUntil { get; set; }

    /// <summary>Day of the start at Europe/Paris; computed by the database.</summary>
    public DateOnly Day { get; init; }

    public required AppointmentState State { get; set; }

    /// <summary>Of a hold, and of nothing else.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>0: in a free slot; more: over that many others, see <see cref="OverbookingReason"/>.</summary>
    public short OverbookingRank { get; set; }

    public string? OverbookingReason { get; set; }

    public Guid? VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    /// <summary>What the desk calls a person without a file: a first name, "dame au carnet rouge". Null for a hold, or where there is a file.</summary>
    public string? Label { get; set; }

    /// <summary>E.164: +33612345678.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>The person agrees to messages at <see cref="Phone"/> or <see cref="Email"/>.</summary>
    public bool IsReminded { get; set; }

    /// <summary>Would come earlier; since when. Null: no.</summary>
    public DateTimeOffset? WantsEarlierSince { get; set; }

    public required Guid BookedById { get; init; }

    public Professional? BookedBy { get; init; }

    public required BookingOrigin Origin { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public CancelReason? CancelReason { get; set; }

    /// <summary>The arrival at the desk.</summary>
    public Guid? VisitId { get; set; }

    /// <summary>Of its calendar entry: one more at each change that a diary must hear of.</summary>
    public int Sequence { get; set; }

    public uint Version { get; init; }

    public List<AppointmentStep> Steps { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Appointment>
    {
        public void Configure(EntityTypeBuilder<Appointment> builder)
        {
            builder.Property(a => a.Day).HasComputedColumnSql("(starts_at AT TIME ZONE 'Europe/Paris')::date", stored: true);
            builder.Property(a => a.OverbookingReason).HasMaxLength(ReasonMost);
            builder.Property(a => a.Label).HasMaxLength(LabelMost);
            builder.Property(a => a.Phone).HasMaxLength(PhoneMost);
            builder.Property(a => a.Email).HasMaxLength(EmailMost);
            builder.Property(a => a.Version).IsRowVersion();
            builder.HasOne(a => a.Site).WithMany().HasForeignKey(a => a.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.Mediator).WithMany().HasForeignKey(a => a.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.Reason).WithMany().HasForeignKey(a => a.ReasonId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.Visitor).WithMany().HasForeignKey(a => a.VisitorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.BookedBy).WithMany().HasForeignKey(a => a.BookedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Visit>().WithMany().HasForeignKey(a => a.VisitId).OnDelete(DeleteBehavior.SetNull);
            builder.HasIndex(a => a.VisitId).IsUnique().HasFilter("visit_id IS NOT NULL");
            builder.HasIndex(a => new { a.SiteId, a.Day });
            builder.HasIndex(a => new { a.MediatorId, a.StartsAt });
            builder.HasIndex(a => new { a.BookedById, a.StartsAt });
            builder.HasIndex(a => new { a.State, a.StartsAt }).HasFilter("state IN (1, 2, 3, 4)");
            builder.HasIndex(a => a.WantsEarlierSince).HasFilter("wants_earlier_since IS NOT NULL AND state = 2");
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_appointments_period", "starts_at < ends_at AND ends_at <= blocked_until AND ends_at - starts_at <= interval '8 hours'");
                t.HasCheckConstraint("ck_appointments_hold", "(state = 1) = (held_until IS NOT NULL)");
                t.HasCheckConstraint("ck_appointments_person", "state = 1 OR visitor_id IS NOT NULL OR label IS NOT NULL");
                t.HasCheckConstraint("ck_appointments_overbooking", "overbooking_rank >= 0 AND (overbooking_rank > 0) = (overbooking_reason IS NOT NULL)");
                t.HasCheckConstraint("ck_appointments_cancel", "state BETWEEN 1 AND 8 AND (state = 7) = coalesce(cancel_reason BETWEEN 1 AND 9, false) AND (state = 8) = coalesce(cancel_reason BETWEEN 11 AND 19, false)");
                t.HasCheckConstraint("ck_appointments_visit", "visit_id IS NULL OR state IN (3, 4, 5, 6, 8)");
            });
        }
    }
}

using InclusionNumerique.Staff;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Workshops;

public enum Attendance : short
{
    Present = 1,
    Absent = 2,
}

/// <summary>One person in a session's list: on a seat, waiting for one in the order of the numbers, or come without registration.</summary>
public sealed class WorkshopPlace
{
    public const int LabelMost = 40;

    internal const string OneSeat = "ix_workshop_places_session_id_seat";
    internal const string OnePerson = "ix_workshop_places_session_id_visitor_id";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public WorkshopSession? Session { get; init; }

    /// <summary>What the person is called by: "Place 5" on the slip. It never changes and is never given twice.</summary>
    public required short Number { get; init; }

    /// <summary>From 1 to the session's capacity; null: waiting, cancelled, or come without registration.</summary>
    public short? Seat { get; set; }

    /// <summary>The person's file; null: nobody knows who it is.</summary>
    public Guid? VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    /// <summary>The visit on whose way out the person was invited.</summary>
    public Guid? VisitId { get; init; }

    /// <summary>To recognise somebody without a name: "foulard rouge".</summary>
    public string? Label { get; init; }

    /// <summary>Came without having registered: takes no seat.</summary>
    public bool IsWalkIn { get; init; }

    public required Guid RegisteredById { get; init; }

    public Professional? RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When a seat came free for a person who waited: somebody is to tell them.</summary>
    public DateTimeOffset? PromotedAt { get; set; }

    /// <summary>When somebody last told the person what had changed.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    public Guid? ToldById { get; set; }

    public Professional? ToldBy { get; init; }

    public DateTimeOffset? CancelledAt { get; set; }

    public Attendance? Attendance { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorkshopPlace>
    {
        public void Configure(EntityTypeBuilder<WorkshopPlace> builder)
        {
            builder.ToTable("workshop_places", t =>
            {
                t.HasCheckConstraint("ck_workshop_places_seat", "number >= 1 AND seat >= 1 AND (seat IS NULL OR (cancelled_at IS NULL AND NOT is_walk_in))");
                t.HasCheckConstraint("ck_workshop_places_told", "(told_at IS NULL) = (told_by_id IS NULL)");
                t.HasCheckConstraint("ck_workshop_places_attendance", "attendance BETWEEN 1 AND 2 AND (attendance IS NULL OR cancelled_at IS NULL)");
            });
            builder.Property(p => p.Label).HasMaxLength(LabelMost);
            builder.HasIndex(p => new { p.SessionId, p.Number }).IsUnique();
            builder.HasIndex(p => new { p.SessionId, p.Seat }).IsUnique().HasFilter("seat IS NOT NULL");
            builder.HasIndex(p => new { p.SessionId, p.VisitorId }).IsUnique().HasFilter("visitor_id IS NOT NULL AND cancelled_at IS NULL");
            builder.HasIndex(p => p.VisitorId);
            builder.HasOne(p => p.Visitor).WithMany().HasForeignKey(p => p.VisitorId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Visit>().WithMany().HasForeignKey(p => p.VisitId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne(p => p.ToldBy).WithMany().HasForeignKey(p => p.ToldById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(p => p.RegisteredBy).WithMany().HasForeignKey(p => p.RegisteredById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

using InclusionNumerique.Appointments;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Surveys;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Messages;

public enum MessageKind : short
{
    Booked = 1,
    Moved = 2,
    Cancelled = 3,

    /// <summary>Two days before.</summary>
    FirstReminder = 4,

    /// <summary>The day before.</summary>
    LastReminder = 5,

    /// <summary>To a professional: what became of the people they sent on, once a day at most.</summary>
    OrientationDigest = 6,

    /// <summary>To a professional: the letter of a month.</summary>
    Newsletter = 7,

    /// <summary>To somebody who is asked to answer a survey.</summary>
    SurveyInvitation = 8,

    /// <summary>To somebody invited who has not begun.</summary>
    SurveyReminder = 9,

    /// <summary>To a professional whom a training session concerns. This kind and the later ones tell of trainings.</summary>
    TrainingInvitation = 10,

    /// <summary>A seat is theirs.</summary>
    TrainingSeat = 11,
    TrainingWaiting = 12,

    /// <summary>The waiting list has given a seat.</summary>
    TrainingPromoted = 13,
    TrainingMoved = 14,

    /// <summary>The session, or their registration.</summary>
    TrainingCancelled = 15,

    /// <summary>Two days before.</summary>
    TrainingReminder = 16,
}

public enum MessageChannel : short
{
    Email = 1,
    Sms = 2,
}

public enum MessageState : short
{
    /// <summary>To be sent from <see cref="Message.NextAt"/> on.</summary>
    Waiting = 1,

    /// <summary>Handed to the carrier; what it answered is not known yet.</summary>
    Sending = 2,

    /// <summary>The carrier has taken it.</summary>
    Sent = 3,

    /// <summary>The carrier says that it reached the person.</summary>
    Delivered = 4,

    /// <summary>Given up, see <see cref="Message.Error"/>.</summary>
    Failed = 5,

    /// <summary>The process ended while the carrier had it: a person decides whether to send it again.</summary>
    Uncertain = 6,

    /// <summary>No longer true before it went: the appointment was moved or cancelled, or its hour has passed.</summary>
    Dropped = 7,
}

/// <summary>One message to one address: stored with what it tells in one transaction, sent afterwards, once.</summary>
public sealed class Message
{
    public const int ErrorMost = 200;

    public required Guid Id { get; init; }

    /// <summary>Null for what tells of something else.</summary>
    public Guid? AppointmentId { get; init; }

    public Appointment? Appointment { get; init; }

    /// <summary>Whose digest or letter it is, or who is told of a training.</summary>
    public Guid? ProfessionalId { get; init; }

    public Guid? TrainingSessionId { get; init; }

    /// <summary>Of a digest.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>One message per letter and professional.</summary>
    public Guid? NewsletterId { get; init; }

    /// <summary>SHA-256 of the secret in the letter's link that ends it; made when it goes, so that the secret itself is nowhere but in the e-mail.</summary>
    public byte[]? StopHash { get; set; }

    /// <summary>The links themselves, while the letter goes; never stored.</summary>
    public NewsletterStop? Stop { get; set; }

    public Guid? SurveyInvitationId { get; init; }

    /// <summary>The single-use link, while the invitation goes; never stored.</summary>
    public string? SurveyLink { get; set; }

    public required MessageKind Kind { get; init; }

    public required MessageChannel Channel { get; init; }

    /// <summary>An e-mail address or an E.164 number.</summary>
    public required string Address { get; init; }

    public string? Subject { get; set; }

    public required string Body { get; set; }

    /// <summary>An iCalendar text to attach to an e-mail.</summary>
    public string? Calendar { get; set; }

    /// <summary>Of the appointment or session that it tells: one message of a kind, channel and address per sequence.</summary>
    public required int Sequence { get; init; }

    public required MessageState State { get; set; }

    /// <summary>When it may be sent (again).</summary>
    public required DateTimeOffset NextAt { get; set; }

    public short Attempts { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The carrier's own name of the message.</summary>
    public string? Receipt { get; set; }

    /// <summary>What the carrier answered, without any address.</summary>
    public string? Error { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> builder)
        {
            builder.Property(m => m.Address).HasMaxLength(Appointment.EmailMost);
            builder.Property(m => m.Subject).HasMaxLength(200);
            builder.Property(m => m.Receipt).HasMaxLength(200);
            builder.Property(m => m.Error).HasMaxLength(ErrorMost);
            builder.HasOne(m => m.Appointment).WithMany().HasForeignKey(m => m.AppointmentId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(m => new { m.AppointmentId, m.Kind, m.Channel, m.Address, m.Sequence }).IsUnique().HasDatabaseName("ux_messages_once");
            builder.HasOne<Staff.Professional>().WithMany().HasForeignKey(m => m.ProfessionalId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(m => new { m.ProfessionalId, m.Day }).IsUnique().HasFilter("day IS NOT NULL").HasDatabaseName("ux_messages_one_digest");
            builder.HasOne<TrainingSession>().WithMany().HasForeignKey(m => m.TrainingSessionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(m => new { m.TrainingSessionId, m.ProfessionalId, m.Kind, m.Sequence }).IsUnique().HasFilter("training_session_id IS NOT NULL").HasDatabaseName("ux_messages_training_once");
            builder.HasOne<Newsletter>().WithMany().HasForeignKey(m => m.NewsletterId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(m => new { m.NewsletterId, m.ProfessionalId }).IsUnique().HasFilter("newsletter_id IS NOT NULL").HasDatabaseName("ux_messages_one_letter");
            builder.HasIndex(m => m.StopHash).IsUnique().HasFilter("stop_hash IS NOT NULL");
            builder.Ignore(m => m.Stop);
            builder.HasOne<SurveyInvitation>().WithMany().HasForeignKey(m => m.SurveyInvitationId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(m => new { m.SurveyInvitationId, m.Kind, m.Sequence }).IsUnique().HasFilter("survey_invitation_id IS NOT NULL").HasDatabaseName("ux_messages_survey_once");
            builder.Ignore(m => m.SurveyLink);
            builder.ToTable(t => t.HasCheckConstraint(
                "ck_messages_about",
                "(appointment_id IS NOT NULL) = (kind < 6) AND (survey_invitation_id IS NOT NULL) = (kind IN (8, 9)) AND (professional_id IS NULL) = (kind < 6 OR kind IN (8, 9)) AND (day IS NOT NULL) = (kind = 6) AND (newsletter_id IS NOT NULL) = (kind = 7) "
                + "AND (training_session_id IS NOT NULL) = (kind >= 10)"));
            builder.HasIndex(m => m.NextAt).HasFilter("state IN (1, 2)");
        }
    }
}

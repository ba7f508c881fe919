using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Appointments;

/// <summary>What an appointment went through: as it stood from <see cref="At"/> until the next step. Added, never changed.</summary>
public sealed class AppointmentStep
{
    public long Id { get; init; }

    public required Guid AppointmentId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null: followed from what happened to the visit.</summary>
    public Guid? ById { get; init; }

    public required AppointmentState State { get; init; }

    public required int SiteId { get; init; }

    public required Guid MediatorId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Why, for a correction or an overbooking.</summary>
    public string? Why { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AppointmentStep>
    {
        public void Configure(EntityTypeBuilder<AppointmentStep> builder)
        {
            builder.Property(s => s.Why).HasMaxLength(Appointment.ReasonMost);
            builder.HasOne<Appointment>().WithMany(a => a.Steps).HasForeignKey(s => s.AppointmentId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(s => new { s.AppointmentId, s.Id });
        }
    }
}

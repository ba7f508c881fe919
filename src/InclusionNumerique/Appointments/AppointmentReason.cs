using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Appointments;

/// <summary>From which side an appointment is booked; also who may book a reason.</summary>
[Flags]
public enum BookingOrigin : short
{
    Reception = 1,
    Mediator = 2,

    /// <summary>A social worker or another professional of the house.</summary>
    Professional = 4,
}

/// <summary>What an appointment is for (motif). Hidden, never deleted.</summary>
public sealed class AppointmentReason
{
    public const int LabelMost = 60;
    public const int PapersMost = 300;
    public const int MinutesLeast = 5;
    public const int MinutesMost = 240;
    public const int BufferMost = 60;

    public int Id { get; init; }

    public required string Label { get; set; }

    /// <summary>Usual length, in minutes, a multiple of 5.</summary>
    public required short Minutes { get; set; }

    /// <summary>Kept free after it, in minutes, a multiple of 5.</summary>
    public short BufferMinutes { get; set; }

    public required BookingOrigin BookableBy { get; set; }

    /// <summary>What the person is to bring; on the slip and in the confirmation.</summary>
    public string? Papers { get; set; }

    /// <summary>On site, by phone or at home.</summary>
    public Place Place { get; set; } = Place.OnSite;

    /// <summary>Pre-fills the session; null: none.</summary>
    public int? ThemeId { get; set; }

    public required short Position { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AppointmentReason>
    {
        public void Configure(EntityTypeBuilder<AppointmentReason> builder)
        {
            builder.Property(r => r.Label).HasMaxLength(LabelMost);
            builder.Property(r => r.Papers).HasMaxLength(PapersMost);
            builder.Property(r => r.Version).IsRowVersion();
            builder.HasIndex(r => r.Label).IsUnique();
            builder.HasOne<Theme>().WithMany().HasForeignKey(r => r.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t => t.HasCheckConstraint(
                "ck_appointment_reasons_values", "minutes BETWEEN 5 AND 240 AND minutes % 5 = 0 AND buffer_minutes BETWEEN 0 AND 60 AND buffer_minutes % 5 = 0 AND bookable_by BETWEEN 1 AND 7"));
        }
    }
}

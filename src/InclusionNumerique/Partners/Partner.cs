using InclusionNumerique.Lists;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace InclusionNumerique.Partners;

/// <summary>How somebody made sure that what is written is still true.</summary>
public enum VerificationMeans : short
{
    Phone = 1,
    OnSite = 2,
    Email = 3,
    Website = 4,
}

/// <summary>
/// A place that helps, outside the house: who, what, when, where. What the national standard "lieux de médiation numérique" says of it is the master form
/// (<see cref="Columns"/>); what the house adds stays here through every import and is never exported.
/// </summary>
public sealed class Partner
{
    public const int ProducerMost = 80;
    public const int LocalIdMost = 200;
    public const int NameMost = 200;
    public const int DirectLineMost = 20;
    public const int NoteMost = 500;

    /// <summary>Of places that the house has entered itself.</summary>
    public const string OwnProducer = "maison";

    public required Guid Id { get; init; }

    /// <summary>Who makes the file that the place comes from: local ids are unique in one file alone.</summary>
    public required string Producer { get; init; }

    /// <summary>Column 1 of the standard.</summary>
    public required string LocalId { get; init; }

    /// <summary>The 32 columns of the standard, in its order, as they are exported; an empty text where there is nothing.</summary>
    public required string[] Columns { get; set; }

    /// <summary>Values that the standard does not know, as "column=value": kept, shown, not exported.</summary>
    public string[] Unknown { get; set; } = [];

    // What follows is read from the columns when they are set, for queries.
    public required string Name { get; set; }

    public required string Town { get; set; }

    /// <summary>Without capitals and accents: name, town, address, summary, services.</summary>
    public required string SearchText { get; set; }

    /// <summary>Services of the standard by their place in its list: bit 0 is the first one.</summary>
    public int Services { get; set; }

    /// <summary>WGS84, degrees.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>The week's opening in minutes from Monday 0:00, [0, 10080). Null: no hours, or hours that nobody can read.</summary>
    public NpgsqlRange<int>[]? WeekMinutes { get; set; }

    /// <summary>The hours name dates, months or holidays: the week alone does not say.</summary>
    public bool HasDatedHours { get; set; }

    /// <summary>"date_maj" of the standard.</summary>
    public DateOnly UpdatedOn { get; set; }

    /// <summary>When a newer file of the producer no longer had it.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    // What the house adds.

    /// <summary>For professionals only.</summary>
    public string? DirectLine { get; set; }

    /// <summary>When professionals may call, in words.</summary>
    public string? ProfessionalHours { get; set; }

    /// <summary>How to send somebody there, what to bring.</summary>
    public string? HowToRefer { get; set; }

    /// <summary>Quartier; guessed from the position at the first import, corrected by people.</summary>
    public int? DistrictId { get; set; }

    public District? District { get; init; }

    /// <summary>Temporarily closed from then on, for <see cref="ClosedWhy"/>.</summary>
    public DateOnly? ClosedFrom { get; set; }

    /// <summary>Last day closed; null with <see cref="ClosedFrom"/>: until further notice.</summary>
    public DateOnly? ClosedUntil { get; set; }

    public string? ClosedWhy { get; set; }

    /// <summary>Not proposed any more; what was sent there keeps it.</summary>
    public bool IsHidden { get; set; }

    public DateTimeOffset? VerifiedAt { get; set; }

    public Guid? VerifiedById { get; set; }

    public Professional? VerifiedBy { get; init; }

    public VerificationMeans? VerifiedHow { get; set; }

    public uint Version { get; init; }

    /// <summary>Temporarily closed on that day?</summary>
    public static bool IsClosed(DateOnly? from, DateOnly? until, DateOnly day) => from <= day && !(until < day);

    internal sealed class Mapping : IEntityTypeConfiguration<Partner>
    {
        public void Configure(EntityTypeBuilder<Partner> builder)
        {
            builder.ToTable("partners", t =>
            {
                t.HasCheckConstraint("ck_partners_columns", "array_length(columns, 1) = 32");
                t.HasCheckConstraint("ck_partners_closed", "(closed_from IS NULL) = (closed_why IS NULL) AND (closed_until IS NULL OR closed_until >= closed_from)");
                t.HasCheckConstraint("ck_partners_verified", "(verified_at IS NULL) = (verified_by_id IS NULL) AND (verified_at IS NULL) = (verified_how IS NULL)");
                t.HasCheckConstraint("ck_partners_position", "(latitude IS NULL) = (longitude IS NULL)");
            });
            builder.Property(p => p.Producer).HasMaxLength(ProducerMost);
            builder.Property(p => p.LocalId).HasMaxLength(LocalIdMost);
            builder.Property(p => p.DirectLine).HasMaxLength(DirectLineMost);
            builder.Property(p => p.ProfessionalHours).HasMaxLength(NoteMost);
            builder.Property(p => p.HowToRefer).HasMaxLength(NoteMost);
            builder.Property(p => p.ClosedWhy).HasMaxLength(NoteMost);
            builder.Property(p => p.WeekMinutes).HasColumnType("int4multirange");
            builder.Property(p => p.Version).IsRowVersion();
            builder.HasIndex(p => new { p.Producer, p.LocalId }).IsUnique();
            builder.HasIndex(p => p.DistrictId);
            builder.HasOne(p => p.District).WithMany().HasForeignKey(p => p.DistrictId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(p => p.VerifiedBy).WithMany().HasForeignKey(p => p.VerifiedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

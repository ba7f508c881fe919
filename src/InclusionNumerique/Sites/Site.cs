using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Sites;

/// <summary>Espace social commun (ESC): one of the buildings, with its digital space.</summary>
public sealed class Site
{
    public const int NameMost = 80;
    public const int ShortNameMost = 30;
    public const int AddressMost = 120;
    public const int PhoneMost = 20;
    public const int PromisedMost = 12;

    /// <summary>Before that, a date is a typing error.</summary>
    public static readonly DateOnly OpenedLeast = new(2000, 1, 1);

    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>For the header, tables and charts: "Blosne".</summary>
    public required string ShortName { get; set; }

    /// <summary>First day of the digital space; nothing is logged before.</summary>
    public required DateOnly OpenedOn { get; set; }

    /// <summary>For posters, slips and messages: "1 rue de l’Exemple, 35200 Rennes".</summary>
    public string? Address { get; set; }

    /// <summary>Whom to call, as people dial it: "02 99 00 00 00".</summary>
    public string? Phone { get; set; }

    /// <summary>Walk-in half-days a week that the house has promised there.</summary>
    public short PromisedHalfDays { get; set; } = 3;

    /// <summary>Open on Whit Monday (journée de solidarité); closed on the ten other public holidays in any case.</summary>
    public bool IsOpenOnWhitMonday { get; set; }

    /// <summary>WGS84, degrees: for distances and the plan.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Site>
    {
        public void Configure(EntityTypeBuilder<Site> builder)
        {
            builder.Property(s => s.Name).HasMaxLength(NameMost);
            builder.Property(s => s.ShortName).HasMaxLength(ShortNameMost);
            builder.Property(s => s.Address).HasMaxLength(AddressMost);
            builder.Property(s => s.Phone).HasMaxLength(PhoneMost);
            builder.Property(s => s.PromisedHalfDays).HasDefaultValue((short)3);
            builder.HasIndex(s => s.Name).IsUnique();
            builder.Property(s => s.Version).IsRowVersion();
        }
    }
}

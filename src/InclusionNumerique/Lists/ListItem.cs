using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Lists;

/// <summary>A row of a reference list that the house edits. Never deleted: hidden, so that old visits keep their label.</summary>
public abstract class ListItem
{
    public const int LabelMost = 60;

    public int Id { get; init; }

    public required string Label { get; set; }

    public required short Position { get; set; }

    public bool IsActive { get; set; } = true;

    public uint Version { get; init; }
}

/// <summary>What a request is about.</summary>
public sealed class Theme : ListItem
{
    /// <summary>One of <see cref="NationalLabels.Themes"/>, to the letter, for exports.</summary>
    public required string NationalTheme { get; set; }

    /// <summary>One of <see cref="NationalLabels.Procedures"/>, for the national theme "Aide aux démarches administratives".</summary>
    public string? NationalProcedure { get; set; }
}

/// <summary>The administration or company that the request concerns.</summary>
public sealed class Organisation : ListItem
{
    /// <summary>One of <see cref="NationalLabels.Procedures"/>.</summary>
    public string? NationalProcedure { get; set; }
}

/// <summary>Why a request failed.</summary>
public sealed class FailureCause : ListItem
{
    /// <summary>The website was down: proposed while an outage of the organisation is open, whatever the house calls it.</summary>
    public bool IsSiteDown { get; init; }
}

public sealed class Language : ListItem;

/// <summary>Quartier of Rennes.</summary>
public sealed class District : ListItem
{
    /// <summary>The site that covers it; null for another town.</summary>
    public int? SiteId { get; set; }

    /// <summary>Holds a quartier prioritaire de la politique de la ville (QPV).</summary>
    public bool IsPriority { get; set; }

    /// <summary>Its middle, WGS84, degrees; null where there is none ("hors de Rennes").</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }
}

/// <summary>What work outside sessions is: a memo, a meeting, a repair.</summary>
public sealed class ActivityType : ListItem;

internal sealed class ListMapping :
    IEntityTypeConfiguration<Theme>,
    IEntityTypeConfiguration<Organisation>,
    IEntityTypeConfiguration<FailureCause>,
    IEntityTypeConfiguration<Language>,
    IEntityTypeConfiguration<District>,
    IEntityTypeConfiguration<ActivityType>
{
    public void Configure(EntityTypeBuilder<Theme> builder) => Common(builder, "themes");

    public void Configure(EntityTypeBuilder<Organisation> builder) => Common(builder, "organisations");

    public void Configure(EntityTypeBuilder<FailureCause> builder) => Common(builder, "failure_causes");

    public void Configure(EntityTypeBuilder<Language> builder) => Common(builder, "languages");

    public void Configure(EntityTypeBuilder<District> builder)
    {
        Common(builder, "districts");
        builder.HasOne<Site>().WithMany().HasForeignKey(d => d.SiteId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ActivityType> builder) => Common(builder, "activity_types");

    private static void Common<T>(EntityTypeBuilder<T> builder, string table)
        where T : ListItem
    {
        builder.ToTable(table);
        builder.Property(i => i.Label).HasMaxLength(ListItem.LabelMost);
        builder.HasIndex(i => i.Label).IsUnique();
        builder.Property(i => i.Version).IsRowVersion();
    }
}

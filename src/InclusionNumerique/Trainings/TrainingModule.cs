using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Trainings;

/// <summary>A training that the house gives to its professionals. What it is and whom it concerns is dated: see <see cref="TrainingVersion"/>.</summary>
public sealed class TrainingModule
{
    public const int NameMost = 100;

    public int Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Sessions of it may be planned.</summary>
    public bool IsActive { get; set; } = true;

    public List<TrainingVersion> Versions { get; } = [];

    public List<TrainingItem> Items { get; } = [];

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingModule>
    {
        public void Configure(EntityTypeBuilder<TrainingModule> builder)
        {
            builder.Property(m => m.Name).HasMaxLength(NameMost);
            builder.HasIndex(m => m.Name).IsUnique();
            builder.Property(m => m.Version).IsRowVersion();
        }
    }
}

/// <summary>What a module is from a day on, until the next version: "compulsory, then not" stays a dated fact.</summary>
public sealed class TrainingVersion
{
    public const int TextMost = 1000;
    public const int CapacityMost = 200;

    /// <summary>Five days of eight hours.</summary>
    public const int MinutesMost = 2400;

    public int ModuleId { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required string Aims { get; set; }

    /// <summary>In all, over the parts of a session.</summary>
    public required short Minutes { get; set; }

    /// <summary>Proposed for a new session.</summary>
    public required short Capacity { get; set; }

    public string? Prerequisites { get; set; }

    /// <summary>What the trainers need in the room.</summary>
    public string? Material { get; set; }

    public List<TrainingAudience> Audiences { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingVersion>
    {
        public void Configure(EntityTypeBuilder<TrainingVersion> builder)
        {
            builder.HasKey(v => new { v.ModuleId, v.ValidFrom });
            builder.HasOne<TrainingModule>().WithMany(m => m.Versions).HasForeignKey(v => v.ModuleId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(v => v.Aims).HasMaxLength(TextMost);
            builder.Property(v => v.Prerequisites).HasMaxLength(TextMost);
            builder.Property(v => v.Material).HasMaxLength(TextMost);
            builder.ToTable(t => t.HasCheckConstraint("ck_training_versions_limits", $"minutes BETWEEN 15 AND {MinutesMost} AND capacity BETWEEN 1 AND {CapacityMost}"));
        }
    }
}

/// <summary>Whom a version concerns: who fits every part that is not empty. An empty part names everybody.</summary>
public sealed class TrainingAudience
{
    public int ModuleId { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>From 0; the first line that fits says why somebody is concerned.</summary>
    public required short Position { get; init; }

    public List<Mission> Missions { get; init; } = [];

    public List<int> InstitutionIds { get; init; } = [];

    public List<int> SiteIds { get; init; } = [];

    public bool IsCompulsory { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingAudience>
    {
        public void Configure(EntityTypeBuilder<TrainingAudience> builder)
        {
            builder.HasKey(a => new { a.ModuleId, a.ValidFrom, a.Position });
            builder.HasOne<TrainingVersion>().WithMany(v => v.Audiences).HasForeignKey(a => new { a.ModuleId, a.ValidFrom }).OnDelete(DeleteBehavior.Cascade);
            builder.PrimitiveCollection(a => a.Missions).ElementType().HasConversion<short>();
        }
    }
}

public enum TrainingItemKind : short
{
    Practice = 1,
    Ease = 2,
}

/// <summary>One sentence that participants rate before and after, from 1 (not at all) to 8 (quite so).</summary>
public sealed class TrainingItem
{
    public const int TextMost = 200;

    public int Id { get; init; }

    public int ModuleId { get; init; }

    public required short Position { get; set; }

    public required TrainingItemKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>No longer asked; what was answered still counts.</summary>
    public bool IsRetired { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingItem>
    {
        public void Configure(EntityTypeBuilder<TrainingItem> builder)
        {
            builder.HasOne<TrainingModule>().WithMany(m => m.Items).HasForeignKey(i => i.ModuleId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(i => i.Text).HasMaxLength(TextMost);
        }
    }
}

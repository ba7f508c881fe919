using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visitors;

/// <summary>A person's file: optional, made with their consent, holding only what serves the help. Seen by the digital space of its site.</summary>
public sealed class Visitor
{
    public const int NameMost = 60;
    public const int NeedsMost = 500;
    public const int CodeLength = 7;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required int SiteId { get; init; }

    public Site? Site { get; init; }

    /// <summary>Of the file's author: other institutions see the file only if <see cref="IsShared"/>. Null: an author of no institution.</summary>
    public int? InstitutionId { get; init; }

    /// <summary>A first name or a nickname.</summary>
    public required string Name { get; set; }

    /// <summary>On the person's card, "BCD-234": recognises them without a name being said aloud.</summary>
    public required string Code { get; init; }

    /// <summary>What serves the help: "lit mal", "vient avec sa fille".</summary>
    public string? Needs { get; set; }

    public int? LanguageId { get; set; }

    public Language? Language { get; init; }

    public Guid? PreferredMediatorId { get; set; }

    public Professional? PreferredMediator { get; init; }

    /// <summary>Version of the text that the person agreed to.</summary>
    public required short ConsentVersion { get; set; }

    public required DateTimeOffset ConsentAt { get; set; }

    public required Guid ConsentById { get; set; }

    /// <summary>The person agrees that the other institutions of the site's digital space see the file.</summary>
    public bool IsShared { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when the consent is withdrawn (the words are then erased) or when the file is merged into another.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public Guid? MergedIntoId { get; set; }

    public uint Version { get; init; }

    /// <summary>Nothing that tells who it was stays in the row.</summary>
    internal void Erase(DateTimeOffset now) => (Name, Needs, LanguageId, PreferredMediatorId, IsShared, RemovedAt) = ("", null, null, null, false, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Visitor>
    {
        public void Configure(EntityTypeBuilder<Visitor> builder)
        {
            builder.Property(v => v.Name).HasMaxLength(NameMost);
            builder.Property(v => v.Needs).HasMaxLength(NeedsMost);
            builder.Property(v => v.Code).HasMaxLength(CodeLength);
            builder.Property(v => v.Version).IsRowVersion();
            builder.HasIndex(v => v.Code).IsUnique();
            builder.HasOne(v => v.Site).WithMany().HasForeignKey(v => v.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Institution>().WithMany().HasForeignKey(v => v.InstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(v => v.Language).WithMany().HasForeignKey(v => v.LanguageId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(v => v.PreferredMediator).WithMany().HasForeignKey(v => v.PreferredMediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(v => v.ConsentById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Visitor>().WithMany().HasForeignKey(v => v.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(v => v.RemovedAt == null);
        }
    }
}

using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visits;

/// <summary>What its author has typed in a form and not yet stored; offered again to that author alone.</summary>
public sealed class Draft
{
    public const int ContentMost = 1_000_000;

    public required Guid AuthorId { get; init; }

    /// <summary>The form: the verb's name.</summary>
    public required string Form { get; init; }

    /// <summary>The session that the form would store; once it is stored, the draft is not offered any more.</summary>
    public required Guid EntryId { get; set; }

    /// <summary>JSON in a text column: jsonb would refuse U+0000, and a draft keeps whatever was typed.</summary>
    public required string Content { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.HasKey(d => new { d.AuthorId, d.Form });
            builder.Property(d => d.Form).HasMaxLength(60);
            builder.HasOne<Professional>().WithMany().HasForeignKey(d => d.AuthorId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

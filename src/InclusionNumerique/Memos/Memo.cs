using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Memos;

/// <summary>A short note that colleagues share: what one of them has found out, all of them know.</summary>
public sealed class Memo
{
    public const int TitleMost = 120;
    public const int BodyMost = 4000;
    public const int FilesMost = 5;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required string Title { get; set; }

    /// <summary>Plain text; its paragraphs and lists are found when it is shown, see <see cref="PlainBlocks"/>.</summary>
    public required string Body { get; set; }

    public int? ThemeId { get; set; }

    public Theme? Theme { get; init; }

    public int? SiteId { get; set; }

    public Site? Site { get; init; }

    /// <summary>Stays at the top of the list until that day, included.</summary>
    public DateOnly? PinnedUntil { get; set; }

    /// <summary>The letter of its month takes it up.</summary>
    public bool IsForLetter { get; set; }

    public required Guid AuthorId { get; init; }

    public Professional? Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CorrectedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public Guid? RemovedById { get; set; }

    /// <summary>Title and body without capitals and accents; the database computes it.</summary>
    public string SearchText { get; private set; } = "";

    public List<MemoFile> Files { get; } = [];

    public List<MemoReading> Readings { get; } = [];

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Memo>
    {
        public void Configure(EntityTypeBuilder<Memo> builder)
        {
            builder.Property(m => m.Title).HasMaxLength(TitleMost);
            builder.Property(m => m.Body).HasMaxLength(BodyMost);
            builder.Property(m => m.SearchText).HasComputedColumnSql("plain_name(title || ' ' || body)", stored: true);
            builder.Property(m => m.Version).IsRowVersion();
            builder.HasOne(m => m.Theme).WithMany().HasForeignKey(m => m.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(m => m.Site).WithMany().HasForeignKey(m => m.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(m => m.Author).WithMany().HasForeignKey(m => m.AuthorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(m => m.RemovedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(m => m.CreatedAt).HasFilter("removed_at IS NULL");
            builder.HasQueryFilter(m => m.RemovedAt == null);
            builder.ToTable(t => t.HasCheckConstraint("ck_memos_removed", "(removed_at IS NULL) = (removed_by_id IS NULL)"));
        }
    }
}

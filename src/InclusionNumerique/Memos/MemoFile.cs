using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Memos;

public enum MemoFileKind : short
{
    Pdf = 1,
    Png = 2,
    Jpeg = 3,
    Odt = 4,
    Ods = 5,
    Docx = 6,
    Xlsx = 7,
    Text = 8,
    Csv = 9,
}

/// <summary>A file joined to a memo: of a kind that its content has proved, under a name that is safe everywhere.</summary>
public sealed class MemoFile
{
    public const int NameMost = 120;
    public const int SizeMost = 5 * 1024 * 1024;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid MemoId { get; init; }

    public Memo? Memo { get; init; }

    /// <summary>From 0: as many places as a memo may have files.</summary>
    public required short Place { get; init; }

    public required string Name { get; init; }

    public required MemoFileKind Kind { get; init; }

    public required int Size { get; init; }

    /// <summary>Never read with the row: see <see cref="MemoQueries.FileAsync"/>.</summary>
    public required byte[] Content { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<MemoFile>
    {
        public void Configure(EntityTypeBuilder<MemoFile> builder)
        {
            builder.ToTable("memo_files", t =>
            {
                t.HasCheckConstraint("ck_memo_files_place", $"place BETWEEN 0 AND {Memo.FilesMost - 1}");
                t.HasCheckConstraint("ck_memo_files_size", $"size = octet_length(content) AND size BETWEEN 1 AND {SizeMost}");
            });
            builder.Property(f => f.Name).HasMaxLength(NameMost);
            builder.HasOne(f => f.Memo).WithMany(m => m.Files).HasForeignKey(f => f.MemoId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(f => new { f.MemoId, f.Place }).IsUnique();
            builder.HasQueryFilter(f => f.Memo!.RemovedAt == null);
        }
    }
}

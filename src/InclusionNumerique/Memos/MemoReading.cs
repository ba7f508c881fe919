using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Memos;

/// <summary>A colleague has opened a memo. Its author is not counted.</summary>
public sealed class MemoReading
{
    public required Guid MemoId { get; init; }

    public Memo? Memo { get; init; }

    public required Guid ProfessionalId { get; init; }

    public Professional? Professional { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<MemoReading>
    {
        public void Configure(EntityTypeBuilder<MemoReading> builder)
        {
            builder.ToTable("memo_readings");
            builder.HasKey(r => new { r.MemoId, r.ProfessionalId });
            builder.HasOne(r => r.Memo).WithMany(m => m.Readings).HasForeignKey(r => r.MemoId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(r => r.Professional).WithMany().HasForeignKey(r => r.ProfessionalId).OnDelete(DeleteBehavior.Cascade);
            builder.HasQueryFilter(r => r.Memo!.RemovedAt == null);
        }
    }
}

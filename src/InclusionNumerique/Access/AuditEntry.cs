using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Access;

/// <summary>Who did what, when, to which record, at which site. Never what the record says. The database refuses to change or delete a row.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>Empty for what the product does by itself.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The verb's or query's name in <c>rights.csv</c>.</summary>
    public required string Action { get; init; }

    public required string RecordType { get; init; }

    public required string RecordId { get; init; }

    public int? SiteId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.Property(e => e.Action).HasMaxLength(60);
            builder.Property(e => e.RecordType).HasMaxLength(60);
            builder.Property(e => e.RecordId).HasMaxLength(60);
            builder.HasIndex(e => e.At);
            builder.HasIndex(e => new { e.RecordType, e.RecordId });
        }
    }
}

using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Openings;

/// <summary>A mediator's private link to their own calendar. A new link ends the former one; no row: no link.</summary>
public sealed class CalendarFeed
{
    public required Guid MediatorId { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarFeed>
    {
        public void Configure(EntityTypeBuilder<CalendarFeed> builder)
        {
            builder.HasKey(f => f.MediatorId);
            builder.HasOne<Professional>().WithOne().HasForeignKey<CalendarFeed>(f => f.MediatorId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(f => f.TokenHash).IsUnique();
        }
    }
}

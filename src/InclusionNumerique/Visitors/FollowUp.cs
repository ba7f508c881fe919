using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visitors;

public enum FollowUpKind : short
{
    CallBack = 1,
    DocumentAwaited = 2,
    CheckOnline = 3,
    Other = 4,
}

/// <summary>Something to do for a person of a file, on a day.</summary>
public sealed class FollowUp
{
    public const int TextMost = 200;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    public required FollowUpKind Kind { get; set; }

    public string? Text { get; set; }

    public required DateOnly DueOn { get; set; }

    /// <summary>Who is to do it; null: anybody of the digital space.</summary>
    public Guid? AssignedToId { get; set; }

    public Professional? AssignedTo { get; init; }

    public required Guid CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public Guid? DoneById { get; set; }

    public Professional? DoneBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FollowUp>
    {
        public void Configure(EntityTypeBuilder<FollowUp> builder)
        {
            builder.Property(f => f.Text).HasMaxLength(TextMost);
            builder.HasOne(f => f.Visitor).WithMany().HasForeignKey(f => f.VisitorId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(f => f.AssignedTo).WithMany().HasForeignKey(f => f.AssignedToId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(f => f.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(f => f.DoneBy).WithMany().HasForeignKey(f => f.DoneById).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(f => f.Visitor!.RemovedAt == null);
            builder.HasIndex(f => f.DueOn).HasFilter("done_at IS NULL");
        }
    }
}

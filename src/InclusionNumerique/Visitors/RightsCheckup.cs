using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visitors;

/// <summary>Where the check-up of a person's social rights (bilan des droits sociaux) stands.</summary>
public enum RightsCheckupState : short
{
    ToDo = 1,
    Done = 2,
    Refused = 3,
}

/// <summary>One word on the check-up of a person's rights; the latest counts.</summary>
public sealed class RightsCheckup
{
    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    public required RightsCheckupState State { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }

    public Professional? By { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RightsCheckup>
    {
        public void Configure(EntityTypeBuilder<RightsCheckup> builder)
        {
            builder.HasOne(c => c.Visitor).WithMany().HasForeignKey(c => c.VisitorId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(c => c.By).WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(c => c.Visitor!.RemovedAt == null);
            builder.HasIndex(c => new { c.VisitorId, c.At });
        }
    }
}

using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Sessions;

/// <summary>Where the help was given ("Lieu" of the national tools).</summary>
public enum Place : short
{
    OnSite = 1,
    Elsewhere = 2,
    AtHome = 3,
    Remote = 4,
}

/// <summary>What one mediator did with one person. A visit has one or more.</summary>
public sealed class Session
{
    public const int NoteMost = 500;

    /// <summary>Longest session, in minutes (23 h 59, as in the national tools).</summary>
    public const int MinutesMost = (23 * 60) + 59;

    public required Guid Id { get; init; }

    public required Guid VisitId { get; init; }

    public Visit? Visit { get; init; }

    public required int SiteId { get; init; }

    public Site? Site { get; init; }

    public required Guid MediatorId { get; init; }

    public Professional? Mediator { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>1 to <see cref="MinutesMost"/>.</summary>
    public required int Minutes { get; set; }

    public Place Place { get; set; } = Place.OnSite;

    public string? Note { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }

    public List<Request> Requests { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.Property(s => s.Note).HasMaxLength(NoteMost);
            builder.HasOne(s => s.Visit).WithMany(v => v.Sessions).HasForeignKey(s => s.VisitId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(s => s.Mediator).WithMany().HasForeignKey(s => s.MediatorId).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(s => s.RemovedAt == null);
            builder.HasIndex(s => new { s.MediatorId, s.StartedAt });
            builder.HasIndex(s => new { s.SiteId, s.StartedAt }).IncludeProperties(s => s.Minutes).HasFilter("removed_at IS NULL");
            builder.ToTable(t => t.HasCheckConstraint("ck_sessions_minutes", $"minutes BETWEEN 1 AND {MinutesMost}"));
        }
    }
}

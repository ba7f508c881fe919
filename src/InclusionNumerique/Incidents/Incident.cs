using InclusionNumerique.Inventory;
using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Incidents;

public enum IncidentKind : short
{
    Equipment = 1,
    Network = 2,
    Printer = 3,
    Software = 4,

    /// <summary>The website of an administration is down: for every site at once.</summary>
    PublicWebsite = 5,
    Other = 6,
}

/// <summary>Who was told.</summary>
public enum ToldTo : short
{
    ItDepartment = 1,
    Contractor = 2,
    Colleague = 3,
    Nobody = 4,
}

public enum SolvedBy : short
{
    Mediator = 1,
    ItDepartment = 2,
    Contractor = 3,
    ByItself = 4,
}

/// <summary>Something did not work, from when until when, and who put it right. An open one has no end yet.</summary>
public sealed class Incident
{
    public const int NoteMost = 200;

    /// <summary>A working week for a team: more is a typing error.</summary>
    public const int MinutesLostMost = 10_000;

    internal const string OneOutage = "ux_incidents_one_outage";

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null: every site, for <see cref="IncidentKind.PublicWebsite"/> alone.</summary>
    public int? SiteId { get; set; }

    public Site? Site { get; init; }

    public required IncidentKind Kind { get; set; }

    public Guid? EquipmentId { get; set; }

    public EquipmentItem? Equipment { get; init; }

    /// <summary>Whose website is down.</summary>
    public int? OrganisationId { get; init; }

    public Organisation? Organisation { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Nobody could be helped meanwhile.</summary>
    public bool IsBlocking { get; set; }

    public ToldTo ToldTo { get; set; } = ToldTo.Nobody;

    public SolvedBy? SolvedBy { get; set; }

    /// <summary>As people state it; null: counted from the duration when blocking.</summary>
    public int? MinutesLost { get; set; }

    public string? Note { get; set; }

    public required Guid ReportedById { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>Set by a removal; the row then counts nowhere.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> builder)
        {
            builder.Property(i => i.Note).HasMaxLength(NoteMost);
            builder.Property(i => i.Version).IsRowVersion();
            builder.HasOne(i => i.Site).WithMany().HasForeignKey(i => i.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(i => i.Equipment).WithMany().HasForeignKey(i => i.EquipmentId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(i => i.Organisation).WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Professional>().WithMany().HasForeignKey(i => i.ReportedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(i => i.RemovedAt == null);
            // Also what the desks ask: which websites are down now.
            builder.HasIndex(i => i.OrganisationId).IsUnique().HasDatabaseName(OneOutage).HasFilter("organisation_id IS NOT NULL AND ended_at IS NULL AND removed_at IS NULL");
            builder.HasIndex(i => i.StartedAt).HasFilter("removed_at IS NULL");
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_incidents_kind", "kind BETWEEN 1 AND 6 AND told_to BETWEEN 1 AND 4 AND (kind = 5) = (organisation_id IS NOT NULL) AND (kind = 5 OR site_id IS NOT NULL)");
                t.HasCheckConstraint("ck_incidents_end", "ended_at >= started_at AND (ended_at IS NULL) = (solved_by IS NULL) AND solved_by BETWEEN 1 AND 4");
                t.HasCheckConstraint("ck_incidents_minutes", $"minutes_lost BETWEEN 0 AND {MinutesLostMost}");
            });
        }
    }
}

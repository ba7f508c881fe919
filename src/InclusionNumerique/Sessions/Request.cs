using InclusionNumerique.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Sessions;

/// <summary>Levels of the national strategy: urgence numérique, mise en autonomie progressive, montée en compétences.</summary>
public enum HelpLevel : short
{
    Emergency = 1,
    Inclusion = 2,
    Skills = 3,
}

/// <summary>Faire à la place, faire avec, laisser faire.</summary>
public enum ActedBy : short
{
    Mediator = 1,
    Together = 2,
    Visitor = 3,
}

/// <summary>Who held the keyboard and the mouse.</summary>
public enum Keyboard : short
{
    Mediator = 1,
    Shared = 2,
    Visitor = 3,
}

public enum RequestOutcome : short
{
    Solved = 1,
    ToContinue = 2,
    Oriented = 3,
    GivenUp = 4,
    Impossible = 5,
    Declined = 6,
}

/// <summary>One demand within a session: the one stated at first, or one found on the way.</summary>
public sealed class Request
{
    public const int MostPerSession = 12;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid SessionId { get; init; }

    public Session? Session { get; init; }

    /// <summary>Order within the session, from 0.</summary>
    public required short Position { get; init; }

    public int? ThemeId { get; set; }

    public Theme? Theme { get; init; }

    public int? OrganisationId { get; set; }

    public Organisation? Organisation { get; init; }

    public bool IsFoundOnTheWay { get; set; }

    public HelpLevel? Level { get; set; }

    public ActedBy? ActedBy { get; set; }

    public Keyboard? Keyboard { get; set; }

    public RequestOutcome Outcome { get; set; } = RequestOutcome.Solved;

    public int? CauseId { get; set; }

    public FailureCause? Cause { get; init; }

    public int? Minutes { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Request>
    {
        public void Configure(EntityTypeBuilder<Request> builder)
        {
            builder.HasOne(r => r.Session).WithMany(s => s.Requests).HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(r => r.Theme).WithMany().HasForeignKey(r => r.ThemeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(r => r.Organisation).WithMany().HasForeignKey(r => r.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(r => r.Cause).WithMany().HasForeignKey(r => r.CauseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(r => r.Session!.RemovedAt == null);
            builder.HasIndex(r => new { r.SessionId, r.Position }).IsUnique();
            builder.ToTable(t =>
            {
                t.HasCheckConstraint("ck_requests_subject", "theme_id IS NOT NULL OR organisation_id IS NOT NULL");
                t.HasCheckConstraint("ck_requests_minutes", $"minutes BETWEEN 1 AND {Session.MinutesMost}");
            });
        }
    }
}

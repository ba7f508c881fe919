using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>Once each working day at most, tells by e-mail what became of the people one has sent on, and what is due. By codes: a mailbox is no place for names.</summary>
public sealed class OrientationDigest(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public static readonly TimeOnly Hour = new(7, 30);

    private const int LinesMost = 30;

    /// <summary>Queues the digests of the day, once, from <see cref="Hour"/> on.</summary>
    /// <returns>How many were queued.</returns>
    public async Task<int> QueueAsync(CancellationToken cancellation = default)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        if (now < ParisTime.At(today, Hour) || today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || PublicHolidays.NameOf(today) is not null)
        {
            return 0;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var people = await db.Users.Where(p => p.DisabledAt == null && p.Email != null && !db.Messages.Any(m => m.ProfessionalId == p.Id && m.Day == today))
            .Select(p => new Person(p.Id, p.Email!, p.Roles, p.InstitutionId, p.Sites.Select(s => s.Id).ToList())).ToListAsync(cancellation);
        var since = await SinceAsync(db, today, cancellation);
        var sent = (await db.Orientations.Where(o => (o.NewsAt >= since && o.NewsAt < now && (o.NewsSeenAt == null || o.NewsSeenAt < o.NewsAt)) || (o.DueOn == today && (o.State == OrientationState.NoShow || o.State == OrientationState.Refused)))
            .OrderBy(o => o.StateSince)
            .Select(o => new Line(o.SenderId, o.Code, o.State, o.StateSince)).ToListAsync(cancellation)).ToLookup(l => l.SenderId);
        var due = await db.Orientations
            .Where(o => o.DueOn <= today && o.TargetSiteId != null && (o.State == OrientationState.Sent || o.State == OrientationState.Acknowledged || o.State == OrientationState.Arrived || o.State == OrientationState.Supported))
            .GroupBy(o => new { o.Target, o.TargetSiteId, o.TargetInstitutionId }).Select(g => new Due(g.Key.Target, g.Key.TargetSiteId!.Value, g.Key.TargetInstitutionId, g.Count(), g.Count(o => o.DueOn == today))).ToListAsync(cancellation);
        var late = await db.Orientations.CountAsync(o => o.EscalatesOn <= today, cancellation);
        var isNewlyLate = await db.Orientations.AnyAsync(o => o.EscalatesOn == today, cancellation);

        var digests = people.Select(p => (Person: p, Body: BodyOf([.. sent[p.Id]], DueOf(p, due), p.Roles.Contains(Role.Coordinator) && isNewlyLate ? late : 0))).Where(d => d.Body is not null).ToList();
        db.Messages.AddRange(digests.Select(d => new Message
        {
            Id = Guid.CreateVersion7(),
            ProfessionalId = d.Person.Id,
            Day = today,
            Kind = MessageKind.OrientationDigest,
            Channel = MessageChannel.Email,
            Address = d.Person.Email,
            Subject = "Vos orientations : du nouveau",
            Body = d.Body!,
            Sequence = 0,
            State = MessageState.Waiting,
            NextAt = now,
            CreatedAt = now,
        }));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return digests.Count;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Another process was faster.
            return 0;
        }
    }

    // What came after the last digest: a weekend's news is told on Monday.
    private static async Task<DateTimeOffset> SinceAsync(InclusionDb db, DateOnly today, CancellationToken cancellation)
    {
        var last = await db.Messages.Where(m => m.Day != null && m.Day < today).MaxAsync(m => (DateTimeOffset?)m.CreatedAt, cancellation);
        var week = ParisTime.StartOf(today.AddDays(-7));
        return last is { } at && at > week ? at : week;
    }

    // Told on the day when the first of them falls due, not every morning.
    private static int DueOf(Person person, List<Due> due)
    {
        var actor = new Actor(person.Id, "", person.Roles, person.SiteIds, person.InstitutionId);
        var mine = due.Where(d => person.SiteIds.Contains(d.SiteId) && OrientationsSeenBy.SidesOf(Guid.Empty, d.Target, d.SiteId, d.InstitutionId, actor).Contains(OrientationSide.Receiver)).ToList();
        return mine.Sum(d => d.Today) > 0 ? mine.Sum(d => d.All) : 0;
    }

    private static string? BodyOf(IReadOnlyList<Line> sent, int due, int late)
    {
        if (sent.Count + due + late == 0)
        {
            return null;
        }

        var parts = new List<string> { "Bonjour,\n" };
        if (sent.Count > 0)
        {
            parts.Add("Les personnes que vous avez orientées :");
            parts.AddRange(sent.Take(LinesMost).Select(line => $"- {line.Code} : {line.State.Label().ToLowerInvariant()}, {FrenchTime.Moment(line.Since)}"));
            parts.Add(sent.Count > LinesMost ? $"… et {sent.Count - LinesMost} autres.\n" : "");
        }

        if (due > 0)
        {
            parts.Add(due == 1 ? "Une orientation reçue par votre service attend une réponse.\n" : $"{due} orientations reçues par votre service attendent une réponse.\n");
        }

        if (late > 0)
        {
            parts.Add(late == 1 ? "Une orientation dépasse son délai, tous sites réunis.\n" : $"{late} orientations dépassent leur délai, tous sites réunis.\n");
        }

        parts.Add("Le détail est à la page « Orientations ». Ce message ne porte aucun nom.\n");
        return string.Join('\n', parts);
    }

    private sealed record Person(Guid Id, string Email, List<Role> Roles, int? InstitutionId, List<int> SiteIds);

    private sealed record Line(Guid SenderId, string Code, OrientationState State, DateTimeOffset Since);

    private sealed record Due(TargetKind Target, int SiteId, int? InstitutionId, int All, int Today);
}

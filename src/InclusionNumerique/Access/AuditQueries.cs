using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Access;

/// <param name="From">First day, in Rennes.</param>
/// <param name="To">Last day, in Rennes.</param>
/// <param name="Page">From 1.</param>
public sealed record AuditFilter(string? Action = null, Guid? ActorId = null, int? SiteId = null, DateOnly? From = null, DateOnly? To = null, int Page = 1);

/// <param name="Actor">Null for what the product does by itself, or for an account that is gone.</param>
public sealed record AuditRow(DateTimeOffset At, string? Actor, string Action, string RecordType, string RecordId, string? Site)
{
    public string ActionLabel => AuditLabels.OfAction(Action);

    public string RecordLabel => AuditLabels.OfRecord(RecordType);
}

/// <summary>Counting millions of entries to number the pages would take longer than reading one.</summary>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, bool HasMore)
{
    public static AuditPage Empty { get; } = new([], false);
}

public sealed record AuditActor(Guid Id, string Name);

public sealed class AuditQueries(IDbContextFactory<InclusionDb> factory)
{
    public const int PageSize = 50;

    private const int PageMost = 200;
    private const int ActorsMost = 1000;
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>One page of the trail, latest first.</summary>
    public async Task<AuditPage> EntriesAsync(AuditFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AuditQueries.EntriesAsync") || (filter.Action is { } action && !AuditLabels.Actions.ContainsKey(action)))
        {
            return AuditPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = await Matching(db.AuditEntries.AsNoTracking(), filter)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Skip((Math.Clamp(filter.Page, 1, PageMost) - 1) * PageSize).Take(PageSize + 1)
            .Select(e => new AuditRow(
                e.At,
                db.Users.Where(p => p.Id == e.ActorId).Select(p => p.DisplayName).FirstOrDefault(),
                e.Action,
                e.RecordType,
                e.RecordId,
                db.Sites.Where(s => s.Id == e.SiteId).Select(s => s.ShortName).FirstOrDefault()))
            .ToListAsync(cancellation);
        return new AuditPage([.. rows.Take(PageSize)], rows.Count > PageSize && filter.Page < PageMost);
    }

    /// <summary>Everybody who may be in the trail, to choose from.</summary>
    public async Task<IReadOnlyList<AuditActor>> ActorsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("AuditQueries.ActorsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Users.OrderBy(p => p.DisplayName).Take(ActorsMost).Select(p => new AuditActor(p.Id, p.DisplayName)).ToListAsync(cancellation);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, AuditFilter filter)
    {
        if (filter.From is { } from)
        {
            var start = StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (filter.To is { } to)
        {
            var end = StartOf(to < Latest ? to.AddDays(1) : Latest);
            entries = entries.Where(e => e.At < end);
        }

        if (filter.Action is { } action)
        {
            entries = entries.Where(e => e.Action == action);
        }

        if (filter.ActorId is { } actorId)
        {
            entries = entries.Where(e => e.ActorId == actorId);
        }

        return filter.SiteId is { } site ? entries.Where(e => e.SiteId == site) : entries;
    }

    // A date in an address may be anything; the clock of Paris is not defined for all of it.
    private static DateTimeOffset StartOf(DateOnly day) => ParisTime.StartOf(day < Earliest ? Earliest : day > Latest ? Latest : day);
}

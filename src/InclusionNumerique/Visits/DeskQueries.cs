using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <param name="IsOwn">Made by the actor, who may remove it.</param>
public sealed record PresetChoice(Guid Id, string Label, int? ThemeId, int? OrganisationId, int Minutes, HelpLevel? Level, ActedBy? ActedBy, bool IsOwn);

/// <summary>What the log panel offers at a site to one mediator.</summary>
/// <param name="Themes">Most asked first, in an order that holds for a week so that hands learn it.</param>
/// <param name="Durations">Minutes, ascending.</param>
public sealed record DeskPanel(
    IReadOnlyList<Choice> Themes,
    IReadOnlyList<Choice> Organisations,
    IReadOnlyList<int> Durations,
    IReadOnlyList<PresetChoice> Presets);

public sealed record DraftContent(Guid EntryId, string Content, DateTimeOffset SavedAt);

public sealed class DeskQueries(IDbContextFactory<InclusionDb> factory, ListQueries lists, TimeProvider clock)
{
    internal const string PersonDraft = nameof(LogVisit) + "/";

    private static readonly int[] UsualDurations = [5, 10, 15, 30, 45, 60, 90, 120];

    // A duration that a mediator has used more than five times deserves its own button (habit of the national tool).
    private const int UsesOfOwnDuration = 5;

    private const int OwnDurationsMost = 2;

    public async Task<DeskPanel> PanelAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("DeskQueries.PanelAsync", siteId))
        {
            return new DeskPanel([], [], [], []);
        }

        var choices = await lists.ChoicesAsync(actor, cancellation);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var monday = ParisTime.StartOf(MondayOf(clock.Today()));
        var requests = db.Requests.Where(r => r.Session!.SiteId == siteId && r.Session.StartedAt >= monday.AddDays(-30) && r.Session.StartedAt < monday);
        var themes = await Uses(requests.Where(r => r.ThemeId != null).Select(r => r.ThemeId!.Value), cancellation);
        var organisations = await Uses(requests.Where(r => r.OrganisationId != null).Select(r => r.OrganisationId!.Value), cancellation);
        return new DeskPanel(
            [.. choices.Themes.OrderByDescending(t => themes.GetValueOrDefault(t.Id))],
            [.. choices.Organisations.OrderByDescending(o => organisations.GetValueOrDefault(o.Id))],
            await DurationsAsync(db, actor, monday, cancellation),
            await Choices(db.Presets.Where(p => p.SiteId == siteId || p.OwnerId == actor.Id), actor).ToListAsync(cancellation));
    }

    /// <summary>The presets that a site offers to all its mediators.</summary>
    public async Task<IReadOnlyList<PresetChoice>> SitePresetsAsync(int siteId, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("DeskQueries.SitePresetsAsync", siteId))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await Choices(db.Presets.Where(p => p.SiteId == siteId), actor).ToListAsync(cancellation);
    }

    /// <summary>The draft's name: one for somebody who has just come in, one for each person called from the queue, so that a pause loses nothing.</summary>
    public static string DraftName(Guid? visitId) => visitId is { } id ? $"{PersonDraft}{id:N}" : nameof(LogVisit);

    /// <summary>The author's unfinished form, unless what it would store is already stored.</summary>
    public async Task<DraftContent?> DraftAsync(string formName, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("DeskQueries.DraftAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Drafts
            .Where(d => d.AuthorId == actor.Id && d.Form == formName && !db.Sessions.IgnoreQueryFilters().Any(s => s.Id == d.EntryId))
            .Select(d => new DraftContent(d.EntryId, d.Content, d.SavedAt))
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The actor's latest session of the last twelve hours, as a form with new ids: "the same again". No note.</summary>
    public async Task<VisitForm?> LastEntryAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("DeskQueries.LastEntryAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var since = clock.GetUtcNow().AddHours(-12);
        var last = await db.Sessions.AsNoTracking().Include(s => s.Requests).Include(s => s.Visit)
            .Where(s => s.MediatorId == actor.Id && s.RecordedAt >= since)
            .OrderByDescending(s => s.RecordedAt).FirstOrDefaultAsync(cancellation);
        return last is null ? null : new VisitForm
        {
            SiteId = last.SiteId,
            Origin = last.Visit!.Origin,
            Place = last.Place,
            Minutes = last.Minutes,
            Facts = last.Visit.Facts with { },
            Requests = [.. last.Requests.OrderBy(r => r.Position).Select(RequestForm.From)],
        };
    }

    // Those of the site first: their place is the same for everybody.
    private static IQueryable<PresetChoice> Choices(IQueryable<Preset> presets, Actor actor) => presets
        .OrderBy(p => p.OwnerId == null ? 0 : 1).ThenBy(p => p.Id)
        .Select(p => new PresetChoice(p.Id, p.Label, p.ThemeId, p.OrganisationId, p.Minutes, p.Level, p.ActedBy, p.OwnerId == actor.Id));

    private static async Task<Dictionary<int, int>> Uses(IQueryable<int> ids, CancellationToken cancellation) =>
        await ids.GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellation);

    private static async Task<IReadOnlyList<int>> DurationsAsync(InclusionDb db, Actor actor, DateTimeOffset monday, CancellationToken cancellation)
    {
        var own = await db.Sessions
            .Where(s => s.MediatorId == actor.Id && s.StartedAt >= monday.AddDays(-90) && s.StartedAt < monday && !UsualDurations.Contains(s.Minutes))
            .GroupBy(s => s.Minutes)
            .Where(g => g.Count() > UsesOfOwnDuration)
            .OrderByDescending(g => g.Count())
            .Take(OwnDurationsMost)
            .Select(g => g.Key)
            .ToListAsync(cancellation);
        return [.. UsualDurations.Concat(own).Order()];
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

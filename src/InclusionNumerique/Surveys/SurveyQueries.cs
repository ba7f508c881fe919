using System.Text.Json;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <param name="Sent">Sent by respondents, those that wait for the next gathering included.</param>
/// <param name="Unfinished">Begun and not sent.</param>
public sealed record SurveyRow(Guid Id, string Code, string Title, SurveyState State, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt, DateOnly? ClosesOn, int Questions, int Sent, int Unfinished, int People)
{
    /// <summary>Could be answered on one of these days.</summary>
    public bool IsOpenWithin(DateOnly first, DateOnly last) =>
        OpenedAt is { } opened && DateOnly.FromDateTime(opened.ToParis()) <= last && !(ClosesOn < first) && !(ClosedAt is { } closed && DateOnly.FromDateTime(closed.ToParis()) < first);
}

/// <param name="Taken">Identifiers of all versions: what was answered under one must never be something else's.</param>
public sealed record SurveyDetail(
    Guid Id, string Code, string Title, string Purpose, SurveyState State, bool IsOpenToAll, IReadOnlyList<string> Languages, DateOnly? ClosesOn, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt,
    uint Version, short Number, bool IsFrozen, uint FormVersion, SurveyForm Form, IReadOnlyDictionary<int, int> People, string? Address, IReadOnlyList<string> Taken);

/// <summary>Of one institution.</summary>
/// <param name="People">Whom the survey is meant for; 0 when it was not said.</param>
/// <param name="Begun">Of those invited; moves at each gathering.</param>
public sealed record SurveyRate(int? InstitutionId, string Institution, int People, int Invited, int Begun);

/// <param name="Stored">Gathered: what the results rest on.</param>
/// <param name="Waiting">Sent, waiting for the next gathering.</param>
/// <param name="Unfinished">On the way, or broken off.</param>
public sealed record SurveyReturn(int People, int Stored, int Waiting, int Unfinished, IReadOnlyList<SurveyRate> Institutions, IReadOnlyList<(SurveyMode Mode, int Count)> Modes, IReadOnlyList<(string Language, int Count)> Languages);

/// <summary>Of one text.</summary>
/// <param name="IsOutdated">The French text changed since.</param>
public sealed record SurveyTranslationRow(string Key, string French, string Text, bool IsChecked, bool IsOutdated);

/// <summary>A survey that can be begun, for one of those it asks.</summary>
/// <param name="IsOnlyAudience">Its title says whom it asks.</param>
public sealed record SurveyChoice(string Code, string Title, SurveyAudience Audience, bool IsOnlyAudience);

/// <summary>Surveys as those who keep them see them; answers only as numbers.</summary>
public sealed class SurveyQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<SurveyRow>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.ListAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rows = await db.Surveys.OrderByDescending(s => s.CreatedAt).Select(s => new
        {
            s.Id, s.Code, s.Title, s.State, s.OpenedAt, s.ClosedAt, s.ClosesOn,
            Form = s.Versions.OrderByDescending(v => v.Number).Select(v => v.Form).First(),
            Sent = db.SurveyResponses.Count(r => r.SurveyId == s.Id && r.IsComplete) + db.SurveyDrafts.Count(d => d.SurveyId == s.Id && d.IsSent),
            Unfinished = db.SurveyResponses.Count(r => r.SurveyId == s.Id && !r.IsComplete) + db.SurveyDrafts.Count(d => d.SurveyId == s.Id && !d.IsSent),
            People = s.Populations.Sum(p => (int?)p.People) ?? 0,
        }).Take(200).ToListAsync(cancellation);
        return [.. rows.Select(r => new SurveyRow(r.Id, r.Code, r.Title, r.State, r.OpenedAt, r.ClosedAt, r.ClosesOn, SurveyForm.Parse(r.Form).Questions.Count(), r.Sent, r.Unfinished, r.People))];
    }

    /// <summary>With the questions as they are written now. Null when there is none.</summary>
    public async Task<SurveyDetail?> OneAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.OneAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.AsNoTracking().Include(s => s.Versions).Include(s => s.Populations).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == id, cancellation);
        return survey?.Versions.MaxBy(v => v.Number) is { } last
            ? new(
                survey.Id, survey.Code, survey.Title, survey.Purpose, survey.State, survey.IsOpenToAll, survey.Languages, survey.ClosesOn, survey.OpenedAt, survey.ClosedAt, survey.Version,
                last.Number, last.FrozenAt is not null, last.Version, SurveyForm.Parse(last.Form), survey.Populations.ToDictionary(p => p.InstitutionId, p => p.People), survey.Address,
                [.. survey.Versions.SelectMany(v => SurveyForm.Parse(v.Form).Identifiers).Distinct(StringComparer.OrdinalIgnoreCase)])
            : null;
    }

    public async Task<SurveyReturn?> ReturnAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.ReturnAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var drafts = await db.SurveyDrafts.Where(d => d.SurveyId == id).GroupBy(d => d.IsSent).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var responses = await db.SurveyResponses.Where(r => r.SurveyId == id).GroupBy(r => new { r.IsComplete, r.Mode, r.Language }).Select(g => new { g.Key.IsComplete, g.Key.Mode, g.Key.Language, Count = g.Count() }).ToListAsync(cancellation);
        var people = await db.SurveyPopulations.Where(p => p.SurveyId == id).ToDictionaryAsync(p => p.InstitutionId, p => p.People, cancellation);
        var invited = await db.SurveyInvitations.Where(i => i.SurveyId == id).GroupBy(i => i.InstitutionId).Select(g => new { g.Key, Invited = g.Count(), Begun = g.Count(i => i.HasBegun) }).ToListAsync(cancellation);
        var names = await db.Institutions.ToDictionaryAsync(i => i.Id, i => i.Name, cancellation);
        var rates = people.Keys.Select(k => (int?)k).Union(invited.Select(i => i.Key)).Select(institution => new SurveyRate(
            institution, institution is { } known ? names[known] : "Sans structure", institution is { } k ? people.GetValueOrDefault(k) : 0,
            invited.Find(i => i.Key == institution)?.Invited ?? 0, invited.Find(i => i.Key == institution)?.Begun ?? 0));
        return new(
            people.Values.Sum(), responses.Where(r => r.IsComplete).Sum(r => r.Count), drafts.GetValueOrDefault(true), responses.Where(r => !r.IsComplete).Sum(r => r.Count) + drafts.GetValueOrDefault(false),
            [.. rates.OrderBy(r => r.InstitutionId is null).ThenBy(r => r.Institution, StringComparer.CurrentCulture)],
            [.. responses.GroupBy(r => r.Mode).Select(g => (g.Key, g.Sum(r => r.Count))).OrderByDescending(m => m.Item2)],
            [.. responses.GroupBy(r => r.Language).Select(g => (g.Key, g.Sum(r => r.Count))).OrderByDescending(m => m.Item2)]);
    }

    /// <summary>Every text, translated or not, in the questionnaire's order.</summary>
    public async Task<IReadOnlyList<SurveyTranslationRow>> TranslationsAsync(Guid id, string language, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.TranslationsAsync") || await OneAsync(id, actor, cancellation) is not { } survey)
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var stored = await db.SurveyTranslations.AsNoTracking().Where(t => t.SurveyId == id && t.Language == language).ToDictionaryAsync(t => t.Key, StringComparer.Ordinal, cancellation);
        return [.. SurveyTexts.Of(survey.Title, survey.Purpose, survey.Form).Select(t => stored.GetValueOrDefault(t.Key) is { } known
            ? new SurveyTranslationRow(t.Key, t.French, known.Text, known.IsChecked, known.Source != t.French)
            : new SurveyTranslationRow(t.Key, t.French, "", false, false))];
    }

    /// <summary>What was gathered, for a file. Null when there is no such survey, or it was never opened.</summary>
    public async Task<SurveyData?> DataAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.DataAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.Where(s => s.Id == id)
            .Select(s => new { s.Title, Form = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).Select(v => v.Form).FirstOrDefault() }).SingleOrDefaultAsync(cancellation);
        if (survey?.Form is not { } form)
        {
            return null;
        }

        var responses = await db.SurveyResponses.AsNoTracking().Where(r => r.SurveyId == id).ToListAsync(cancellation);
        return new(survey.Title, SurveyForm.Parse(form), [.. responses.Select(r => new SurveyDataRow(
            r.Audience, r.Language, r.Mode, null, r.Week, r.IsComplete, SurveyAnswers.Parse(r.Answers), JsonSerializer.Deserialize<Dictionary<string, string[]>>(r.Order)))]);
    }

    /// <summary>Translated texts, for a file of the questionnaire.</summary>
    public async Task<IReadOnlyList<SurveyFileText>> TextsAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.TextsAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.SurveyTranslations.Where(t => t.SurveyId == id).OrderBy(t => t.Language).ThenBy(t => t.Key).Select(t => new SurveyFileText(t.Language, t.Key, t.Text)).ToListAsync(cancellation);
    }

    /// <summary>Open ones that anybody of the house may help with, by title.</summary>
    public async Task<IReadOnlyList<SurveyChoice>> OpenAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyQueries.OpenAsync"))
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var open = await db.Surveys.Where(s => s.State == SurveyState.Open && (s.ClosesOn == null || s.ClosesOn >= today)).OrderBy(s => s.Title)
            .Select(s => new { s.Code, s.Title, Form = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).Select(v => v.Form).First() }).ToListAsync(cancellation);
        return [.. open.Select(s => (s.Code, s.Title, SurveyForm.Parse(s.Form).Audiences))
            .SelectMany(s => s.Audiences.Select(audience => new SurveyChoice(s.Code, s.Title, audience, s.Audiences.Count == 1)))
            .OrderBy(c => c.Audience != SurveyAudience.Visitor)];
    }
}

using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

public enum SurveyMove
{
    Next,
    Back,

    /// <summary>Saves the page and breaks off, to come back later.</summary>
    Stop,
}

/// <summary>Answers on the way, as the respondent who holds the secret sees them.</summary>
/// <param name="IsOpen">Answers are still taken.</param>
/// <param name="IsSent">Sent: nothing changes them any more.</param>
public sealed record SurveyProgress(
    Guid SurveyId, string Title, SurveyForm Form, SurveyRoute Route, SurveyAnswers Answers, SurveyAudience Audience, string Language, IReadOnlyList<string> Languages, SurveyMode Mode, bool IsOpen, bool IsSent);

/// <param name="Page">Where to go now; the number of pages once all are sent.</param>
/// <param name="Reply">What was wrong on the page, if it was.</param>
public sealed record SurveyStep(Outcome Outcome, int Page, SurveyReply? Reply = null);

/// <param name="Step">From 1.</param>
public sealed record SurveyFound(string Code, string Language, SurveyMode Mode, int Step);

/// <summary>
/// Saves one page of answers and says which comes next; after the last one they are sent. Public: the secret is the right. What the page holds and what follows is judged
/// here, from the frozen form: a filter holds whatever a browser sends.
/// </summary>
public sealed class AnswerSurvey(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public string Code { get; set; } = "";

        public string Resume { get; set; } = "";

        /// <summary>From 0.</summary>
        public int Page { get; set; }

        public SurveyMove Move { get; set; }

        /// <summary>By key; several values are several options.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>> Sent { get; set; } = new Dictionary<string, IReadOnlyList<string>>();
    }

    /// <summary>Null when the secret leads nowhere: withdrawn, gathered or mistyped.</summary>
    public async Task<SurveyProgress?> ReadAsync(string code, string? resume, CancellationToken cancellation = default)
    {
        if (resume is null)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await FindAsync(db, code, SurveyToken.DraftKey(resume), cancellation);
    }

    /// <summary>Where to go on with the secret alone, which was copied by hand: the first page with something unanswered.</summary>
    public async Task<SurveyFound?> FindAsync(string resume, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var key = SurveyToken.DraftKey(resume);
        if (await db.SurveyDrafts.Where(d => d.Key == key).Join(db.Surveys, d => d.SurveyId, s => s.Id, (_, s) => s.Code).SingleOrDefaultAsync(cancellation) is not { } code
            || await FindAsync(db, code, key, cancellation) is not { IsSent: false } progress)
        {
            return null;
        }

        var pages = progress.Route.Pages.Select(p => SurveyRoute.Asked(p, progress.Answers).SelectMany(q => q.Keys).Any(k => !progress.Answers.ContainsKey(k))).ToList();
        return new(code, progress.Language, progress.Mode, Math.Max(pages.IndexOf(true), 0) + 1);
    }

    /// <summary>A survey's words in a language.</summary>
    public async Task<SurveyWords> WordsAsync(Guid surveyId, string language, CancellationToken cancellation = default)
    {
        if (language == "fr")
        {
            return new("fr", new Dictionary<string, (string, bool)>());
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return new(language, await db.SurveyTranslations.Where(t => t.SurveyId == surveyId && t.Language == language).ToDictionaryAsync(t => t.Key, t => (t.Text, t.IsChecked), cancellation));
    }

    public async Task<SurveyStep> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var key = SurveyToken.DraftKey(form.Resume);
        // Two tabs of one person save one after the other, each the page that it shows.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM survey_drafts WHERE key = {key} FOR UPDATE", cancellation);
        if (await FindAsync(db, form.Code, key, cancellation) is not { } progress)
        {
            return new(Outcome.Refused("", "Ces réponses ne sont plus là."), 0);
        }

        var (route, answers) = (progress.Route, progress.Answers);
        if (progress.IsSent || !progress.IsOpen || form.Page < 0 || form.Page >= route.Pages.Count)
        {
            return new(Outcome.Refused("", "Ce questionnaire est fermé ou déjà envoyé."), form.Page);
        }

        var asked = SurveyRoute.Asked(route.Pages[form.Page], answers);
        var reply = SurveyReply.Read(asked, form.Sent, isStrict: form.Move == SurveyMove.Next);
        foreach (var question in asked)
        {
            foreach (var answered in (string[])[.. question.Keys, question.Id + SurveyAnswers.OtherSuffix])
            {
                if (reply.Answers.TryGetValue(answered, out var value))
                {
                    answers[answered] = value;
                }
                else
                {
                    answers.Remove(answered);
                }
            }
        }

        route.Prune(answers);
        var stays = reply.Faults.Count > 0 && form.Move != SurveyMove.Back;
        var next = stays || form.Move == SurveyMove.Stop ? form.Page : route.Next(form.Move == SurveyMove.Back ? form.Page - 1 : form.Page + 1, form.Move == SurveyMove.Back ? -1 : 1, answers);
        var isSent = !stays && next == route.Pages.Count;
        var (stored, week) = (answers.ToJson(), clock.ThisWeek());
        await db.SurveyDrafts.Where(d => d.Key == key).ExecuteUpdateAsync(
            d => d.SetProperty(x => x.Answers, stored).SetProperty(x => x.Week, week).SetProperty(x => x.IsSent, isSent), cancellation);
        await transaction.CommitAsync(cancellation);
        return new(Outcome.Done, Math.Max(next, 0), reply.Faults.Count > 0 ? reply : null);
    }

    /// <summary>Takes everything back while it is on the way.</summary>
    public async Task<bool> WithdrawAsync(string code, string resume, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var key = SurveyToken.DraftKey(resume);
        return await db.SurveyDrafts.Where(d => d.Key == key && !d.IsSent && db.Surveys.Any(s => s.Id == d.SurveyId && s.Code == code)).ExecuteDeleteAsync(cancellation) == 1;
    }

    private async Task<SurveyProgress?> FindAsync(InclusionDb db, string code, byte[] key, CancellationToken cancellation)
    {
        var today = clock.Today();
        var row = await (
            from d in db.SurveyDrafts
            join s in db.Surveys on d.SurveyId equals s.Id
            join v in db.SurveyVersions on new { d.SurveyId, d.Number } equals new { v.SurveyId, v.Number }
            where d.Key == key && s.Code == code
            select new { d.SurveyId, d.Number, s.Title, v.Form, d.Answers, d.Audience, d.Language, s.Languages, d.Mode, d.Seed, d.IsSent, IsOpen = s.State == SurveyState.Open && (s.ClosesOn == null || s.ClosesOn >= today) })
            .AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            return null;
        }

        var form = SurveyForms.Of(row.SurveyId, row.Number, row.Form);
        return new(
            row.SurveyId, row.Title, form, new(form, row.Audience, row.Seed), SurveyAnswers.Parse(row.Answers), row.Audience, row.Language, row.Languages, row.Mode, row.IsOpen, row.IsSent);
    }
}

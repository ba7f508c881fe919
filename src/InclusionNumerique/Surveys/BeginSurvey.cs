using System.Security.Cryptography;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <param name="Resume">The secret by which the answers are found again; nobody else has it.</param>
public sealed record SurveyBeginning(Outcome Outcome, string? Resume = null);

/// <summary>
/// Begins answers. Public: an open survey's address is the right, or the link of an invitation, which is spent by it. Nobody is audited, since a trace would tell who answered
/// when; who helps or copies a sheet is checked, and only their institution is kept.
/// </summary>
public sealed class BeginSurvey(IDbContextFactory<InclusionDb> factory, SurveyBegun begun, TimeProvider clock)
{
    public sealed class Form
    {
        public string Code { get; set; } = "";

        /// <summary>Of an invitation.</summary>
        public string? Token { get; set; }

        public SurveyAudience Audience { get; set; }

        public string Language { get; set; } = "fr";

        public SurveyMode Mode { get; set; } = SurveyMode.Alone;
    }

    /// <summary>What a respondent reads before beginning. Null when there is no such survey, or it takes no answers now.</summary>
    public async Task<OpenSurveyForm?> ReadAsync(string code, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.FindOpenAsync(code, clock.Today(), cancellation);
    }

    /// <summary>It was asked once, and is over.</summary>
    public async Task<bool> IsKnownAsync(string code, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Surveys.AnyAsync(s => s.Code == code && s.State != SurveyState.Draft, cancellation);
    }

    /// <summary>The survey's code of an invitation's link. Null when it was replaced by that of a reminder, or never was.</summary>
    public async Task<string?> InvitedToAsync(string token, CancellationToken cancellation = default)
    {
        var print = SurveyToken.PersonPrint(token);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.SurveyInvitations.Where(i => i.TokenPrint == print).Join(db.Surveys, i => i.SurveyId, s => s.Id, (_, s) => s.Code).SingleOrDefaultAsync(cancellation);
    }

    /// <param name="actor">Who helps or copies a sheet; nobody otherwise.</param>
    public async Task<SurveyBeginning> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var isStaffed = form.Mode is SurveyMode.Helped or SurveyMode.Paper;
        if (isStaffed ? !actor.May("SurveyHelp") : form.Mode is not (SurveyMode.Alone or SurveyMode.Kiosk))
        {
            return new(Outcome.Forbidden);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindOpenAsync(form.Code, clock.Today(), cancellation) is not { } survey || survey.Form.Audiences.Count == 0)
        {
            return new(Outcome.Refused("", "Ce questionnaire n’est pas ouvert."));
        }

        var audience = survey.Form.Audiences.Contains(form.Audience) ? form.Audience : survey.Form.Audiences[0];
        if (form.Token is { } token)
        {
            if (await SpendAsync(db, survey.Id, token, cancellation) is not { } invited)
            {
                return new(Outcome.Refused(nameof(form.Token), "Ce lien a déjà servi ou n’est plus valable."));
            }

            audience = invited;
        }
        else if (!isStaffed && !survey.IsOpenToAll)
        {
            return new(Outcome.Refused(nameof(form.Token), "Ce questionnaire se remplit à partir du lien reçu par e-mail."));
        }

        var resume = SurveyToken.NewResume();
        db.Add(new SurveyDraft
        {
            Key = SurveyToken.DraftKey(resume), SurveyId = survey.Id, Number = survey.Number, Audience = audience, Mode = form.Mode, Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
            Language = survey.Languages.Contains(form.Language) ? form.Language : "fr", HelperInstitutionId = isStaffed ? actor.InstitutionId : null, Answers = "{}", Week = clock.ThisWeek(),
        });
        await db.SaveChangesAsync(cancellation);
        return new(Outcome.Done, resume);
    }

    // Its own transaction, before the draft's: the two rows share nothing.
    private async Task<SurveyAudience?> SpendAsync(InclusionDb db, Guid surveyId, string token, CancellationToken cancellation)
    {
        var print = SurveyToken.PersonPrint(token);
        var invited = await db.SurveyInvitations.Where(i => i.SurveyId == surveyId && i.TokenPrint == print).Select(i => new { i.Id, i.Audience, i.HasBegun }).SingleOrDefaultAsync(cancellation);
        if (invited is null || invited.HasBegun || begun.Holds(invited.Id))
        {
            return null;
        }

        var spent = SurveyToken.SpentPrint(token);
        var isNew = await db.Database.ExecuteSqlAsync($"INSERT INTO survey_spent_tokens (print, survey_id) VALUES ({spent}, {surveyId}) ON CONFLICT DO NOTHING", cancellation) == 1;
        // Also when it was spent before a crash: the mark that the crash lost is made again.
        begun.Add(surveyId, invited.Id);
        return isNew ? invited.Audience : null;
    }
}

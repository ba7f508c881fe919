using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Surveys;

/// <summary>
/// Moves what was sent from the drafts to the responses, many at a time, and notes who has begun. All rows of the survey are stored anew in a random order and in one
/// transaction, those of earlier gatherings too, so that neither the place of a row nor its transaction tells when an answer came (decision 23).
/// </summary>
public sealed class SurveyGathering(IDbContextFactory<InclusionDb> factory, SurveyBegun begun, TimeProvider clock)
{
    /// <summary>Fewer wait for others, until the week or the survey ends.</summary>
    public const int Least = 10;

    /// <summary>Broken off and not touched for as long: kept as they are, unfinished.</summary>
    public const int WeeksUntouched = 5;

    // Whatever leaves the drafts goes by the same way.
    private const string Store =
        """
        CREATE TEMP TABLE gathered ON COMMIT DROP AS SELECT survey_id, number, audience, language, mode, helper_institution_id, week, is_complete, answers, "order" FROM survey_responses WHERE survey_id = @survey;
        DELETE FROM survey_responses WHERE survey_id = @survey;
        INSERT INTO gathered SELECT @survey, n.number, n.audience, n.language, n.mode, n.helper, n.week, n.is_complete, n.answers::jsonb, n."order"::jsonb
            FROM unnest(@numbers, @audiences, @languages, @modes, @helpers, @weeks, @completes, @answers, @orders) AS n(number, audience, language, mode, helper, week, is_complete, answers, "order");
        INSERT INTO survey_responses (id, survey_id, number, audience, language, mode, helper_institution_id, week, is_complete, answers, "order")
            SELECT gen_random_uuid(), survey_id, number, audience, language, mode, helper_institution_id, week, is_complete, answers, "order" FROM gathered ORDER BY random();
        DELETE FROM survey_drafts WHERE key = ANY(@keys);
        CREATE TEMP TABLE waiting ON COMMIT DROP AS SELECT * FROM survey_drafts WHERE survey_id = @survey;
        DELETE FROM survey_drafts WHERE survey_id = @survey;
        INSERT INTO survey_drafts SELECT * FROM waiting ORDER BY random();
        CREATE TEMP TABLE spent ON COMMIT DROP AS SELECT * FROM survey_spent_tokens WHERE survey_id = @survey;
        DELETE FROM survey_spent_tokens WHERE survey_id = @survey;
        INSERT INTO survey_spent_tokens SELECT * FROM spent ORDER BY random();
        UPDATE survey_invitations SET has_begun = has_begun OR id = ANY(@begun) WHERE survey_id = @survey;
        """;

    /// <summary>Every survey in which enough waits, or which is over.</summary>
    public async Task GatherDueAsync(CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var (week, old, today) = (clock.ThisWeek(), clock.ThisWeek().AddDays(-7 * WeeksUntouched), clock.Today());
        var due = await db.SurveyDrafts
            .Join(db.Surveys, d => d.SurveyId, s => s.Id, (d, s) => new { Draft = d, Survey = s, IsOver = s.State == SurveyState.Closed || s.ClosesOn < today })
            .GroupBy(x => x.Survey.Id)
            .Where(g => g.Count(x => x.Draft.IsSent) >= Least || g.Any(x => x.IsOver || x.Draft.Week < old || (x.Draft.IsSent && x.Draft.Week < week)))
            .Select(g => g.Key).ToListAsync(cancellation);
        foreach (var surveyId in due)
        {
            await GatherAsync(surveyId, cancellation);
        }
    }

    /// <summary>Notes who has begun before the process ends, which forgets it.</summary>
    public async Task NoteBegunAsync(CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        foreach (var surveyId in begun.Surveys())
        {
            await NoteBegunAsync(db, surveyId, cancellation);
        }
    }

    /// <summary>The marks alone, for reminders that are about to go.</summary>
    internal async Task NoteBegunAsync(InclusionDb db, Guid surveyId, CancellationToken cancellation)
    {
        var marks = begun.Of(surveyId);
        await db.Database.ExecuteSqlAsync($"UPDATE survey_invitations SET has_begun = has_begun OR id = ANY({marks.ToArray()}) WHERE survey_id = {surveyId}", cancellation);
        begun.Remove(marks);
    }

    /// <summary>One survey, whatever waits.</summary>
    public async Task GatherAsync(Guid surveyId, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Pages that are being saved wait for it, and then find their answers gone or stored.
        await db.Database.ExecuteSqlRawAsync("LOCK TABLE survey_drafts, survey_responses IN SHARE ROW EXCLUSIVE MODE", cancellation);
        var (old, today) = (clock.ThisWeek().AddDays(-7 * WeeksUntouched), clock.Today());
        var isOver = await db.Surveys.AnyAsync(s => s.Id == surveyId && (s.State == SurveyState.Closed || s.ClosesOn < today), cancellation);
        var leaving = await db.SurveyDrafts.AsNoTracking().Where(d => d.SurveyId == surveyId && (d.IsSent || isOver || d.Week < old)).ToListAsync(cancellation);
        var forms = await db.SurveyVersions.Where(v => v.SurveyId == surveyId).ToDictionaryAsync(v => v.Number, v => v.Form, cancellation);
        var rows = leaving.Select(d => Leaving.Of(d, SurveyForms.Of(surveyId, d.Number, forms[d.Number]))).Where(r => r.Answers != "{}").ToList();
        var marks = begun.Of(surveyId);
        await db.Database.ExecuteSqlRawAsync(Store, Parameters(surveyId, leaving, rows, marks), cancellation);
        await transaction.CommitAsync(cancellation);
        begun.Remove(marks);
        // Old versions of the rows would still lie in the order in which they came.
        await db.Database.ExecuteSqlRawAsync("VACUUM survey_responses, survey_drafts, survey_spent_tokens, survey_invitations", cancellation);
    }

    private static NpgsqlParameter[] Parameters(Guid surveyId, List<SurveyDraft> leaving, List<Leaving> rows, IReadOnlyList<Guid> marks) =>
    [
        new("survey", surveyId), new("keys", leaving.Select(d => d.Key).ToArray()), new("begun", marks.ToArray()),
        new("numbers", rows.Select(r => r.Draft.Number).ToArray()), new("audiences", rows.Select(r => (short)r.Draft.Audience).ToArray()),
        new("languages", rows.Select(r => r.Draft.Language).ToArray()), new("modes", rows.Select(r => (short)r.Draft.Mode).ToArray()),
        new("helpers", rows.Select(r => r.Draft.HelperInstitutionId).ToArray()), new("weeks", rows.Select(r => r.Draft.Week).ToArray()),
        new("completes", rows.Select(r => r.Draft.IsSent).ToArray()), new("answers", rows.Select(r => r.Answers).ToArray()), new("orders", rows.Select(r => r.Order).ToArray()),
    ];

    private sealed record Leaving(SurveyDraft Draft, string Answers, string Order)
    {
        public static Leaving Of(SurveyDraft draft, SurveyForm form) =>
            new(draft, draft.Answers, System.Text.Json.JsonSerializer.Serialize(new SurveyRoute(form, draft.Audience, draft.Seed).Order()));
    }
}

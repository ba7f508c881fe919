using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Results of gathered answers, never of one person.</summary>
public sealed class SurveyResultQueries(IDbContextFactory<InclusionDb> factory)
{
    private const string AsksForTraining = $$"""{"{{nameof(SurveyForm.Blocks)}}":[{"{{nameof(SurveyBlock.Questions)}}":[{"{{nameof(SurveyQuestion.IsTrainingNeed)}}":true}]}]}""";

    /// <summary>Questions as they are asked now; answers of all versions, by the key of their line. Null when there is no such survey, or it was never opened.</summary>
    public async Task<SurveyResult?> OneAsync(Guid id, SurveyResultChoice choice, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyResultQueries.OneAsync"))
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

        return await ResultAsync(db, id, survey.Title, SurveyForm.Parse(form), choice, cancellation);
    }

    /// <summary>Of the survey opened last that asks about needs of training, those questions only. Null when none does.</summary>
    public async Task<SurveyResult?> TrainingNeedsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyResultQueries.TrainingNeedsAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var asking = db.Surveys.Select(s => new { s.Id, s.Title, Last = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).FirstOrDefault() })
            .Where(s => s.Last != null && EF.Functions.JsonContains(s.Last.Form, AsksForTraining)).OrderByDescending(s => s.Last!.FrozenAt);
        if (await asking.Select(s => new { s.Id, s.Title, s.Last!.Form }).FirstOrDefaultAsync(cancellation) is not { } found)
        {
            return null;
        }

        var form = SurveyForm.Parse(found.Form);
        form.Blocks.ForEach(b => b.Questions.RemoveAll(q => !q.IsTrainingNeed));
        return await ResultAsync(db, found.Id, found.Title, form, new(), cancellation);
    }

    private static async Task<SurveyResult> ResultAsync(InclusionDb db, Guid id, string title, SurveyForm form, SurveyResultChoice choice, CancellationToken cancellation)
    {
        var responses = await db.SurveyResponses.AsNoTracking()
            .Where(r => r.SurveyId == id && (choice.Audience == null || r.Audience == choice.Audience) && (!choice.IsCompleteOnly || r.IsComplete))
            .Select(r => new { r.Answers, r.IsComplete }).ToListAsync(cancellation);
        return new SurveyAnalysis(form, choice, [.. responses.Select(r => SurveyAnswers.Parse(r.Answers))]).Result(title, responses.Count(r => r.IsComplete));
    }
}

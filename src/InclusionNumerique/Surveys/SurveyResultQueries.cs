using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Results of gathered answers, never of one person.</summary>
public sealed class SurveyResultQueries(IDbContextFactory<InclusionDb> factory)
{
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

        var responses = await db.SurveyResponses.AsNoTracking()
            .Where(r => r.SurveyId == id && (choice.Audience == null || r.Audience == choice.Audience) && (!choice.IsCompleteOnly || r.IsComplete))
            .Select(r => new { r.Answers, r.IsComplete }).ToListAsync(cancellation);
        return new SurveyAnalysis(SurveyForm.Parse(form), choice, [.. responses.Select(r => SurveyAnswers.Parse(r.Answers))]).Result(survey.Title, responses.Count(r => r.IsComplete));
    }
}

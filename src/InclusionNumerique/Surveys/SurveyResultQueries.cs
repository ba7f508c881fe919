using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <param name="HasAnswers">Gathered ones.</param>
public sealed record SurveyOpened(Guid Id, string Title, bool HasAnswers);

/// <summary>Results of gathered answers, never of one person.</summary>
public sealed class SurveyResultQueries(IDbContextFactory<InclusionDb> factory)
{
    private const string AsksForTraining = $$"""{"{{nameof(SurveyForm.Blocks)}}":[{"{{nameof(SurveyBlock.Questions)}}":[{"{{nameof(SurveyQuestion.IsTrainingNeed)}}":true}]}]}""";

    /// <summary>Questions as they are asked now; answers of all versions, by the key of their line. Null when there is no such survey, or it was never opened.</summary>
    public async Task<SurveyResult?> OneAsync(Guid id, SurveyResultChoice choice, Actor actor, CancellationToken cancellation = default) =>
        actor.May("SurveyResultQueries.OneAsync") ? (await ResultsAsync(id, [choice], cancellation)).SingleOrDefault() : null;

    /// <summary>Of each survey that was ever opened: everybody together, then by each of these questions which it has and which can make groups.</summary>
    /// <param name="by">Ids of questions.</param>
    public async Task<IReadOnlyList<IReadOnlyList<SurveyResult>>> ChapterAsync(IReadOnlyList<Guid> ids, SurveyResultChoice choice, IReadOnlyList<string> by, Actor actor, CancellationToken cancellation = default)
    {
        List<IReadOnlyList<SurveyResult>> parts = [];
        foreach (var id in actor.May("SurveyResultQueries.ChapterAsync") ? ids : [])
        {
            var results = await ResultsAsync(id, [choice with { GroupBy = null }, .. by.Select(question => choice with { GroupBy = question })], cancellation);
            parts.Add([.. results.Where(r => r.Choice.GroupBy is null || r.Form.Questions.Any(q => q.Id == r.Choice.GroupBy && SurveyAnalysis.CanGroup(q)))]);
        }

        return [.. parts.Where(p => p.Count > 0)];
    }

    /// <summary>Those that were ever opened: the professionals' first, then as they were opened.</summary>
    public async Task<IReadOnlyList<SurveyOpened>> OpenedAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("SurveyResultQueries.OpenedAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var opened = await db.Surveys.Where(s => s.Versions.Any(v => v.FrozenAt != null)).OrderBy(s => s.OpenedAt).Select(s => new
        {
            s.Id, s.Title, Form = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).Select(v => v.Form).First(), HasAnswers = db.SurveyResponses.Any(r => r.SurveyId == s.Id),
        }).ToListAsync(cancellation);
        return [.. opened.OrderByDescending(s => SurveyForm.Parse(s.Form).Audiences.Contains(SurveyAudience.Professional)).Select(s => new SurveyOpened(s.Id, s.Title, s.HasAnswers))];
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
        return (await ResultsAsync(db, found.Id, found.Title, form, [new()], cancellation))[0];
    }

    private async Task<IReadOnlyList<SurveyResult>> ResultsAsync(Guid id, IReadOnlyList<SurveyResultChoice> choices, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.Where(s => s.Id == id)
            .Select(s => new { s.Title, Form = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).Select(v => v.Form).FirstOrDefault() }).SingleOrDefaultAsync(cancellation);
        return survey?.Form is { } form ? await ResultsAsync(db, id, survey.Title, SurveyForm.Parse(form), choices, cancellation) : [];
    }

    // Choices differ in their groups at most.
    private static async Task<IReadOnlyList<SurveyResult>> ResultsAsync(InclusionDb db, Guid id, string title, SurveyForm form, IReadOnlyList<SurveyResultChoice> choices, CancellationToken cancellation)
    {
        var (audience, isCompleteOnly) = (choices[0].Audience, choices[0].IsCompleteOnly);
        var responses = await db.SurveyResponses.AsNoTracking()
            .Where(r => r.SurveyId == id && (audience == null || r.Audience == audience) && (!isCompleteOnly || r.IsComplete))
            .Select(r => new { r.Answers, r.IsComplete }).ToListAsync(cancellation);
        List<SurveyAnswers> people = [.. responses.Select(r => SurveyAnswers.Parse(r.Answers))];
        return [.. choices.Select(choice => new SurveyAnalysis(form, choice, people).Result(title, responses.Count(r => r.IsComplete)))];
    }
}

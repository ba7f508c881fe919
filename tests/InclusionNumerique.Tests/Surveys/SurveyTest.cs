using InclusionNumerique.Access;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>A survey with every kind of question, opened by the coordinator.</summary>
public abstract class SurveyTest(TestServer server) : DatabaseTest(server)
{
    protected static SurveyForm Questions() => new()
    {
        Audiences = [SurveyAudience.Professional, SurveyAudience.Manager],
        Blocks =
        [
            new()
            {
                Id = "B1", Title = "Vous",
                Questions =
                [
                    new() { Id = "N", Text = "Numéro", Kind = QuestionKind.Number, Min = 0, Max = 100000 },
                    new() { Id = "F", Text = "Formé ?", Kind = QuestionKind.YesNo },
                    new() { Id = "Q", Text = "Si oui, par qui ?", Kind = QuestionKind.SingleChoice, HasOther = true, Items = [new() { Id = "Q.1", Text = "ESC" }, new() { Id = "Q.2", Text = "Ailleurs" }], Conditions = [new() { Key = "F", Values = ["oui"] }] },
                ],
            },
            new()
            {
                Id = "B2", Title = "Pratiques",
                Questions =
                [
                    new()
                    {
                        Id = "P", Text = "Je me sens à l’aise", Kind = QuestionKind.Scale, LeastLabel = "pas du tout", MostLabel = "tout à fait", ShufflesItems = true, Audiences = [SurveyAudience.Professional],
                        Items = [.. Enumerable.Range(1, 6).Select(i => new SurveyItem { Id = $"P.{i}", Text = $"Ligne {i}" })],
                    },
                    new() { Id = "M", Text = "Lesquels ?", Kind = QuestionKind.MultipleChoice, Items = [new() { Id = "M.1", Text = "A" }, new() { Id = "M.2", Text = "B" }, new() { Id = "M.3", Text = "Aucun", IsExclusive = true }] },
                    new() { Id = "T", Text = "Pourquoi ?", Kind = QuestionKind.Text, Reason = "Pour vos mots." },
                ],
            },
        ],
    };

    /// <returns>The survey's public code.</returns>
    protected async Task<(Guid Id, string Code)> OpenSurveyAsync(SurveyForm? questions = null, bool isOpenToAll = true)
    {
        var id = Guid.CreateVersion7();
        Done(await Get<SaveSurvey>().ExecuteAsync(new() { Id = id, Title = "Essai", Purpose = "Pour essayer", Questions = questions ?? Questions(), IsOpenToAll = isOpenToAll, Languages = ["ar"] }, Coordinator, Cancellation));
        var survey = await OneAsync(id);
        Done(await Get<OpenSurvey>().ExecuteAsync(new() { SurveyId = id, Version = survey.Version, Address = "https://essai.invalid/x" }, Coordinator, Cancellation));
        return (id, survey.Code);
    }

    protected async Task<SurveyDetail> OneAsync(Guid id) => (await Get<SurveyQueries>().OneAsync(id, Coordinator, Cancellation))!;

    protected async Task<string> BeginAsync(string code, SurveyAudience audience = SurveyAudience.Professional)
    {
        var beginning = await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Audience = audience }, Actor.Nobody, Cancellation);
        Done(beginning.Outcome);
        return beginning.Resume!;
    }

    protected Task<SurveyStep> SaveAsync(string code, string resume, int page, params (string Key, string Value)[] sent) => SaveAsync(code, resume, page, SurveyMove.Next, sent);

    protected Task<SurveyStep> SaveAsync(string code, string resume, int page, SurveyMove move, params (string Key, string Value)[] sent) => Get<AnswerSurvey>().ExecuteAsync(
        new() { Code = code, Resume = resume, Page = page, Move = move, Sent = sent.GroupBy(s => s.Key).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(s => s.Value)]) }, Cancellation);

    /// <summary>Three pages, answered and sent by a professional.</summary>
    protected async Task AnswerAllAsync(string code, string resume, int number)
    {
        await SaveAsync(code, resume, 0, ("N", $"{number}"), ("F", "non"));
        (await SaveAsync(code, resume, 2, ("P.1", "8"), ("M", "M.1"))).Page.Should().Be(3);
    }

    protected async Task<SurveyAnswers> DraftAsync(string code, string resume) => (await Get<AnswerSurvey>().ReadAsync(code, resume, Cancellation))!.Answers;

    protected async Task<List<SurveyResponse>> ResponsesAsync()
    {
        await using var db = OpenDb();
        return await db.SurveyResponses.AsNoTracking().ToListAsync(Cancellation);
    }

    protected static void Done(Outcome outcome) => outcome.Refusals.Should().BeEmpty();
}

using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Takes no more answers, and gathers all that was given, finished or not.</summary>
public sealed class CloseSurvey(IDbContextFactory<InclusionDb> factory, SurveyGathering gathering, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        public uint Version { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(CloseSurvey)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == form.SurveyId && s.State == SurveyState.Open, cancellation) is not { } survey)
        {
            return Saving.Gone;
        }

        db.Entry(survey).Property(s => s.Version).OriginalValue = form.Version;
        (survey.State, survey.ClosedAt) = (SurveyState.Closed, clock.GetUtcNow());
        var outcome = await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(CloseSurvey), nameof(Survey), survey.Id), Saving.Conflict, cancellation);
        if (outcome.IsDone)
        {
            await gathering.GatherAsync(survey.Id, cancellation);
        }

        return outcome;
    }
}

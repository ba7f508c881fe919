using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Stores the questions that are being written. A version that has been opened stays as it is: the first change of an open survey begins the next version.</summary>
public sealed class SaveSurveyForm(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        /// <summary>The version that the page showed.</summary>
        public short Number { get; set; }

        public uint Version { get; set; }

        public SurveyForm Questions { get; set; } = new();
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveSurveyForm)))
        {
            return Outcome.Forbidden;
        }

        if (SurveyFormChecks.OfDraft(form.Questions) is { Count: > 0 } refusals)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var last = await db.SurveyVersions.Where(v => v.SurveyId == form.SurveyId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation);
        if (last is null)
        {
            return Saving.Gone;
        }

        if (last.Number != form.Number)
        {
            return Saving.Conflict;
        }

        if (last.FrozenAt is null)
        {
            db.Entry(last).Property(v => v.Version).OriginalValue = form.Version;
            last.Form = form.Questions.ToJson();
        }
        else
        {
            db.Add(new SurveyVersion { SurveyId = form.SurveyId, Number = (short)(last.Number + 1), Form = form.Questions.ToJson() });
        }

        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveSurveyForm), nameof(Survey), form.SurveyId), Saving.Conflict, cancellation);
    }
}

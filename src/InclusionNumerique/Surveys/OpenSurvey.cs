using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Opens a survey, again after it was closed, or puts the version that was being written in the place of the one that is asked. Whoever has begun ends on theirs.</summary>
public sealed class OpenSurvey(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        public uint Version { get; set; }

        /// <summary>Where the product answers, see <see cref="Survey.Address"/>.</summary>
        public string Address { get; set; } = "";
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(OpenSurvey)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Surveys.Include(s => s.Versions).SingleOrDefaultAsync(s => s.Id == form.SurveyId, cancellation) is not { } survey)
        {
            return Saving.Gone;
        }

        db.Entry(survey).Property(s => s.Version).OriginalValue = form.Version;
        var last = survey.Versions.MaxBy(v => v.Number)!;
        var refusals = SurveyFormChecks.ForOpening(SurveyForm.Parse(last.Form));
        if (survey.ClosesOn < clock.Today())
        {
            refusals.Add(new("", "Le dernier jour est passé : changez-le avant d’ouvrir."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var now = clock.GetUtcNow();
        last.FrozenAt ??= now;
        (survey.State, survey.ClosedAt, survey.OpenedAt) = (SurveyState.Open, null, survey.OpenedAt ?? now);
        survey.Address = Uri.TryCreate(form.Address, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.GetLeftPart(UriPartial.Authority) : survey.Address;
        db.Entry(survey).Property(s => s.State).IsModified = true;
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(OpenSurvey), nameof(Survey), survey.Id), Saving.Conflict, cancellation);
    }
}

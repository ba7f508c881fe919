using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Takes over answers that another tool has collected. They are gathered with all others at once: nothing tells them apart but their mode.</summary>
public sealed class ImportSurveyAnswers(IDbContextFactory<InclusionDb> factory, SurveyGathering gathering, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        public byte[] File { get; set; } = [];

        /// <summary>The target of each column that is taken, by its place from 0.</summary>
        public Dictionary<int, string> Mapping { get; set; } = [];

        /// <summary>Lines with a fault are left out, and all others are taken.</summary>
        public bool LeavesFaultyOut { get; set; }

        /// <summary>Of lines that do not say it.</summary>
        public SurveyAudience Audience { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ImportSurveyAnswers)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.SurveyVersions.AsNoTracking().Where(v => v.SurveyId == form.SurveyId && v.FrozenAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation) is not { } version)
        {
            return Outcome.Refused("", "Ouvrez le questionnaire une première fois avant d’y importer des réponses.");
        }

        var questions = SurveyForm.Parse(version.Form);
        IReadOnlyList<SurveyImportedRow> taken;
        try
        {
            taken = SurveyAnswerImport.Read(form.File, form.Mapping, questions).Taken(form.LeavesFaultyOut);
        }
        catch (SurveyFileException e)
        {
            return Outcome.Refused(nameof(form.File), e.Message);
        }

        if (taken.Count == 0)
        {
            return Outcome.Refused("", "Aucune ligne à importer.");
        }

        var otherwise = questions.Audiences.Contains(form.Audience) ? form.Audience : questions.Audiences[0];
        db.AddRange(taken.Select(row => new SurveyResponse
        {
            Id = Guid.NewGuid(), SurveyId = form.SurveyId, Number = version.Number, Audience = row.Audience ?? otherwise, Language = row.Language ?? "fr", Mode = SurveyMode.Imported,
            Week = SurveyReading.Monday(row.Week ?? clock.Today()), IsComplete = row.IsComplete ?? true, Answers = row.Answers.ToJson(), Order = "{}",
        }));
        db.Audit(actor, clock.GetUtcNow(), nameof(ImportSurveyAnswers), nameof(Survey), form.SurveyId);
        await db.SaveChangesAsync(cancellation);
        await gathering.GatherAsync(form.SurveyId, cancellation);
        return Outcome.Done;
    }
}

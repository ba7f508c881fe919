using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Creates a survey, empty or with the questions of another one, or changes what surrounds its questions.</summary>
public sealed class SaveSurvey(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>Languages that the answering pages speak beside French.</summary>
    public static readonly IReadOnlyList<string> LanguagesOffered = ["en", "ar", "tr", "pt", "ru", "uk"];

    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null to create.</summary>
        public uint? Version { get; set; }

        /// <summary>To create: the survey whose questions and translations are taken over.</summary>
        public Guid? SourceId { get; set; }

        /// <summary>To create: questions read from a file.</summary>
        public SurveyForm? Questions { get; set; }

        /// <summary>To create: translations read from a file.</summary>
        public IReadOnlyList<SurveyFileText> Texts { get; set; } = [];

        public string Title { get; set; } = "";

        public string Purpose { get; set; } = "";

        public bool IsOpenToAll { get; set; } = true;

        public List<string> Languages { get; set; } = [];

        public DateOnly? ClosesOn { get; set; }

        /// <summary>By institution; 0 is not kept.</summary>
        public Dictionary<int, int> People { get; set; } = [];
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveSurvey)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.Include(s => s.Populations).SingleOrDefaultAsync(s => s.Id == form.Id, cancellation);
        if (form.Version is { } version)
        {
            if (survey is null)
            {
                return Saving.Gone;
            }

            db.Entry(survey).Property(s => s.Version).OriginalValue = version;
        }
        else if (survey is not null)
        {
            return Outcome.Done; // Sent twice: it is there.
        }
        else
        {
            survey = new Survey { Id = form.Id, Code = SurveyToken.NewCode(), Title = "", Purpose = "", CreatedAt = clock.GetUtcNow() };
            survey.Versions.Add(await FirstAsync(db, form, cancellation));
            db.Add(survey);
        }

        (survey.Title, survey.Purpose, survey.IsOpenToAll, survey.ClosesOn, survey.Languages) = (form.Title.Trim(), form.Purpose.Trim(), form.IsOpenToAll, form.ClosesOn, [.. form.Languages]);
        db.Entry(survey).Property(s => s.Title).IsModified = form.Version is not null;
        survey.Populations.RemoveAll(p => form.People.GetValueOrDefault(p.InstitutionId) == 0);
        foreach (var (institution, people) in form.People.Where(p => p.Value > 0))
        {
            if (survey.Populations.Find(p => p.InstitutionId == institution) is { } known)
            {
                known.People = people;
            }
            else
            {
                survey.Populations.Add(new SurveyPopulation { SurveyId = survey.Id, InstitutionId = institution, People = people });
            }
        }

        if (form is { Version: null, SourceId: { } source })
        {
            db.AddRange((await db.SurveyTranslations.AsNoTracking().Where(t => t.SurveyId == source).ToListAsync(cancellation)).Select(t => new SurveyTranslation
            {
                SurveyId = survey.Id, Language = t.Language, Key = t.Key, Source = t.Source, Text = t.Text, IsChecked = t.IsChecked,
            }));
        }

        if (form is { Version: null, Questions: { } questions })
        {
            var french = SurveyTexts.Of(survey.Title, survey.Purpose, questions).ToDictionary(t => t.Key, t => t.French, StringComparer.Ordinal);
            db.AddRange(form.Texts.Where(t => french.ContainsKey(t.Key) && form.Languages.Contains(t.Language)).Select(t => new SurveyTranslation
            {
                SurveyId = survey.Id, Language = t.Language, Key = t.Key, Source = french[t.Key], Text = t.Text,
            }));
        }

        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveSurvey), nameof(Survey), survey.Id), Outcome.Done, cancellation);
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = form.Questions is null ? [] : SurveyFormChecks.OfDraft(form.Questions);
        PlainText.Require(refusals, nameof(form.Title), form.Title, Survey.TitleMost, "Donnez un titre : c’est la première chose que lit la personne.");
        PlainText.Require(refusals, nameof(form.Purpose), form.Purpose, Survey.PurposeMost, "Dites qui demande, pourquoi, et ce qui sera fait des réponses.");
        foreach (var text in form.Texts)
        {
            PlainText.Check(refusals, nameof(form.Texts), text.Text, Survey.PurposeMost);
        }

        if (form.Languages.Exists(l => !LanguagesOffered.Contains(l)))
        {
            refusals.Add(new(nameof(form.Languages), "Cette langue n’est pas proposée."));
        }

        if (form.People.Values.Any(p => p is < 0 or > 1_000_000))
        {
            refusals.Add(new(nameof(form.People), "Le nombre de personnes va de 0 à 1 000 000."));
        }

        return refusals;
    }

    private static async Task<SurveyVersion> FirstAsync(InclusionDb db, Form form, CancellationToken cancellation)
    {
        var json = form.SourceId is { } source
            ? await db.SurveyVersions.Where(v => v.SurveyId == source).OrderByDescending(v => v.Number).Select(v => v.Form).FirstOrDefaultAsync(cancellation)
            : null;
        return new SurveyVersion { SurveyId = form.Id, Number = 1, Form = json ?? (form.Questions ?? new SurveyForm()).ToJson() };
    }
}

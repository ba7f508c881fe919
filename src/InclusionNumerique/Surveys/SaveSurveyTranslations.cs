using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Stores translated texts of a survey. An empty one is taken away: French is shown in its place.</summary>
public sealed class SaveSurveyTranslations(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        public string Language { get; set; } = "";

        public List<Line> Lines { get; set; } = [];
    }

    public sealed class Line
    {
        public string Key { get; set; } = "";

        public string Text { get; set; } = "";

        public bool IsChecked { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveSurveyTranslations)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.AsNoTracking().Include(s => s.Versions).SingleOrDefaultAsync(s => s.Id == form.SurveyId, cancellation);
        if (survey is null || !SaveSurvey.LanguagesOffered.Contains(form.Language))
        {
            return Saving.Gone;
        }

        var french = SurveyTexts.Of(survey.Title, survey.Purpose, SurveyForm.Parse(survey.Versions.MaxBy(v => v.Number)!.Form)).ToDictionary(t => t.Key, t => t.French, StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        foreach (var line in form.Lines)
        {
            PlainText.Check(refusals, line.Key, line.Text, Survey.PurposeMost);
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var stored = await db.SurveyTranslations.Where(t => t.SurveyId == form.SurveyId && t.Language == form.Language).ToDictionaryAsync(t => t.Key, StringComparer.Ordinal, cancellation);
        foreach (var line in form.Lines.DistinctBy(l => l.Key).Where(l => french.ContainsKey(l.Key)))
        {
            var known = stored.GetValueOrDefault(line.Key);
            if (PlainText.Tidy(line.Text) is not { } text)
            {
                if (known is not null)
                {
                    db.Remove(known);
                }
            }
            else if (known is not null)
            {
                (known.Text, known.Source, known.IsChecked) = (text, french[line.Key], line.IsChecked);
            }
            else
            {
                db.Add(new SurveyTranslation { SurveyId = form.SurveyId, Language = form.Language, Key = line.Key, Source = french[line.Key], Text = text, IsChecked = line.IsChecked });
            }
        }

        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveSurveyTranslations), nameof(Survey), form.SurveyId), Saving.Conflict, cancellation);
    }
}

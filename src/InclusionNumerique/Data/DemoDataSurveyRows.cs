using System.Text.Json;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>The report's two questionnaires, open, with answers of people who do not exist.</summary>
internal static class DemoDataSurveyRows
{
    // Whom the report's survey was sent to, 400 in all; how many of them answered.
    private static readonly (string Institution, int People, int Begun)[] Staff = [("CCAS", 205, 75), ("CDAS", 120, 44), ("Centre social", 55, 19), ("CAF", 12, 2), ("We Ker", 8, 3)];

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Surveys.AnyAsync(cancellation))
        {
            return;
        }

        var opened = SurveyReading.Monday(DateOnly.FromDateTime(now.ToParis())).AddDays(-7 * (DemoDataSurveys.Weeks - 1));
        var institutions = await db.Institutions.Where(i => i.IsActive).OrderBy(i => i.Id).Select(i => new { i.Id, i.ShortName }).ToListAsync(cancellation);
        var professionals = Add(db, 1, "agents", ReportQuestionnaire.Professionals(), opened, now, DemoDataSurveys.Professionals(), null);
        foreach (var (name, people, begun) in Staff)
        {
            if (institutions.Find(i => i.ShortName == name) is not { } institution)
            {
                continue;
            }

            professionals.Populations.Add(new SurveyPopulation { SurveyId = professionals.Id, InstitutionId = institution.Id, People = people });
            db.AddRange(Enumerable.Range(0, people).Select(i => new SurveyInvitation
            {
                Id = Guid.NewGuid(), SurveyId = professionals.Id, Email = $"enquete{institution.Id}-{i}{DemoData.EmailDomain}", InstitutionId = institution.Id,
                Audience = i % 14 == 0 ? SurveyAudience.Manager : SurveyAudience.Professional, HasBegun = i < begun, InvitedOn = opened,
            }));
        }

        var visitors = Add(db, 2, "visite", ReportQuestionnaire.Visitors(), opened, now, DemoDataSurveys.Visitors(), institutions[0].Id);
        visitors.Languages = [.. ReportQuestionnaire.Languages];
        var french = SurveyTexts.Of(visitors.Title, visitors.Purpose, ReportQuestionnaire.Visitors().Form).ToDictionary(t => t.Key, t => t.French, StringComparer.Ordinal);
        db.AddRange(visitors.Languages.SelectMany(language => ReportQuestionnaire.Translation(language).Select(t => new SurveyTranslation
        {
            SurveyId = visitors.Id, Language = language, Key = t.Key, Source = french[t.Key], Text = t.Value,
        })));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static Survey Add(
        InclusionDb db, int number, string code, ReportQuestionnaire asked, DateOnly opened, DateTimeOffset now, IReadOnlyList<DemoDataSurveyAnswers> answers, int? helper)
    {
        var openedAt = ParisTime.At(opened, new(9, 0));
        var survey = new Survey
        {
            Id = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15), Code = code, Title = asked.Title, Purpose = asked.Purpose, State = SurveyState.Open,
            CreatedAt = openedAt < now ? openedAt : now, OpenedAt = openedAt, Address = "https://demo.invalid",
        };
        survey.Versions.Add(new SurveyVersion { SurveyId = survey.Id, Number = 1, Form = asked.Form.ToJson(), FrozenAt = openedAt });
        db.Add(survey);
        var random = new DemoDataRandom(12, number);
        db.AddRange(answers.OrderBy(_ => random.Below(int.MaxValue)).Select(a => new SurveyResponse
        {
            Id = Guid.NewGuid(), SurveyId = survey.Id, Number = 1, Audience = a.Audience, Language = a.Language, Mode = a.Mode, IsComplete = a.IsComplete, Week = opened.AddDays(7 * a.Week),
            HelperInstitutionId = a.Mode is SurveyMode.Helped or SurveyMode.Paper ? helper : null, Answers = a.Answers.ToJson(),
            Order = JsonSerializer.Serialize(new SurveyRoute(asked.Form, a.Audience, random.Below(int.MaxValue)).Order()),
        }));
        return survey;
    }
}

using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>A survey as it is asked now.</summary>
/// <param name="Number">Of its last frozen version.</param>
public sealed record OpenSurveyForm(Guid Id, string Code, string Title, string Purpose, short Number, IReadOnlyList<string> Languages, bool IsOpenToAll, SurveyForm Form);

internal static class SurveyReading
{
    /// <summary>Null when there is none, or it takes no answers on that day.</summary>
    public static async Task<OpenSurveyForm?> FindOpenAsync(this InclusionDb db, string code, DateOnly today, CancellationToken cancellation)
    {
        var row = await db.Surveys
            .Where(s => s.Code == code && s.State == SurveyState.Open && (s.ClosesOn == null || s.ClosesOn >= today))
            .Select(s => new { s.Id, s.Code, s.Title, s.Purpose, s.Languages, s.IsOpenToAll, Last = s.Versions.Where(v => v.FrozenAt != null).OrderByDescending(v => v.Number).Select(v => new { v.Number, v.Form }).FirstOrDefault() })
            .AsNoTracking().SingleOrDefaultAsync(cancellation);
        return row?.Last is { } last ? new(row.Id, row.Code, row.Title, row.Purpose, last.Number, row.Languages, row.IsOpenToAll, SurveyForms.Of(row.Id, last.Number, last.Form)) : null;
    }

    /// <summary>Monday.</summary>
    public static DateOnly ThisWeek(this TimeProvider clock) => Monday(clock.Today());

    public static DateOnly Monday(DateOnly day) => day.AddDays(-((int)day.DayOfWeek + 6) % 7);
}

using InclusionNumerique.Activities;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Activities;

/// <summary>One activity in words, and as the form that corrects it.</summary>
public static class ActivityWords
{
    public static string Of(WeekEntry entry) => $"{entry.Label}, {VisitTexts.Duration(entry.Minutes)}, {FrenchTime.Hours(entry.StartsAt, entry.EndsAt)}";

    public static ActivityForm FormOf(WeekEntry entry)
    {
        var start = entry.StartsAt.ToParis();
        return new ActivityForm
        {
            Id = entry.Id, Version = entry.Activity.Version, TypeId = entry.Activity.TypeId, SiteId = entry.Activity.SiteId,
            Day = DateOnly.FromDateTime(start), Time = TimeOnly.FromDateTime(start), Minutes = Math.Max(1, entry.Minutes),
        };
    }
}

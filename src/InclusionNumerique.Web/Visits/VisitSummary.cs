using InclusionNumerique.Lists;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>A form in a few words: "CAF, Impression – 15 min".</summary>
public static class VisitSummary
{
    public static string Of(VisitForm form, ListChoices lists)
    {
        var subjects = form.Requests.Where(r => !r.IsEmpty).Select(r => Of(r, lists)).ToList();
        return (subjects.Count, form.Minutes) switch
        {
            (0, null) => "",
            (0, { } minutes) => VisitTexts.Duration(minutes),
            (_, null) => string.Join(", ", subjects),
            (_, { } minutes) => $"{string.Join(", ", subjects)} – {VisitTexts.Duration(minutes)}",
        };
    }

    public static string Of(RequestForm request, ListChoices lists) => string.Join(
        " · ",
        new[]
        {
            lists.Organisations.FirstOrDefault(o => o.Id == request.OrganisationId)?.Label,
            lists.Themes.FirstOrDefault(t => t.Id == request.ThemeId)?.Label,
        }.Where(label => label is not null));
}

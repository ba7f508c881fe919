using System.Globalization;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visits;

/// <summary>The columns of a paper sheet, in their order on paper and on screen.</summary>
public enum PaperColumn
{
    Time,
    Subject,
    Minutes,
    Outcome,
    Age,
    Gender,
    District,
    FirstVisit,
}

/// <summary>What can be typed in the cells of a sheet: the house's lists, and the few words of the other columns.</summary>
public sealed class PaperChoices
{
    public PaperChoices(ListChoices lists, int siteId)
    {
        var themes = lists.Themes.Select(t => t.Label).ToHashSet();
        Subjects =
        [
            .. lists.Themes.Select(t => new PaperChoice(t.Label, form => form.Requests.Add(new RequestForm { ThemeId = t.Id }))),
            .. lists.Organisations.Select(o => new PaperChoice(
                themes.Contains(o.Label) ? $"{o.Label} (organisme)" : o.Label,
                form => form.Requests.Add(new RequestForm { OrganisationId = o.Id }))),
        ];
        Outcomes =
        [
            .. Enum.GetValues<RequestOutcome>().Where(o => o != RequestOutcome.Impossible).Select(o => new PaperChoice(o.Label(), form => Ended(form, o))),
            .. lists.Causes.Select(c => new PaperChoice($"{c.Label} (impossible)", form => Ended(form, RequestOutcome.Impossible, c.Id))),
        ];
        Districts = [.. lists.Districts.OrderByDescending(d => d.SiteId == siteId).Select(d => new PaperChoice(d.Label, form => form.Facts.DistrictId = d.Id))];
    }

    public IReadOnlyList<PaperChoice> Subjects { get; }

    /// <summary>An impossible request is typed by its cause.</summary>
    public IReadOnlyList<PaperChoice> Outcomes { get; }

    public static IReadOnlyList<PaperChoice> Ages { get; } =
        [.. Enum.GetValues<AgeBand>().Select(band => new PaperChoice(band.Label(), form => form.Facts.AgeBand = band))];

    public static IReadOnlyList<PaperChoice> Genders { get; } =
    [
        new(Gender.Female.Label(), form => form.Facts.Gender = Gender.Female, "Femme"),
        new(Gender.Male.Label(), form => form.Facts.Gender = Gender.Male, "Homme"),
    ];

    /// <summary>The site's own first.</summary>
    public IReadOnlyList<PaperChoice> Districts { get; }

    public static IReadOnlyList<PaperChoice> FirstVisits { get; } =
    [
        new("Oui", form => form.Facts.IsFirstVisit = true),
        new("Non", form => form.Facts.IsFirstVisit = false),
    ];

    /// <summary>Reads one typed cell into the form: its text as the sheet shows it, or why it cannot be read.</summary>
    public (string Text, string? Refusal) Read(PaperColumn column, string text, VisitForm form) => column switch
    {
        PaperColumn.Time => ReadTime(text, form),
        PaperColumn.Minutes => ReadMinutes(text, form),
        PaperColumn.Subject => ReadSubjects(text, form),
        PaperColumn.Outcome => ReadOne(text, form, Outcomes, "Issue inconnue. Tapez les premières lettres : résolue, à poursuivre, orientée, renoncement, déclinée, ou la cause de l’échec."),
        PaperColumn.Age => ReadOne(Band(text)?.Label() ?? text, form, Ages, "Âge inconnu. Tapez l’âge ou la tranche : 45, 40-59."),
        PaperColumn.Gender => ReadOne(text, form, Genders, "Genre inconnu. Tapez F ou M, ou laissez vide."),
        PaperColumn.District => ReadOne(text, form, Districts, "Quartier inconnu. Tapez ses premières lettres (exemple : vil)."),
        _ => ReadOne(text, form, FirstVisits, "Tapez oui ou non, ou laissez vide."),
    };

    private static (string Text, string? Refusal) ReadTime(string text, VisitForm form)
    {
        form.Time = PaperTime.Parse(text);
        return form.Time is { } time ? (PaperTime.Show(time), null) : (text, "Heure non comprise. Exemples : 930, 9h30, 9:30.");
    }

    private static (string Text, string? Refusal) ReadMinutes(string text, VisitForm form)
    {
        form.Minutes = PaperTime.ParseMinutes(text);
        return form.Minutes is { } minutes ? (minutes.ToString(CultureInfo.InvariantCulture), null) : (text, "Durée non comprise. Exemples : 15, 1h30.");
    }

    // "CAF + Impression": one thing led to another.
    private (string Text, string? Refusal) ReadSubjects(string text, VisitForm form)
    {
        const string Unknown = "Thème ou organisme inconnu. Tapez ses premières lettres (exemple : caf).";
        if (PaperChoice.Find(text, Subjects, Unknown) is { Found: { } one })
        {
            one.Apply(form);
            return (one.Label, null);
        }

        var labels = new List<string>();
        foreach (var part in text.Split('+', Request.MostPerSession + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(""))
        {
            var (found, refusal) = PaperChoice.Find(part, Subjects, Unknown);
            if (found is null)
            {
                return (text, refusal);
            }

            found.Apply(form);
            labels.Add(found.Label);
        }

        return (string.Join(" + ", labels), null);
    }

    private static (string Text, string? Refusal) ReadOne(string text, VisitForm form, IReadOnlyList<PaperChoice> choices, string unknown)
    {
        var (found, refusal) = PaperChoice.Find(text, choices, unknown);
        found?.Apply(form);
        return (found?.Label ?? text, refusal);
    }

    private static void Ended(VisitForm form, RequestOutcome outcome, int? causeId = null)
    {
        foreach (var request in form.Requests)
        {
            (request.Outcome, request.CauseId) = (outcome, causeId);
        }
    }

    private static AgeBand? Band(string text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var age) ? age switch
    {
        < 0 or > 130 => null,
        < 12 => AgeBand.Under12,
        < 18 => AgeBand.From12To17,
        < 25 => AgeBand.From18To24,
        < 40 => AgeBand.From25To39,
        < 60 => AgeBand.From40To59,
        < 70 => AgeBand.From60To69,
        _ => AgeBand.From70,
    } : null;
}

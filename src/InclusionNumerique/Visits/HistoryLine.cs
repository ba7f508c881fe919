using System.Globalization;
using InclusionNumerique.Staff;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visits;

/// <summary>What a line of the figures is about, where the history has no field for it.</summary>
public enum HistoryFact
{
    /// <summary>Hour of arrival.</summary>
    Hour = 1,

    /// <summary>ISO weekday × 2, plus 1 for afternoons.</summary>
    HalfDay,
    AgeBand,
    Gender,

    /// <summary>1 known face, 2 first visit.</summary>
    FirstVisit,

    /// <summary>1 priority districts, 2 others.</summary>
    Place,
    District,
    Theme,
    Organisation,

    /// <summary>0 stated at first, 1 found on the way, 2 either.</summary>
    Found,
    Level,
    ActedBy,
    Keyboard,

    /// <summary>Of sessions, the national ranges 1 to 4; 0: any.</summary>
    Duration,

    /// <summary>The one that who recorded the visit works for today; 0: none. So are the next two, of the mediator.</summary>
    VisitInstitution,
    SessionInstitution,
    RequestInstitution,
}

/// <summary>One line of the figures. Key 0 is "not said", but for what says otherwise.</summary>
public sealed record HistoryLine(HistoryFact Fact, int Key)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Whether the figures have such a line.</summary>
    public bool Exists => Fact switch
    {
        HistoryFact.Hour => Key is >= 0 and < 24,
        HistoryFact.HalfDay => Key is >= 2 and < 16,
        HistoryFact.AgeBand => Key is >= 0 and <= (int)AgeBand.From70,
        HistoryFact.District or HistoryFact.Theme or HistoryFact.Organisation => Key == 0,
        HistoryFact.Gender or HistoryFact.FirstVisit or HistoryFact.Place or HistoryFact.Found => Key is >= 0 and <= 2,
        HistoryFact.Level or HistoryFact.ActedBy or HistoryFact.Keyboard => Key is >= 0 and <= 3,
        HistoryFact.Duration => Key is >= 0 and <= 4,
        HistoryFact.VisitInstitution or HistoryFact.SessionInstitution or HistoryFact.RequestInstitution => Key >= 0,
        _ => false,
    };

    public bool IsOfSessions => Fact is HistoryFact.Duration or HistoryFact.SessionInstitution;

    /// <param name="institutions">Whose names may be said.</param>
    public string Label(IReadOnlyList<Choice> institutions) => Fact switch
    {
        HistoryFact.Hour => $"Arrivée de {Key} h à {Key + 1} h",
        HistoryFact.HalfDay => $"Arrivée le {French.DateTimeFormat.GetDayName(WeekdayOf(Key))} {(Key % 2 == 0 ? "matin" : "après-midi")}",
        HistoryFact.AgeBand => "Âge : " + (Key == 0 ? VisitTexts.NotSaid : ((AgeBand)Key).Label()),
        HistoryFact.Gender => "Genre : " + (Key == 0 ? VisitTexts.NotSaid : ((Gender)Key).Label()),
        HistoryFact.FirstVisit => Key switch { 0 => "Première visite ou non : " + VisitTexts.NotSaid, 1 => "Déjà venue", _ => "Première visite" },
        HistoryFact.Place => Key switch { 0 => "Lieu de vie : " + VisitTexts.NotSaid, 1 => "Quartier prioritaire", _ => "Hors quartier prioritaire" },
        HistoryFact.District => "Quartier : " + VisitTexts.NotSaid,
        HistoryFact.Theme => "Demande sans thème",
        HistoryFact.Organisation => "Demande sans organisme",
        HistoryFact.Found => Key switch { 0 => "Demande annoncée", 1 => "Demande trouvée en route", _ => "Toutes les demandes" },
        HistoryFact.Level => "Niveau d’aide : " + (Key == 0 ? VisitTexts.NotSaid : ((HelpLevel)Key).Label()),
        HistoryFact.ActedBy => "Qui a fait : " + (Key == 0 ? VisitTexts.NotSaid : ((ActedBy)Key).Label()),
        HistoryFact.Keyboard => "Clavier : " + (Key == 0 ? VisitTexts.NotSaid : ((Keyboard)Key).Label()),
        HistoryFact.VisitInstitution => "Accueil : " + Institution(institutions),
        HistoryFact.SessionInstitution => "Accompagnement : " + Institution(institutions),
        HistoryFact.RequestInstitution => "Demande traitée : " + Institution(institutions),
        _ => Key == 0 ? "Tous les accompagnements" : "Durée : " + NationalLabels.DurationRanges[Key - 1],
    };

    /// <summary>Null when the line is not about visits.</summary>
    internal IQueryable<Visit>? Of(IQueryable<Visit> visits, IQueryable<District> districts, IQueryable<Professional> people) => Fact switch
    {
        HistoryFact.Hour => visits.Where(v => v.Hour == Key),
        HistoryFact.HalfDay => InHalf(visits, WeekdayOf(Key), Key % 2 == 1),
        HistoryFact.AgeBand => visits.Where(v => v.Facts.AgeBand == (Key == 0 ? null : (AgeBand?)Key)),
        HistoryFact.Gender => visits.Where(v => v.Facts.Gender == (Key == 0 ? null : (Gender?)Key)),
        HistoryFact.FirstVisit => visits.Where(v => v.Facts.IsFirstVisit == (Key == 0 ? null : Key == 2)),
        HistoryFact.Place when Key > 0 => visits.Where(v => districts.Any(d => d.Id == v.Facts.DistrictId && d.IsPriority == (Key == 1))),
        HistoryFact.Place or HistoryFact.District => visits.Where(v => v.Facts.DistrictId == null),
        HistoryFact.VisitInstitution => visits.Where(v => people.Any(p => p.Id == v.RecordedById && (p.InstitutionId ?? 0) == Key)),
        _ => null,
    };

    /// <summary>Null when the line is not about requests.</summary>
    internal IQueryable<Request>? Of(IQueryable<Request> requests, IQueryable<Session> sessions, IQueryable<Professional> people) => Fact switch
    {
        HistoryFact.Theme => requests.Where(r => r.ThemeId == null),
        HistoryFact.Organisation => requests.Where(r => r.OrganisationId == null),
        HistoryFact.Found => requests.Where(r => Key == 2 || r.IsFoundOnTheWay == (Key == 1)),
        HistoryFact.Level => requests.Where(r => r.Level == (Key == 0 ? null : (HelpLevel?)Key)),
        HistoryFact.ActedBy => requests.Where(r => r.ActedBy == (Key == 0 ? null : (ActedBy?)Key)),
        HistoryFact.Keyboard => requests.Where(r => r.Keyboard == (Key == 0 ? null : (Keyboard?)Key)),
        HistoryFact.RequestInstitution => Of(requests, Helped(sessions, people)),
        _ => null,
    };

    /// <summary>Null when the line is not about sessions.</summary>
    internal IQueryable<Session>? Of(IQueryable<Session> sessions, IQueryable<Professional> people) => !IsOfSessions ? null : Fact == HistoryFact.SessionInstitution ? Helped(sessions, people) : Key switch
    {
        1 => sessions.Where(s => s.Minutes < 30),
        2 => sessions.Where(s => s.Minutes >= 30 && s.Minutes < 60),
        3 => sessions.Where(s => s.Minutes >= 60 && s.Minutes < 120),
        4 => sessions.Where(s => s.Minutes >= 120),
        _ => sessions,
    };

    private string Institution(IReadOnlyList<Choice> institutions) => Key == 0 ? "sans institution" : institutions.FirstOrDefault(i => i.Id == Key)?.Label ?? "institution inconnue";

    private IQueryable<Session> Helped(IQueryable<Session> sessions, IQueryable<Professional> people) => sessions.Where(s => people.Any(p => p.Id == s.MediatorId && (p.InstitutionId ?? 0) == Key));

    private static IQueryable<Request> Of(IQueryable<Request> requests, IQueryable<Session> held) => requests.Where(r => held.Any(s => s.Id == r.SessionId));

    private static DayOfWeek WeekdayOf(int halfDay) => (DayOfWeek)(halfDay / 2 % 7);

    private static IQueryable<Visit> InHalf(IQueryable<Visit> visits, DayOfWeek day, bool isAfternoon) => visits.Where(v => v.Day.DayOfWeek == day && v.Hour >= 13 == isAfternoon);
}

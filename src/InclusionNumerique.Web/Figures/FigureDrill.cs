using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Appointments;
using InclusionNumerique.Web.Orientations;
using InclusionNumerique.Web.Visits;

namespace InclusionNumerique.Web.Figures;

/// <summary>Ways from a figure to the visits, appointments or orientations that it counts. Null for who may not open them all; a hidden figure has none, for the list would tell its number.</summary>
public sealed class FigureDrill
{
    public const string Visits = "visites";

    public const string Sessions = "accompagnements";

    public const string Requests = "demandes";

    public const string Sites = "sites";

    public const string HalfDays = "demi-journees";

    private readonly FigureFilter _filter;
    private readonly DateOnly _today;

    private readonly bool _mayOrientations;

    private FigureDrill(FigureFilter filter, Actor actor, DateOnly today) => (_filter, _today, _mayOrientations) = (filter, today, actor.May("OrientationQueries.CountedAsync"));

    public static FigureDrill? Of(FigureFilter filter, Actor actor, DateOnly today) =>
        actor.May("History") && actor.May("AppointmentList")
        && Math.Min((int)actor.ReachOf("VisitQueries.HistoryAsync"), (int)actor.ReachOf("AppointmentQueries.ListAsync")) >= (int)actor.ReachOf("FigureQueries.FiguresAsync") ? new(filter, actor, today) : null;

    /// <summary>The visits of one line of a table, as an address; null where there is none.</summary>
    /// <param name="table">Of <see cref="FigureTable.Id"/>, or one of the names above.</param>
    /// <param name="isBeside">Of the compared period or site.</param>
    public string? Rows(Figure? figure, string table, int? key = null, bool isBeside = false)
    {
        var (from, to) = isBeside ? _filter.Beside ?? default : (_filter.Period.From, _filter.Period.To);
        var site = (isBeside ? _filter.CompareSiteId : null) ?? _filter.SiteId;
        return figure?.Value is not > 0 ? null
            : LineOf(table, key) is { } line ? Address(line with { From = from, To = to, SiteId = line.SiteId ?? site })
            : _filter.IsOfDistricts ? null
            : AppointmentsOf(table, key, from, to) is { } appointments ? AppointmentAddress.Of(appointments, site)
            : table.StartsWith("ori-", StringComparison.Ordinal) && key is { } fate ? Rows(figure, OrientationTally.Fate, fate, isBeside: isBeside)
            : null;
    }

    /// <summary>The orientations of one line of a table.</summary>
    public string? Rows(Figure? figure, OrientationTally tally, int? key, bool isArrived = false, bool isAwaited = false, bool isBeside = false)
    {
        var (from, to) = isBeside ? _filter.Beside ?? default : (_filter.Period.From, _filter.Period.To);
        return figure?.Value is > 0 && key is { } line && _mayOrientations && !_filter.IsOfDistricts
            ? OrientationAddress.Of(new(from, to, (isBeside ? _filter.CompareSiteId : null) ?? _filter.SiteId, tally, line, isArrived, isAwaited))
            : null;
    }

    /// <summary>The visits of one column over time.</summary>
    public string? Rows(Figure figure, DateOnly start) => figure.Value is > 0 ? Address(new() { From = start, To = EndOf(start), SiteId = _filter.SiteId }) : null;

    /// <summary>These same figures, of one column over time.</summary>
    public string Narrow(DateOnly start)
    {
        var end = EndOf(start);
        var span = start == end ? FigureSpan.Day : start.Day == 1 && end == start.AddMonths(1).AddDays(-1) ? FigureSpan.Month : FigureSpan.Free;
        return FigureAddress.Write(_filter with { Period = span == FigureSpan.Free ? new(span, start, end) : FigurePeriod.Of(span, end, _today) }, _today);
    }

    private DateOnly EndOf(DateOnly start)
    {
        var end = _filter.Period.Step switch
        {
            FigureStep.Day => start,
            FigureStep.Week => start.AddDays(6 - (start.DayNumber % 7)),
            _ => new DateOnly(start.Year, start.Month, 1).AddMonths(1).AddDays(-1),
        };
        return end < _filter.Period.To ? end : _filter.Period.To;
    }

    private string Address(HistoryFilter filter) =>
        HistoryAddress.Page + HistoryAddress.Query(filter with { DistrictId = filter.DistrictId ?? _filter.DistrictId, IsPriority = _filter.IsPriority });

    private static HistoryFilter? LineOf(string table, int? key) => (table, key) switch
    {
        (Visits, _) => new(),
        (Sessions, _) => Fact(HistoryFact.Duration, 0),
        (Requests, _) => Fact(HistoryFact.Found, 2),
        (_, null) => null,
        (Sites, { } site) => new() { SiteId = site },
        ("etats", { } state) => new() { State = (VisitState)state },
        ("themes", > 0 and { } theme) => new() { ThemeId = theme },
        ("organismes", > 0 and { } organisation) => new() { OrganisationId = organisation },
        ("issues", { } outcome) => new() { Outcome = (RequestOutcome)outcome },
        ("causes", { } cause) => new() { CauseId = cause },
        ("quartiers", > 0 and { } district) => new() { DistrictId = district },
        _ => FactOf(table) is { } fact ? Fact(fact, key.Value) : null,
    };

    private static AppointmentLine? AppointmentsOf(string table, int? key, DateOnly from, DateOnly to) => (table, key) switch
    {
        ("rdv-etats", { } state) => new(from, to, State: (AppointmentState)state),
        ("rdv-origines", { } origin) => new(from, to, Origin: (BookingOrigin)origin),
        ("rdv-annulations", { } reason) => new(from, to, Reason: (CancelReason)reason),
        _ => null,
    };

    private static HistoryFact? FactOf(string table) => table switch
    {
        HalfDays => HistoryFact.HalfDay,
        "heures" => HistoryFact.Hour,
        "themes" => HistoryFact.Theme,
        "organismes" => HistoryFact.Organisation,
        "annonce" => HistoryFact.Found,
        "durees" => HistoryFact.Duration,
        "niveaux" => HistoryFact.Level,
        "qui-a-fait" => HistoryFact.ActedBy,
        "clavier" => HistoryFact.Keyboard,
        "venue" => HistoryFact.FirstVisit,
        "ages" => HistoryFact.AgeBand,
        "genres" => HistoryFact.Gender,
        "qpv" => HistoryFact.Place,
        "quartiers" => HistoryFact.District,
        "institutions-accueil" => HistoryFact.VisitInstitution,
        "institutions-aide" => HistoryFact.SessionInstitution,
        "institutions-demandes" => HistoryFact.RequestInstitution,
        _ => null,
    };

    private static HistoryFilter Fact(HistoryFact fact, int key) => new() { Line = new(fact, key) };
}

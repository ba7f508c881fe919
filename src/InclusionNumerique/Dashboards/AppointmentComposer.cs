using InclusionNumerique.Appointments;

namespace InclusionNumerique.Dashboards;

/// <summary>Puts the appointments of one or two periods into the page's lines.</summary>
/// <param name="visits">The visits of the period, then of the compared one.</param>
internal sealed class AppointmentComposer(AppointmentCounts now, AppointmentCounts? before, DisclosedCounts visits, DisclosedCounts? visitsBefore)
{
    private const string Unit = "rendez-vous";

    public AppointmentReport Compose(IReadOnlyList<NameRow> sites, IReadOnlyList<FirstSlotRow> slots, DateOnly today) => new()
    {
        Booked = Compare(c => c.Booked),
        Tables = [States(), Origins(), Reasons(), Overbookings()],
        Overbooked = Compare(c => c.Overbooked),
        Kept = Kept("Ensemble", null),
        KeptOfSites = [.. sites.Select(s => Kept(s.Label, s.Key))],
        ByAppointment = new ProportionLine("Sur rendez-vous", ByAppointment(visits, now), visitsBefore is null ? null : ByAppointment(visitsBefore, before!)),
        Columns = Columns(),
        Delay = Delay("Ensemble", null),
        DelayOfSites = [.. sites.Select(s => Delay(s.Label, s.Key))],
        FirstSlots = [.. sites.Select(s => new FirstSlotLine(s.Label, slots.FirstOrDefault(r => r.SiteId == s.Key)?.StartsAt is { } at ? DateOnly.FromDateTime(at).DayNumber - today.DayNumber : null))],
        Coverage = Coverage("Ensemble", null),
        CoverageOfSites = [.. sites.Select(s => Coverage(s.Label, s.Key))],
        Weeks = [.. now.Coverage.GroupBy(c => c.Week).OrderBy(w => w.Key).Select(w => new CoverageWeek(
            w.Key, [.. sites.Select(s => w.FirstOrDefault(c => c.SiteId == s.Key) is { } c ? (c.Held, c.Promised) : ((int, int)?)null)]))],
    };

    // The sum of the columns would tell the few. One that is hidden, with enough of both kinds in it, leaves the sum open; the last one is not over anyway.
    private OriginColumn[] Columns()
    {
        bool IsMany(Dimension dimension, int column) => visits[dimension, column].Value >= Disclosure.Threshold;
        var columns = visits.OriginColumns.ToArray();
        var hidden = columns.Select(c => (int?)c).LastOrDefault(c => IsMany(Dimension.ByAppointment, c!.Value) && IsMany(Dimension.Otherwise, c.Value));
        bool IsHidden(int column) => now.HidesVisits && column == (hidden ?? column);
        return [.. columns.Select(c => new OriginColumn(
            DateOnly.FromDayNumber(c), new(IsHidden(c) ? Figure.Withheld : visits[Dimension.ByAppointment, c], Sum(visits[Dimension.ByAppointment, c], visits[Dimension.Otherwise, c]))))];
    }

    private FigureTable States() => Table("rdv-etats", "Ce que sont devenus les rendez-vous", "Rendez-vous", c => c.Booked,
        State("Honorés", AppointmentState.Kept),
        State("Manqués", AppointmentState.Missed),
        State("Annulés par la personne", AppointmentState.CancelledByPerson),
        State("Annulés par le service", AppointmentState.CancelledByService),
        State("Arrivés, issue à noter", AppointmentState.Arrived),
        State("En cours", AppointmentState.InProgress),
        State("Prévus, ni venus ni renseignés", AppointmentState.Planned));

    private static (string, int, Func<AppointmentCounts, Figure>) State(string label, AppointmentState state) => (label, (int)state, c => c.State(state));

    private FigureTable Origins() => Table("rdv-origines", "Qui a pris le rendez-vous", "Côté", c => c.Booked,
        Origin("Accueil", BookingOrigin.Reception),
        Origin("Médiation", BookingOrigin.Mediator),
        Origin("Professionnels", BookingOrigin.Professional));

    private static (string, int, Func<AppointmentCounts, Figure>) Origin(string label, BookingOrigin origin) => (label, (int)origin, c => c.Origin(origin));

    private FigureTable Reasons() => Table("rdv-annulations", "Pourquoi ils ont été annulés", "Raison",
        c => Sum(c.State(AppointmentState.CancelledByPerson), c.State(AppointmentState.CancelledByService)),
        [.. Enum.GetValues<CancelReason>().Select(reason => (LabelOf(reason), (int)reason, (Func<AppointmentCounts, Figure>)(c => c.Reason((int)reason))))]);

    // Reasons are of this period: those of the other are another house's words, and not compared one by one.
    private FigureTable Overbookings() => new("rdv-surreservations", "En surnombre", "Raison", Unit, new(now.Overbooked, null),
    [
        .. now.OverbookingReasons.Select((text, i) => Line(text, new(now.OverbookedFor(i), null), now.Overbooked)),
        Line("Autres raisons", new(now.OverbookedFor(AppointmentCounts.Others), null), now.Overbooked),
    ]);

    private FigureTable Table(string id, string title, string head, Func<AppointmentCounts, Figure> total, params (string Label, int Key, Func<AppointmentCounts, Figure> Count)[] lines)
    {
        var whole = Compare(total);
        return new FigureTable(id, title, head, Unit, whole, [.. lines.Select(l => Line(l.Label, Compare(l.Count), whole.Now, l.Key))]);
    }

    private static FigureLine Line(string label, Compared count, Figure total, int? key = null) =>
        new(label, count, total.Value is > 0 and { } whole ? (double?)count.Now.Value / whole : null, Key: key);

    private Compared Compare(Func<AppointmentCounts, Figure> figure) => new(figure(now), before is null ? null : figure(before));

    private ProportionLine Kept(string label, int? siteId) => new(label, now.KeptAt(siteId), before?.KeptAt(siteId));

    private WaitLine Delay(string label, int? siteId) => new(label, now.DelayAt(siteId), before?.DelayAt(siteId));

    private CoverageLine Coverage(string label, int? siteId)
    {
        var (held, promised) = now.CoverageAt(siteId);
        var past = before?.CoverageAt(siteId);
        return new CoverageLine(label, held, promised, past?.Held, past?.Promised);
    }

    private static Proportion ByAppointment(DisclosedCounts counts, AppointmentCounts appointments) =>
        new(appointments.HidesVisits ? Figure.Withheld : counts[Dimension.Origin, 1], counts.Visits);

    // Counts that are shown are zero or many: so is their sum.
    private static Figure Sum(Figure one, Figure other) => one.Value is { } x && other.Value is { } y ? Figure.Of(x + y) : Figure.Withheld;

    private static string LabelOf(CancelReason reason) => reason switch
    {
        CancelReason.Unavailable => "Personne : indisponible",
        CancelReason.NoLongerNeeded => "Personne : plus besoin",
        CancelReason.OtherByPerson => "Personne : autre raison",
        CancelReason.MediatorAway => "Service : médiateur absent",
        CancelReason.SiteClosed => "Service : site fermé",
        CancelReason.Mistake => "Service : erreur de saisie",
        CancelReason.LeftUnseen => "Venue, repartie sans être reçue",
        _ => "Service : autre raison",
    };
}

using System.Globalization;
using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visits;

/// <summary>One line of the export: one request; a visit that nobody took has one line without any.</summary>
internal sealed class ExportLine
{
    /// <summary>Headers in French, with the values of a line. What says "(national)" is to the letter that of the national tools.</summary>
    public static readonly (string Header, Func<ExportLine, object?> Value)[] Columns =
    [
        ("Visite", l => l.VisitId.ToString()),
        ("Jour", l => DateOnly.FromDateTime(l.ArrivedAt.ToParis())),
        ("Heure d’arrivée", l => Time(l.ArrivedAt)),
        ("Site", l => l.Site),
        ("État", l => l.State.Label()),
        ("Venue", l => l.Origin.Label()),
        ("Nombre de visites", l => l.IsFirstOfVisit ? 1 : 0),
        ("Nombre d’accompagnements", l => l.IsFirstOfSession ? 1 : 0),
        ("Médiateur", l => l.Mediator),
        ("Début de l’accompagnement", l => l.StartedAt is { } at ? Time(at) : null),
        ("Durée de l’accompagnement (min)", l => l.IsFirstOfSession ? l.Minutes : null),
        ("Lieu", l => l.Place?.Label()),
        ("Lieu (national)", l => l.Place is { } place ? NationalLabels.Of(place) : null),
        ("Demande n°", l => l.Position + 1),
        ("Thème", l => l.Theme?.Label),
        ("Organisme", l => l.Organisation?.Label),
        ("Thématique (national)", l => l.NationalTheme),
        ("Thématique de démarche administrative (national)", l => l.NationalProcedure),
        ("Demande trouvée en route", l => YesNo(l.IsFoundOnTheWay)),
        ("Niveau d’aide", l => l.Level?.Label()),
        ("Qui a fait", l => l.ActedBy?.Label()),
        ("Qui tenait le clavier", l => l.Keyboard?.Label()),
        ("Issue", l => l.Outcome?.Label()),
        ("Cause", l => l.Cause),
        ("Durée de la demande (min)", l => l.RequestMinutes),
        ("Tranche d’âge (national)", l => NationalLabels.Of(l.Facts.AgeBand)),
        ("Genre (national)", l => NationalLabels.Of(l.Facts.Gender)),
        ("Statut (national)", l => NationalLabels.Of(l.Facts.Occupation)),
        ("Autonomie (national)", l => NationalLabels.Of(l.Facts.Autonomy)),
        ("Matériel (national)", l => l.Facts.Equipment?.Label()),
        ("Quartier", l => l.District?.Label),
        ("Quartier prioritaire", l => YesNo(l.District?.IsPriority)),
        ("Langue", l => l.Language),
        ("Première visite", l => YesNo(l.Facts.IsFirstVisit)),
    ];

    public required Guid VisitId { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    public required string Site { get; init; }

    public required VisitState State { get; init; }

    public required Origin Origin { get; init; }

    public required VisitFacts Facts { get; init; }

    public District? District { get; init; }

    public string? Language { get; init; }

    public Guid? SessionId { get; init; }

    public string? Mediator { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public int? Minutes { get; init; }

    public Place? Place { get; init; }

    public short? Position { get; init; }

    public Theme? Theme { get; init; }

    public Organisation? Organisation { get; init; }

    public bool? IsFoundOnTheWay { get; init; }

    public HelpLevel? Level { get; init; }

    public ActedBy? ActedBy { get; init; }

    public Keyboard? Keyboard { get; init; }

    public RequestOutcome? Outcome { get; init; }

    public string? Cause { get; init; }

    public int? RequestMinutes { get; init; }

    /// <summary>What is counted once per visit or session stands on its first line only, so that a column's sum is right.</summary>
    public bool IsFirstOfVisit { get; set; }

    public bool IsFirstOfSession { get; set; }

    // A request with an organisation alone is help with a procedure of that organisation.
    private string? NationalTheme => Theme?.NationalTheme ?? (Organisation is null ? null : NationalLabels.AdministrativeHelp);

    private string? NationalProcedure =>
        NationalTheme == NationalLabels.AdministrativeHelp ? Theme?.NationalProcedure ?? Organisation?.NationalProcedure : null;

    private static string Time(DateTimeOffset instant) => instant.ToParis().ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string? YesNo(bool? value) => value switch { true => "Oui", false => "Non", null => null };
}

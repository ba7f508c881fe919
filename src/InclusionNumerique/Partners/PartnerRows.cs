namespace InclusionNumerique.Partners;

/// <summary>What the directory is asked; nothing given: all of it.</summary>
/// <param name="Text">Words in any order.</param>
/// <param name="Service">Place in <see cref="PlaceStandard.ServiceValues"/>.</param>
/// <param name="NearSiteId">Nearest to that site first; places without a position are left out.</param>
public sealed record PartnerFilter(string? Text = null, int? Service = null, int? DistrictId = null, bool IsOpenNow = false, int? NearSiteId = null);

/// <summary>Whether a place is open, and what a person at the desk says of it.</summary>
/// <param name="IsOpen">Null: its hours are not known.</param>
/// <param name="Words">"ouvert jusqu’à 12 h", "ouvre lundi à 9 h".</param>
public sealed record OpenState(bool? IsOpen, string Words);

/// <param name="Distance">Kilometres as the crow flies from the site asked for.</param>
public sealed record PartnerRow(
    Guid Id,
    string Name,
    string Town,
    string Address,
    string? District,
    IReadOnlyList<string> Services,
    OpenState Now,
    double? Latitude,
    double? Longitude,
    double? Distance,
    DateTimeOffset? VerifiedAt,
    bool IsHidden);

/// <param name="Total">Of all pages.</param>
public sealed record PartnersPage(IReadOnlyList<PartnerRow> Rows, int Total, bool HasMore);

/// <summary>A place offered by another page's picker.</summary>
public sealed record PartnerChoice(Guid Id, string Name, string Town, bool IsClosed, bool IsOpenNow, string? HowToRefer);

/// <summary>A place whose facts nobody has checked for six months, or ever.</summary>
public sealed record VerificationDue(Guid Id, string Name, string Town, DateTimeOffset? VerifiedAt);

public sealed record VerificationsPage(IReadOnlyList<VerificationDue> Rows, int Total, bool HasMore);

/// <summary>A point of the plan with its name.</summary>
public sealed record PlanPoint(int Id, string Name, double Latitude, double Longitude);

/// <summary>What the plan shows beside the partners, and what the filters offer.</summary>
public sealed record PartnerPlan(IReadOnlyList<PlanPoint> Sites, IReadOnlyList<PlanPoint> Districts, IReadOnlyList<Lists.Choice> DistrictChoices)
{
    public static PartnerPlan Empty { get; } = new([], [], []);
}

/// <summary>A fact of the national file under its French title.</summary>
public sealed record PartnerFact(string Title, string Text);

/// <summary>All that is known of a place.</summary>
/// <param name="Columns">The 32 of the standard.</param>
/// <param name="Unknown">"column=value" of the national file that its standard does not know.</param>
public sealed record PartnerDetail(
    Guid Id,
    uint Version,
    string Producer,
    string Name,
    string Town,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Unknown,
    double? Latitude,
    double? Longitude,
    DateOnly UpdatedOn,
    DateTimeOffset? MissingSince,
    string? DirectLine,
    string? ProfessionalHours,
    string? HowToRefer,
    int? DistrictId,
    string? District,
    DateOnly? ClosedFrom,
    DateOnly? ClosedUntil,
    string? ClosedWhy,
    bool IsHidden,
    DateTimeOffset? VerifiedAt,
    string? VerifiedBy,
    VerificationMeans? VerifiedHow)
{
    public bool IsOwn => Producer == Partner.OwnProducer;

    /// <summary>Places in <see cref="PlaceStandard.ServiceValues"/>.</summary>
    public IEnumerable<int> ServiceNumbers => Enumerable.Range(0, PlaceStandard.ServiceValues.Count).Where(i => List(PlaceStandard.Services).Contains(PlaceStandard.ServiceValues[i]));

    public string Hours => Columns[PlaceStandard.Hours];

    public bool IsClosedOn(DateOnly day) => Partner.IsClosed(ClosedFrom, ClosedUntil, day);

    /// <summary>Open or not at a local time of Rennes.</summary>
    public OpenState At(DateTime local) => PartnerHours.At(Hours, ClosedFrom, ClosedUntil, local);

    public IReadOnlyList<string> List(int column) => PartnerTexts.List(Columns[column], column);
}

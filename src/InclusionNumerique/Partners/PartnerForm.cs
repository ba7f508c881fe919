using System.Globalization;
using System.Net.Mail;

namespace InclusionNumerique.Partners;

/// <summary>What the house may write of a place; of one that comes from a national file, its own additions alone.</summary>
public sealed class PartnerForm
{
    public const int AddressMost = 200;
    public const int TownMost = 100;
    public const int EmailMost = 254;
    public const int WebsiteMost = 300;
    public const int HoursMost = 300;
    public const int SummaryMost = 280;

    public static IReadOnlyList<string> FeeValues => PlaceLists.ByColumn[PlaceStandard.Fees];

    public static IReadOnlyList<string> AccessValues => PlaceLists.ByColumn[PlaceStandard.Access];

    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The version that the form was filled from; null for a new place.</summary>
    public uint? Version { get; set; }

    // Of the house's own places.
    public string? Name { get; set; }

    public string? Summary { get; set; }

    public string? Address { get; set; }

    public string? PostalCode { get; set; }

    public string? Town { get; set; }

    /// <summary>"48.1088, -1.6735"; without it the place is neither on the plan nor sorted by distance.</summary>
    public string? Position { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public string? Website { get; set; }

    /// <summary>OSM syntax.</summary>
    public string? Hours { get; set; }

    /// <summary>Places in <see cref="PlaceStandard.ServiceValues"/>.</summary>
    public ISet<int> Services { get; } = new HashSet<int>();

    public ISet<string> Fees { get; } = new HashSet<string>();

    public ISet<string> Access { get; } = new HashSet<string>();

    // Of every place.
    public string? DirectLine { get; set; }

    public string? ProfessionalHours { get; set; }

    public string? HowToRefer { get; set; }

    public int? DistrictId { get; set; }

    public bool IsHidden { get; set; }

    public DateOnly? ClosedFrom { get; set; }

    public DateOnly? ClosedUntil { get; set; }

    public string? ClosedWhy { get; set; }

    /// <summary>Filled with what is stored.</summary>
    public static PartnerForm Of(PartnerDetail partner)
    {
        var columns = partner.Columns;
        var form = new PartnerForm
        {
            Id = partner.Id,
            Version = partner.Version,
            Name = columns[PlaceStandard.Name],
            Summary = columns[PlaceStandard.Summary],
            Address = columns[PlaceStandard.Address],
            PostalCode = columns[PlaceStandard.PostalCode],
            Town = columns[PlaceStandard.Town],
            Position = partner.Latitude is { } latitude && partner.Longitude is { } longitude ? string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}") : null,
            Phone = columns[PlaceStandard.Phone].Length == 0 ? null : PhoneText.Display(columns[PlaceStandard.Phone]),
            Email = columns[PlaceStandard.Emails],
            Website = columns[PlaceStandard.Websites],
            Hours = columns[PlaceStandard.Hours],
            DirectLine = partner.DirectLine is { } line ? PhoneText.Display(line) : null,
            ProfessionalHours = partner.ProfessionalHours,
            HowToRefer = partner.HowToRefer,
            DistrictId = partner.DistrictId,
            IsHidden = partner.IsHidden,
            ClosedFrom = partner.ClosedFrom,
            ClosedUntil = partner.ClosedUntil,
            ClosedWhy = partner.ClosedWhy,
        };
        form.Services.UnionWith(partner.ServiceNumbers);
        form.Fees.UnionWith(partner.List(PlaceStandard.Fees).Intersect(FeeValues));
        form.Access.UnionWith(partner.List(PlaceStandard.Access).Intersect(AccessValues));
        return form;
    }

    internal List<Refusal> CheckHouse()
    {
        var refusals = new List<Refusal>();
        if (PlainText.Tidy(DirectLine) is not null && PhoneText.ToE164(DirectLine) is null)
        {
            refusals.Add(new Refusal(nameof(DirectLine), "Ce numéro n’est pas complet. Exemple : 02 61 91 00 00"));
        }

        PlainText.Check(refusals, nameof(ProfessionalHours), ProfessionalHours, Partner.NoteMost);
        PlainText.Check(refusals, nameof(HowToRefer), HowToRefer, Partner.NoteMost);
        PlainText.Check(refusals, nameof(ClosedWhy), ClosedWhy, Partner.NoteMost);
        if (ClosedFrom is null && (ClosedUntil is not null || PlainText.Tidy(ClosedWhy) is not null))
        {
            refusals.Add(new Refusal(nameof(ClosedFrom), "Indiquez le premier jour de la fermeture, ou effacez la fin et la raison."));
        }

        if (ClosedFrom is not null && PlainText.Tidy(ClosedWhy) is null)
        {
            refusals.Add(new Refusal(nameof(ClosedWhy), "Indiquez pourquoi : la personne le demandera. Exemple : travaux."));
        }

        if (ClosedUntil < ClosedFrom)
        {
            refusals.Add(new Refusal(nameof(ClosedUntil), "Le dernier jour vient après le premier."));
        }

        return refusals;
    }

    internal List<Refusal> CheckPlace()
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(Name), Name, Partner.NameMost, "Indiquez le nom du lieu.");
        PlainText.Check(refusals, nameof(Summary), Summary, SummaryMost);
        PlainText.Require(refusals, nameof(Address), Address, AddressMost, "Indiquez le numéro et la rue.");
        PlainText.Require(refusals, nameof(Town), Town, TownMost, "Indiquez la commune.");
        if (PlainText.Tidy(PostalCode) is not { Length: 5 } code || !code.All(char.IsAsciiDigit))
        {
            refusals.Add(new Refusal(nameof(PostalCode), "Le code postal a cinq chiffres. Exemple : 35000"));
        }

        if (PlainText.Tidy(Position) is { } position && ReadPosition(position) is null)
        {
            refusals.Add(new Refusal(nameof(Position), "Deux nombres, la latitude puis la longitude. Exemple : 48.1088, -1.6735"));
        }

        if (PlainText.Tidy(Phone) is not null && PhoneText.ToE164(Phone) is null)
        {
            refusals.Add(new Refusal(nameof(Phone), "Ce numéro n’est pas complet. Exemple : 02 61 91 00 00"));
        }

        if (PlainText.Tidy(Email) is { } email && !IsEmail(email))
        {
            refusals.Add(new Refusal(nameof(Email), "Cette adresse est incomplète. Exemple : accueil@exemple.fr"));
        }

        if (PlainText.Tidy(Website) is { } website && !IsWebsite(website))
        {
            refusals.Add(new Refusal(nameof(Website), "Une adresse complète, sans espace. Exemple : https://exemple.fr"));
        }

        if (PlainText.Tidy(Hours) is { } hours && (hours.Length > HoursMost || OsmHours.Read(hours) is null))
        {
            refusals.Add(new Refusal(nameof(Hours), "Ces horaires ne se lisent pas. Jours en anglais abrégé (Mo Tu We Th Fr Sa Su), puis les heures. Exemple : Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off"));
        }

        if (Services.Any(s => s < 0 || s >= PlaceStandard.ServiceValues.Count))
        {
            refusals.Add(new Refusal(nameof(Services), "Ce choix n’existe pas. Choisissez dans la liste."));
        }

        if (Fees.Except(FeeValues).Any() || Access.Except(AccessValues).Any())
        {
            refusals.Add(new Refusal(nameof(Access), "Ce choix n’existe pas. Choisissez dans la liste."));
        }

        return refusals;
    }

    internal static (double Latitude, double Longitude)? ReadPosition(string text)
    {
        var numbers = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return numbers.Length == 2
            && double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && latitude is >= -90 and <= 90
            && double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && longitude is >= -180 and <= 180
                ? (latitude, longitude) : null;
    }

    // The standard separates several values by a bar.
    private static bool IsEmail(string text) => text.Length <= EmailMost && text.All(c => c is > ' ' and not ('<' or '>' or ',' or ';' or '"' or '|' or '\u007F')) && MailAddress.TryCreate(text, out var address) && address.Host.Contains('.');

    private static bool IsWebsite(string text) => text.Length <= WebsiteMost && text.All(c => c is > ' ' and not ('|' or '"' or '<' or '>')) && !text.Any(char.IsSurrogate)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

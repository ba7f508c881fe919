using InclusionNumerique.Lists;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>Visibly fictitious places in and around Rennes, of every sort that the directory must show: hours of all sorts and none, closed ones, verified ones and not.</summary>
internal static class DemoDataPartners
{
    public const int Count = 40;

    private const string Producer = "Annuaire Démo";
    private const int InRennes = 32;

    private static readonly (string Name, string Type, string Services)[] Kinds =
    [
        ("EPN Démo", "EPN", "Maîtrise des outils numériques du quotidien|Accès internet et matériel informatique|Utilisation sécurisée du numérique"),
        ("Médiathèque Démo", "BIB", "Accès internet et matériel informatique|Loisirs et créations numériques"),
        ("France services Démo", "RFS", "Aide aux démarches administratives|Accès internet et matériel informatique"),
        ("PMI Démo", "DEPT", "Parentalité et éducation avec le numérique"),
        ("CRIJ Démo", "PIJ_BIJ", "Insertion professionnelle via le numérique|Aide aux démarches administratives"),
        ("Centre social Démo", "CS", "Aide aux démarches administratives|Compréhension du monde numérique|Parentalité et éducation avec le numérique"),
        ("CCAS Démo", "CCAS", "Aide aux démarches administratives"),
        ("Mission locale Démo", "ML", "Insertion professionnelle via le numérique"),
        ("Ressourcerie Démo", "RESSOURCERIE", "Acquisition de matériel informatique à prix solidaire"),
        ("Fablab Démo", "FABLAB", "Loisirs et créations numériques|Compréhension du monde numérique"),
    ];

    private static readonly string[] Hours =
    [
        "Mo-Fr 09:00-12:00,14:00-17:30; PH off", "Tu-Sa 10:00-18:00", "Mo-Fr 08:30-12:30; Jul-Aug off", "Mo,We,Fr 13:30-17:00", "", "24/7",
        "Mo-Th 09:00-19:00; Fr 09:00-12:00; PH off; Dec 24-Jan 2 off", "week 1-53/2 Tu 14:00-17:00", "Sur rendez-vous, le matin", "Mo-Sa 10:00-12:30,13:30-18:30; We 10:00-20:00", "Th-Sa 20:00-01:00",
    ];

    private static readonly (string Name, string PostalCode, string Insee, double Latitude, double Longitude)[] Towns =
    [
        ("Chantepie", "35135", "35055", 48.0886, -1.6155), ("Cesson-Sévigné", "35510", "35051", 48.1211, -1.6036), ("Saint-Grégoire", "35760", "35278", 48.1516, -1.6870),
        ("Saint-Jacques-de-la-Lande", "35136", "35281", 48.0660, -1.7180), ("Bruz", "35170", "35047", 48.0247, -1.7455), ("Betton", "35830", "35024", 48.1820, -1.6440),
        ("Vezin-le-Coquet", "35132", "35353", 48.1180, -1.7560), ("Pacé", "35740", "35210", 48.1480, -1.7740),
    ];

    private static readonly string[] Ways =
    [
        "Envoyer un mot avec le nom du besoin, sans détail médical. Réponse en deux jours.", "La personne vient avec une pièce d’identité et un justificatif de domicile.", "Appeler d’abord : une personne de l’équipe rappelle.",
    ];

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Partners.AnyAsync(cancellation))
        {
            return;
        }

        var districts = await db.Districts.AsNoTracking().Where(d => d.IsActive && d.Latitude != null).OrderBy(d => d.Id).ToListAsync(cancellation);
        db.Partners.AddRange(Enumerable.Range(0, Count).Select(i => Place(i, districts, now)));
        await db.SaveChangesAsync(cancellation);
        await db.Partners.ExecuteUpdateAsync(p => p.SetProperty(x => x.SearchText, x => InclusionDb.PlainName(x.SearchText)), cancellation);
        db.ChangeTracker.Clear();
    }

    internal static Partner Place(int number, IReadOnlyList<District> districts, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToParis());
        var columns = Columns(number, today);
        var facts = PlaceFacts.Of(columns);
        var isInRennes = number < InRennes;
        var place = new Partner
        {
            Id = new Guid(number + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 9),
            Producer = Producer,
            LocalId = columns[PlaceStandard.Id],
            Columns = columns,
            Unknown = number % 13 == 4 ? ["frais_a_charge=Au chapeau"] : [],
            Name = facts.Name,
            Town = facts.Town,
            SearchText = facts.SearchWords,
            Services = facts.Services,
            Latitude = facts.Latitude,
            Longitude = facts.Longitude,
            WeekMinutes = facts.WeekMinutes,
            HasDatedHours = facts.HasDatedHours,
            UpdatedOn = facts.UpdatedOn,
            DistrictId = isInRennes ? districts.MinBy(d => Math.Pow(d.Latitude!.Value - facts.Latitude!.Value, 2) + Math.Pow(0.67 * (d.Longitude!.Value - facts.Longitude!.Value), 2))?.Id : null,
        };
        AddOfTheHouse(place, number, now, today);
        return place;
    }

    private static string[] Columns(int number, DateOnly today)
    {
        var kind = Kinds[number % Kinds.Length];
        var town = number < InRennes
            ? ("Rennes", "35000", "35238", 48.082 + (number * 7 % InRennes * 0.0018), -1.728 + (number * 13 % InRennes * 0.003))
            : Towns[number - InRennes];
        var columns = new string[PlaceStandard.Columns.Count];
        Array.Fill(columns, "");
        columns[PlaceStandard.Id] = $"demo-{number + 1}";
        columns[PlaceStandard.Pivot] = "00000000000000";
        columns[PlaceStandard.Name] = $"{kind.Name} {number + 1}";
        (columns[PlaceStandard.Town], columns[PlaceStandard.PostalCode], columns[PlaceStandard.InseeCode]) = (town.Item1, town.Item2, town.Item3);
        columns[PlaceStandard.Address] = $"{number + 1} rue de la Démo";
        (columns[PlaceStandard.Latitude], columns[PlaceStandard.Longitude]) = (FormattableString.Invariant($"{town.Item4:0.0000}"), FormattableString.Invariant($"{town.Item5:0.0000}"));
        columns[PlaceStandard.Types] = kind.Type;
        columns[PlaceStandard.Phone] = number % 9 == 8 ? "" : $"+33261911{number:000}";
        columns[PlaceStandard.Emails] = number % 3 == 0 ? $"lieu{number + 1}@demo.invalid" : "";
        columns[PlaceStandard.Websites] = number % 2 == 0 ? "https://demo.invalid" : "";
        columns[PlaceStandard.Hours] = Hours[number % Hours.Length];
        columns[PlaceStandard.Summary] = "Lieu fictif de démonstration.";
        columns[PlaceStandard.Source] = Producer;
        columns[PlaceStandard.Mobility] = number % 11 == 7 ? "Itinérant" : "Fixe";
        columns[PlaceStandard.UpdatedOn] = $"{today.AddDays(-number * 23):yyyy-MM-dd}";
        columns[PlaceStandard.Services] = kind.Services;
        columns[PlaceStandard.Audiences] = kind.Type is "PIJ_BIJ" or "ML" ? "Jeunes" : kind.Type == "DEPT" ? "Familles et/ou enfants" : "";
        columns[PlaceStandard.Fees] = kind.Type == "RESSOURCERIE" ? "Payant" : number % 13 == 4 ? "" : "Gratuit";
        columns[PlaceStandard.NationalSchemes] = kind.Type == "RFS" ? "France Services|Aidants Connect" : "";
        columns[PlaceStandard.Access] = number % 4 == 3 ? "Téléphoner" : "Se présenter|Téléphoner";
        columns[PlaceStandard.Support] = kind.Type is "EPN" or "FABLAB" ? "En autonomie|Dans un atelier collectif" : "Accompagnement individuel";
        return columns;
    }

    private static void AddOfTheHouse(Partner place, int number, DateTimeOffset now, DateOnly today)
    {
        if (number % 5 == 2)
        {
            (place.DirectLine, place.ProfessionalHours, place.HowToRefer) = ($"+33261912{number:000}", "Du lundi au jeudi, de 9 h à 12 h", Ways[number % Ways.Length]);
        }

        if (number % 12 == 6)
        {
            (place.ClosedFrom, place.ClosedUntil, place.ClosedWhy) = (today.AddDays(-5), number % 24 == 6 ? today.AddDays(16) : null, "Travaux (démo)");
        }

        // A third lately, a third too long ago, a third never.
        if (number % 3 < 2)
        {
            (place.VerifiedAt, place.VerifiedById, place.VerifiedHow) = (now.AddDays(number % 3 == 0 ? -20 - number : -250 - number), DemoData.AccountId(9), (VerificationMeans)(1 + (number % 4)));
        }
    }
}

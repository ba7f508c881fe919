using InclusionNumerique.Lists;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>The sites, institutions and lists that the house starts with; the administrator edits them from then on.</summary>
public static class ReferenceData
{
    private const string SiteDown = "Site en panne";

    /// <summary>Fills the tables that are empty.</summary>
    public static async Task EnsureAsync(InclusionDb db, CancellationToken cancellation = default)
    {
        if (!await db.Sites.AnyAsync(cancellation))
        {
            await AddListsAsync(db, cancellation);
        }

        await DeskReferenceData.EnsureAsync(db, cancellation);
    }

    private static async Task AddListsAsync(InclusionDb db, CancellationToken cancellation)
    {

        db.Sites.AddRange(Sites());
        db.Institutions.AddRange(Institutions());
        db.Themes.AddRange(Themes());
        db.Organisations.AddRange(Organisations());
        db.FailureCauses.AddRange(Labels("Identifiants perdus", SiteDown, "Document manquant", "Langue", "Pas d’équipement", "Pas de messagerie",
            "Compte bloqué", "Pas de créneau proposé", "Hors de nos missions", "Temps insuffisant")
            .Select(x => new FailureCause { Id = x.Id, Label = x.Label, Position = x.Position, IsSiteDown = x.Label == SiteDown }));
        db.Languages.AddRange(Labels("Français", "Anglais", "Arabe", "Turc", "Portugais", "Russe", "Ukrainien", "Espagnol", "Géorgien", "Albanais", "Somali",
            "Dari / pachto", "Mahorais / shimaoré", "Langue des signes", "Autre langue")
            .Select(x => new Language { Id = x.Id, Label = x.Label, Position = x.Position }));
        db.Districts.AddRange(Districts());
        await db.SaveChangesAsync(cancellation);
        await SkipSeededIdsAsync(db, cancellation);
    }

    internal static IEnumerable<Site> Sites() =>
    [
        new() { Id = 1, Name = "ESC Centre (Kléber)", ShortName = "Centre", OpenedOn = new DateOnly(2018, 9, 3), Latitude = 48.1088, Longitude = -1.6735 },
        new() { Id = 2, Name = "ESC du Gros-Chêne (Maurepas)", ShortName = "Gros-Chêne", OpenedOn = new DateOnly(2018, 9, 3), Latitude = 48.1262, Longitude = -1.6605 },
        new() { Id = 3, Name = "ESC Aimé Césaire", ShortName = "Aimé Césaire", OpenedOn = new DateOnly(2018, 11, 5), Latitude = 48.0930, Longitude = -1.6830 },
        new() { Id = 4, Name = "ESC Blosne", ShortName = "Blosne", OpenedOn = new DateOnly(2018, 11, 5), Latitude = 48.0874, Longitude = -1.6598 },
        new() { Id = 5, Name = "ESC Cleunay", ShortName = "Cleunay", OpenedOn = new DateOnly(2019, 1, 7), Latitude = 48.1010, Longitude = -1.7085 },
        new() { Id = 6, Name = "ESC Villejean", ShortName = "Villejean", OpenedOn = new DateOnly(2019, 3, 4), Latitude = 48.1207, Longitude = -1.7025 },
    ];

    private static IEnumerable<Institution> Institutions() =>
    [
        new() { Id = 1, Name = "CCAS – Ville de Rennes", ShortName = "CCAS" },
        new() { Id = 2, Name = "CDAS – Département d’Ille-et-Vilaine", ShortName = "CDAS" },
        new() { Id = 3, Name = "Centre social (ARCS)", ShortName = "Centre social" },
        new() { Id = 4, Name = "CAF d’Ille-et-Vilaine", ShortName = "CAF" },
        new() { Id = 5, Name = "We Ker (mission locale)", ShortName = "We Ker" },
    ];

    private static IEnumerable<Theme> Themes()
    {
        (string Label, string National, string? Procedure)[] themes =
        [
            ("Démarche en ligne", NationalLabels.AdministrativeHelp, null),
            ("Impression, scan, photocopie", "Prendre en main du matériel", null),
            ("Comprendre un courrier", NationalLabels.AdministrativeHelp, null),
            ("Compte et identifiants", NationalLabels.AdministrativeHelp, null),
            ("E-mail, pièce jointe", "E-mail", null),
            ("Prise de rendez-vous", NationalLabels.AdministrativeHelp, null),
            ("Emploi, CV", "Insertion professionnelle", null),
            ("Téléphone, matériel", "Prendre en main du matériel", null),
            ("Navigation, recherche", "Navigation sur internet", null),
            ("Achats, banque en ligne", "Banque et achats en ligne", null),
            ("Dépannage", "Maintenance de matériel", null),
            ("Autre apprentissage", "Culture numérique", null),
        ];
        return themes.Select((t, i) => new Theme
        {
            Id = i + 1, Label = t.Label, NationalTheme = t.National, NationalProcedure = t.Procedure, Position = (short)i,
        });
    }

    internal static IEnumerable<Organisation> Organisations()
    {
        (string Label, string? Procedure)[] organisations =
        [
            ("CAF", "Social - Santé"),
            ("France Travail", "Travail - Formation - Entreprise"),
            ("ANTS", "Papiers - Élections - Citoyenneté"),
            ("Préfecture", "Étrangers - Europe"),
            ("Santé", "Social - Santé"),
            ("Impôts", "Argent - Impôts"),
            ("Énergie", "Logement"),
            ("Logement", "Logement"),
            ("Retraite", "Argent - Impôts"),
            ("Scolarité", "Famille - Scolarité"),
            ("Transports", "Transports - Mobilité"),
            ("Amendes", "Justice"),
            ("Justice", "Justice"),
            ("Autre organisme", null),
        ];
        return organisations.Select((o, i) => new Organisation { Id = i + 1, Label = o.Label, NationalProcedure = o.Procedure, Position = (short)i });
    }

    internal static IEnumerable<District> Districts()
    {
        (string Label, int? Site, bool Priority, double? Latitude, double? Longitude)[] districts =
        [
            ("Centre", 1, false, 48.1095, -1.6790),
            ("Thabor – Saint-Hélier – Alphonse-Guérin", 1, false, 48.1085, -1.6630),
            ("Bourg-l’Évêque – La Touche – Moulin du Comte", 1, false, 48.1115, -1.6960),
            ("Saint-Martin", 1, false, 48.1235, -1.6800),
            ("Maurepas – Bellangerais", 2, true, 48.1280, -1.6620),
            ("Jeanne d’Arc – Longs-Champs – Beaulieu", 2, false, 48.1200, -1.6400),
            ("Francisco-Ferrer – Landry – Poterie", 3, false, 48.0930, -1.6480),
            ("Sud-Gare", 3, false, 48.0965, -1.6720),
            ("Bréquigny", 3, true, 48.0890, -1.6880),
            ("Le Blosne", 4, true, 48.0870, -1.6600),
            ("Cleunay – Arsenal-Redon – La Courrouze", 5, true, 48.1000, -1.7080),
            ("Villejean – Beauregard", 6, true, 48.1210, -1.7030),
            ("Hors de Rennes", null, false, null, null),
            ("Sans domicile stable", null, false, null, null),
        ];
        return districts.Select((d, i) => new District { Id = i + 1, Label = d.Label, SiteId = d.Site, IsPriority = d.Priority, Position = (short)i, Latitude = d.Latitude, Longitude = d.Longitude });
    }

    private static IEnumerable<(int Id, string Label, short Position)> Labels(params string[] labels) =>
        labels.Select((label, i) => (i + 1, label, (short)i));

    // The rows above carry their keys; what is added later must not collide with them.
    private static async Task SkipSeededIdsAsync(InclusionDb db, CancellationToken cancellation)
    {
        foreach (var table in new[] { "sites", "institutions", "themes", "organisations", "failure_causes", "languages", "districts" })
        {
#pragma warning disable EF1002 // The names are the constants above.
            await db.Database.ExecuteSqlRawAsync($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000)", cancellation);
#pragma warning restore EF1002
        }
    }
}

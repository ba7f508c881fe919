using InclusionNumerique.Appointments;
using InclusionNumerique.Lists;
using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Workstations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>The triage rules, the assessment grid, the workstations and the reasons for an appointment that the house starts with; the coordinator edits them from then on.</summary>
internal static class DeskReferenceData
{
    internal static readonly string[] ActivityTypes =
    [
        "Mémo, fiche pratique", "Cartographie des partenaires", "Suivi de dossiers", "Réparation technique", "Réunion", "Préparation d’atelier ou de formation", "Déplacement", "Veille, autoformation",
        "Accueil d’un partenaire", "Autre travail",
    ];

    public static async Task EnsureAsync(InclusionDb db, CancellationToken cancellation)
    {
        if (!await db.TriageRules.AnyAsync(cancellation))
        {
            db.TriageRules.AddRange(Rules());
        }

        if (!await db.AssessmentGrids.AnyAsync(cancellation))
        {
            db.AssessmentGrids.Add(Grid());
        }

        if (!await db.Workstations.AnyAsync(cancellation))
        {
            db.Workstations.AddRange((await db.Sites.Select(s => s.Id).ToListAsync(cancellation)).Order().SelectMany(Workstations));
        }

        if (!await db.AppointmentReasons.AnyAsync(cancellation))
        {
            db.AppointmentReasons.AddRange(Reasons());
        }

        if (!await db.ActivityTypes.AnyAsync(cancellation))
        {
            db.ActivityTypes.AddRange(ActivityTypes.Select((label, i) => new ActivityType { Label = label, Position = (short)i }));
        }

        await db.SaveChangesAsync(cancellation);
    }

    // Lengths: the report's mediators name 45 minutes for a passport, an hour and a half for an online procedure of the ANTS. Theme 1 is "démarche", 5 "e-mail".
    internal static IEnumerable<AppointmentReason> Reasons()
    {
        const BookingOrigin anybody = BookingOrigin.Reception | BookingOrigin.Mediator | BookingOrigin.Professional;
        const string identifiers = "Identifiants et mots de passe, pièce d’identité, courriers reçus.";
        (string, short, short, BookingOrigin, string?, Place, int?)[] reasons =
        [
            ("Démarche en ligne (CAF, impôts, santé…)", 45, 15, anybody, identifiers, Place.OnSite, 1),
            ("Carte d’identité, passeport, permis, titre de séjour", 60, 15, anybody, "Pièce d’identité, justificatif de domicile, photo numérique avec son code, identifiants.", Place.OnSite, 1),
            ("Suite d’une démarche commencée", 30, 0, anybody, identifiers, Place.OnSite, 1),
            ("Messagerie et mots de passe", 30, 0, anybody, "Téléphone ou ordinateur, carnet des mots de passe.", Place.OnSite, 5),
            ("Prise en main d’un ordinateur ou d’un téléphone", 60, 0, anybody, "L’appareil et son chargeur.", Place.OnSite, null),
            ("Rappel par téléphone", 15, 0, anybody, null, Place.Remote, null),
            ("Visite à domicile", 90, 30, BookingOrigin.Mediator, identifiers, Place.AtHome, null),
        ];
        return reasons.Select((r, i) => new AppointmentReason
        {
            Label = r.Item1, Minutes = r.Item2, BufferMinutes = r.Item3, BookableBy = r.Item4, Papers = r.Item5, Place = r.Item6, ThemeId = r.Item7, Position = (short)i,
        });
    }

    internal static IEnumerable<TriageRule> Rules()
    {
        (NeedKind?, Urgency?, Autonomy?, Direction, string)[] rules =
        [
            (NeedKind.Social, Urgency.RightCutOff, null, Direction.SocialService, "Un droit coupé sur une question sociale : le service social d’abord."),
            (NeedKind.Social, null, null, Direction.SocialService, "La question est sociale : le numérique viendra après, si besoin."),
            (NeedKind.Several, Urgency.RightCutOff, null, Direction.SocialService, "Plusieurs questions et un droit coupé : le service social regarde l’ensemble."),
            (NeedKind.Administrative, null, Autonomy.Autonomous, Direction.Kiosk, "Démarche que la personne sait faire seule : la borne, sans attendre."),
            (NeedKind.Digital, Urgency.None, Autonomy.Autonomous, Direction.Kiosk, "La personne est à l’aise et rien ne presse : la borne, sans attendre."),
            (null, null, null, Direction.DigitalSpace, "Dans les autres cas : l’espace numérique."),
        ];
        return rules.Select((r, i) => new TriageRule { Position = (short)i, Need = r.Item1, Urgency = r.Item2, Autonomy = r.Item3, Advice = r.Item4, Because = r.Item5 });
    }

    internal static AssessmentGrid Grid()
    {
        (string, DigCompArea, bool)[] questions =
        [
            ("J’allume un ordinateur, j’utilise la souris et le clavier", DigCompArea.ProblemSolving, true),
            ("Je trouve un site avec un moteur de recherche", DigCompArea.Information, true),
            ("Je sais si un site est bien celui de l’administration", DigCompArea.Information, false),
            ("J’ouvre ma boîte mail et je réponds à un message", DigCompArea.Communication, false),
            ("J’envoie un message avec une pièce jointe", DigCompArea.Communication, false),
            ("Je remplis un formulaire en ligne", DigCompArea.Content, true),
            ("Je scanne ou photographie un papier, puis je l’enregistre", DigCompArea.Content, false),
            ("Je me connecte à mes comptes (CAF, France Travail, Améli…)", DigCompArea.Safety, true),
            ("Je choisis un mot de passe sûr et je le retrouve", DigCompArea.Safety, false),
            ("Quand quelque chose bloque, je sais où chercher de l’aide", DigCompArea.ProblemSolving, false),
        ];
        var grid = new AssessmentGrid { Id = 1, InclusionFrom = 35, SkillsFrom = 70, CreatedAt = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) };
        grid.Questions.AddRange(questions.Select((q, i) => new GridQuestion { GridId = 1, Position = (short)i, Text = q.Item1, Area = q.Item2, IsForKiosk = q.Item3 }));
        return grid;
    }

    private static IEnumerable<Workstation> Workstations(int siteId) =>
    [
        new() { SiteId = siteId, Label = "Poste fixe", Kind = WorkstationKind.Fixed, IsAccessible = true },
        .. Enumerable.Range(1, 4).Select(i => new Workstation { SiteId = siteId, Label = $"Portable {i}", Kind = WorkstationKind.Laptop }),
        .. Enumerable.Range(1, 2).Select(i => new Workstation { SiteId = siteId, Label = $"Tablette {i}", Kind = WorkstationKind.Tablet }),
    ];
}

using System.Text;
using InclusionNumerique.Memos;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>Visibly fictitious memos: one pinned, one with a file, some read by many and some by nobody.</summary>
internal static class DemoDataMemos
{
    private const string Contacts =
        "Qui;Pour quoi;Quand appeler;Téléphone\r\nAccueil Démo du Blosne;Réserver un rendez-vous;le matin;02 61 91 00 04\r\nService Démo des droits;Dossier bloqué;mardi et jeudi;02 61 91 00 21\r\nDépannage Démo;Imprimante, scanner;tous les jours;02 61 91 00 33\r\n";

    private static readonly (int Author, int DaysAgo, int? Theme, int? Site, string Title, string Body)[] Notes =
    [
        (9, 3, null, null, "Fermeture de fin d’année : ce que nous disons aux gens",
            "Les six espaces ferment du 24 au 31 décembre inclus.\n\nÀ dire à chaque personne d’ici là :\n- les démarches urgentes se font avant le 23 ;\n- les bornes des halls restent allumées là où le hall reste ouvert ;\n- les rendez-vous reprennent le 2 janvier."),
        (1, 1, 2, 4, "Imprimante du Blosne : le bac du bas se bloque",
            "Utilisez le bac du haut en attendant le dépannage.\n\nSi une feuille reste coincée, ouvrez le capot de gauche, jamais celui de droite."),
        (5, 0, null, 4, "Le hall du Blosne en travaux jeudi matin",
            "L’entrée se fait par la rue de l’Exemple, à droite de la bibliothèque démo.\nL’accueil est déplacé au fond du couloir."),
        (4, 6, 1, null, "Quand le code de connexion n’arrive pas",
            "Trois choses à vérifier avant de recommencer :\n- le numéro de téléphone est-il encore celui du compte ?\n- le téléphone a-t-il du réseau (essayer près de la fenêtre) ?\n- le message est-il parti dans une boîte pleine ?\n\nAu troisième essai, le compte se bloque une heure : mieux vaut prendre rendez-vous."),
        (8, 9, null, null, "Contacts utiles entre professionnels",
            "La liste des lignes directes, à jour de ce mois. Elle est pour nous : ne la donnez pas aux personnes reçues."),
        (3, 14, null, 6, "Tablettes de Villejean : où sont les chargeurs",
            "Dans le tiroir du bas du bureau Démo. Merci de les y remettre le soir."),
        (2, 40, 1, 2, "Un tutoriel pour retrouver son espace personnel",
            "J’ai fait une page avec des captures. Demandez-la-moi, je l’imprime en grands caractères."),
    ];

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var accounts = Enumerable.Range(1, 9).Select(DemoData.AccountId).ToList();
        if (await db.Memos.IgnoreQueryFilters().AnyAsync(cancellation) || await db.Users.CountAsync(p => accounts.Contains(p.Id), cancellation) < accounts.Count)
        {
            return;
        }

        db.Memos.AddRange(All(now));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    internal static IEnumerable<Memo> All(DateTimeOffset now) => Notes.Select((note, number) =>
    {
        var memo = new Memo
        {
            Id = new Guid(number + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 12),
            Title = note.Title,
            Body = note.Body,
            ThemeId = note.Theme,
            SiteId = note.Site,
            IsForLetter = number is 0 or 3,
            AuthorId = DemoData.AccountId(note.Author),
            CreatedAt = now.AddDays(-note.DaysAgo).AddMinutes(-17 * (number + 1)),
            PinnedUntil = number == 0 ? DateOnly.FromDateTime(now.ToParis()).AddDays(20) : null,
        };
        // The older, the more have read it; the last three accounts always have something left to read.
        memo.Readings.AddRange(Enumerable.Range(1, 9).Where(reader => reader != note.Author && reader % 4 < note.DaysAgo).Select(reader => new MemoReading
        {
            MemoId = memo.Id, ProfessionalId = DemoData.AccountId(reader), ReadAt = memo.CreatedAt.AddMinutes(47 * reader) < now ? memo.CreatedAt.AddMinutes(47 * reader) : now,
        }));
        if (number == 4)
        {
            memo.Files.Add(FileOf(memo.Id, [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Contacts)]));
        }

        return memo;
    });

    private static MemoFile FileOf(Guid memoId, byte[] content) => new()
    {
        Id = new Guid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 13), MemoId = memoId, Place = 0, Name = "contacts-demo.csv", Kind = MemoFileKind.Csv, Size = content.Length, Content = content,
    };
}

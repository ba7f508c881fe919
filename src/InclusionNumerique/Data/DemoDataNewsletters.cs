using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>Two letters that were sent, and this month's draft; visibly fictitious.</summary>
internal static class DemoDataNewsletters
{
    private const int Coordinator = 9;
    private const string Address = "https://demo.invalid/";

    private static readonly string[] Words =
    [
        "Bonjour à toutes et à tous,\n\nLe bac du bas de l’imprimante démo a encore frappé, et vous avez tenu. Merci.\n\nLe prochain point d’équipe est mardi à 14 h, salle Démo.",
        "Bonjour,\n\nBienvenue à la bénévole démo qui rejoint Aimé Césaire. Pensez à lui montrer le tiroir des chargeurs.",
    ];

    public static async Task AddAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var people = await db.Users.AsNoTracking().Where(p => p.Email!.EndsWith(DemoData.EmailDomain)).OrderBy(p => p.Id).Select(p => new { p.Id, p.Email }).ToListAsync(cancellation);
        if (await db.Newsletters.AnyAsync(cancellation) || people.All(p => p.Id != DemoData.AccountId(Coordinator)))
        {
            return;
        }

        var today = DateOnly.FromDateTime(now.ToParis());
        var month = new DateOnly(today.Year, today.Month, 1);
        Newsletter[] letters = [LetterOf(0, month, null), LetterOf(1, month.AddMonths(-1), ParisTime.At(month, new(9, 30)) is var sent && sent < now ? sent : now), LetterOf(2, month.AddMonths(-2), ParisTime.At(month.AddMonths(-1), new(10, 0)))];
        db.Newsletters.AddRange(letters);
        await db.SaveChangesAsync(cancellation);
        db.Messages.AddRange(letters.Where(l => l.SentAt is not null).SelectMany(letter => people.Select((p, i) => new Message
        {
            Id = Guid.CreateVersion7(letter.SentAt!.Value), NewsletterId = letter.Id, ProfessionalId = p.Id, Kind = MessageKind.Newsletter, Channel = MessageChannel.Email, Address = p.Email!,
            Subject = NewsletterTexts.Title(letter.Month), Body = NewsletterTexts.Mail(letter.Month, letter.Sections, Address), Sequence = 0, State = i == 6 ? MessageState.Failed : MessageState.Sent,
            NextAt = letter.SentAt.Value, CreatedAt = letter.SentAt.Value, Attempts = 1, SentAt = i == 6 ? null : letter.SentAt, Error = i == 6 ? "L’adresse a été refusée par le serveur d’e-mail (réponse 550)." : null,
        })));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static Newsletter LetterOf(int back, DateOnly month, DateTimeOffset? sentAt) => new()
    {
        Id = new Guid(back + 1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 14),
        Month = month,
        CreatedById = DemoData.AccountId(Coordinator),
        CreatedAt = sentAt ?? ParisTime.StartOf(month),
        SentAt = sentAt,
        SentById = sentAt is null ? null : DemoData.AccountId(Coordinator),
        Address = sentAt is null ? null : Address,
        Sections =
        [
            new(SectionKind.Word, back == 0 ? "" : Words[back - 1], IsLeftOut: back == 0),
            new(SectionKind.Figures, $"- {980 - (70 * back)} visites\n- {840 - (60 * back)} personnes reçues\n- Ce qui est le plus demandé : démarche en ligne, impression"),
            new(SectionKind.Coming, "- Tous les sites fermés, du 24 au 31 décembre : fin d’année\n- Nouvelle permanence au Blosne, tous les mardis matin"),
            new(SectionKind.Memos, "- Quand le code de connexion n’arrive pas : trois choses à vérifier avant de recommencer.\n- Tablettes de Villejean : les chargeurs sont dans le tiroir du bas."),
        ],
    };
}

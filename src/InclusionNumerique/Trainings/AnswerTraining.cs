using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <param name="IsOpen">Answers are taken now.</param>
public sealed record TrainingQuestionnaire(string Module, DateTimeOffset StartsAt, TrainingMoment Moment, bool IsOpen, IReadOnlyList<TrainingQuestion> Items);

public sealed record TrainingQuestion(int Id, TrainingItemKind Kind, string Text);

/// <summary>Stores the answers of a participant, before or after. Public: the address, which all participants share, is the right; nothing tells who answered.</summary>
public sealed class AnswerTraining(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>After the last part.</summary>
    public const int DaysOpenAfter = 60;

    public sealed class Form
    {
        public string? AnswerCode { get; set; }

        public TrainingMoment Moment { get; set; }

        public PairCode Code { get; set; } = new(null, null, null, null);

        public Mission? Mission { get; set; }

        /// <summary>By item; what is left out is not answered.</summary>
        public Dictionary<int, short> Ratings { get; set; } = [];

        /// <summary>After only: nobody answered before with this code, and that is right.</summary>
        public bool IsUnpaired { get; set; }
    }

    /// <summary>Null when the address leads nowhere.</summary>
    public async Task<TrainingQuestionnaire?> ReadAsync(string? answerCode, TrainingMoment moment, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await FindAsync(db, answerCode, cancellation) is not { } session
            ? null
            : new(
                session.Module!.Name, session.StartsAt, moment, await IsOpenAsync(db, session, moment, cancellation),
                [.. session.Module.Items.Where(i => !i.IsRetired).OrderBy(i => i.Kind).ThenBy(i => i.Position).Select(i => new TrainingQuestion(i.Id, i.Kind, i.Text))]);
    }

    public async Task<Outcome> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, form.AnswerCode, cancellation) is not { } session || !Enum.IsDefined(form.Moment) || !await IsOpenAsync(db, session, form.Moment, cancellation))
        {
            return Outcome.Refused("", "Ce questionnaire n’existe pas ou n’est plus ouvert.");
        }

        var asked = session.Module!.Items.Where(i => !i.IsRetired).Select(i => i.Id).ToHashSet();
        var ratings = form.Ratings.Where(r => asked.Contains(r.Key) && r.Value is >= TrainingRating.Least and <= TrainingRating.Most).ToList();
        var refusals = form.Code.Check();
        if (ratings.Count == 0)
        {
            refusals.Add(new Refusal(nameof(form.Ratings), "Répondez à une phrase au moins."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var hash = form.Code.HashOf(session.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (form is { Moment: TrainingMoment.After, IsUnpaired: false } && !await db.TrainingSheets.AnyAsync(s => s.SessionId == session.Id && s.Moment == TrainingMoment.Before && s.PairHash == hash, cancellation))
        {
            return Outcome.From([new Refusal(
                nameof(form.IsUnpaired), "Personne n’a répondu avant la formation avec ces lettres et ces chiffres. Vérifiez-les ; si vous n’aviez pas répondu avant, envoyez encore une fois.", IsWarning: true)]);
        }

        // Who answers again corrects.
        await db.TrainingSheets.Where(s => s.SessionId == session.Id && s.Moment == form.Moment && s.PairHash == hash).ExecuteDeleteAsync(cancellation);
        var sheet = new TrainingSheet
        {
            Id = Guid.NewGuid(), SessionId = session.Id, Moment = form.Moment, PairHash = hash, Day = clock.Today(),
            Mission = form.Mission is { } mission && Enum.IsDefined(mission) ? mission : null,
        };
        sheet.Ratings.AddRange(ratings.Select(r => new TrainingRating { SheetId = sheet.Id, ItemId = r.Key, Value = r.Value }));
        db.Add(sheet);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Two taps at once: the other one is stored.
        }

        return Outcome.Done;
    }

    private static async Task<TrainingSession?> FindAsync(InclusionDb db, string? answerCode, CancellationToken cancellation) =>
        answerCode is { Length: > 0 and <= 12 } && answerCode.All(char.IsAsciiLetterOrDigit)
            ? await db.TrainingSessions.AsNoTracking().Include(s => s.Module!.Items).SingleOrDefaultAsync(s => s.AnswerCode == answerCode && s.State == TrainingState.Planned, cancellation)
            : null;

    // Before, until the first part ends; after, from the start of the last one: a group answers in the room.
    private async Task<bool> IsOpenAsync(InclusionDb db, TrainingSession session, TrainingMoment moment, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var parts = await db.TrainingParts.Where(p => p.SessionId == session.Id).OrderBy(p => p.Position).Select(p => new { p.StartsAt, p.EndsAt }).ToListAsync(cancellation);
        return moment == TrainingMoment.Before ? now < parts[0].EndsAt : now >= parts[^1].StartsAt && now < session.EndsAt.AddDays(DaysOpenAfter);
    }
}

using System.Security.Cryptography;
using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Plans a session, or changes one: those who are registered stay so and are told of another time or place.</summary>
public sealed class PlanTrainingSession(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    // Without letters and figures that are taken for each other.
    private const string CodeLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int CodeLength = 10;

    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null: a new session.</summary>
        public uint? Version { get; set; }

        public int? ModuleId { get; set; }

        public int? SiteId { get; set; }

        public string? Room { get; set; }

        public HashSet<Guid> TrainerIds { get; set; } = [];

        public string? ExternalTrainer { get; set; }

        public int? Capacity { get; set; } = 8;

        public List<PartForm> Parts { get; set; } = [new()];

        /// <summary>The trainers' other engagements have been seen.</summary>
        public bool IsConfirmed { get; set; }
    }

    public sealed class PartForm
    {
        public DateOnly? Day { get; set; }

        public TimeOnly? From { get; set; }

        public TimeOnly? To { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(PlanTrainingSession)))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        var refusals = TrainingSessionChecks.Check(form, now);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = await db.HoldAsync(form.Id, cancellation);
        if (Stale(form, session) is { } stale)
        {
            return stale;
        }

        // Whoever books one of the trainers meanwhile waits, and then finds the hours taken.
        await db.LockAsync(now, cancellation, [.. form.TrainerIds]);
        if (await TrainingSessionChecks.RefusalAsync(db, form, session, cancellation) is { } refusal)
        {
            return refusal;
        }

        var parts = TrainingSessionChecks.PartsOf(form);
        var isNew = session is null;
        if (session is null)
        {
            session = db.Add(new TrainingSession
            {
                Id = form.Id, ModuleId = form.ModuleId!.Value, SiteId = form.SiteId!.Value, Capacity = (short)form.Capacity!.Value, StartsAt = parts[0].StartsAt, EndsAt = parts[^1].EndsAt,
                AnswerCode = RandomNumberGenerator.GetString(CodeLetters, CodeLength),
            }).Entity;
        }
        else
        {
            db.Entry(session).Property(s => s.Version).OriginalValue = form.Version!.Value;
        }

        var isTold = await ApplyAsync(db, session, form, parts, cancellation) && !isNew;
        return await StoreAsync(db, session, isTold, actor, now, cancellation);
    }

    private static Outcome? Stale(Form form, TrainingSession? session) => (session, form.Version) switch
    {
        (null, not null) => Saving.Gone,
        (not null, null) => Outcome.Done,
        ({ State: TrainingState.Cancelled }, _) => Outcome.Refused("", "Cette session est annulée : planifiez-en une autre."),
        (not null, _) when session.Version != form.Version => Saving.Conflict,
        _ => null,
    };

    // True when what stands in a diary has changed.
    private static async Task<bool> ApplyAsync(InclusionDb db, TrainingSession session, Form form, List<TrainingPart> parts, CancellationToken cancellation)
    {
        await db.Entry(session).Collection(s => s.Trainers).LoadAsync(cancellation);
        await db.Entry(session).Collection(s => s.Parts).LoadAsync(cancellation);
        var trainers = await db.Users.Where(p => form.TrainerIds.Contains(p.Id)).ToListAsync(cancellation);
        session.Trainers.RemoveAll(t => !form.TrainerIds.Contains(t.Id));
        session.Trainers.AddRange(trainers.Except(session.Trainers));
        var before = (session.SiteId, session.Room, string.Join('|', session.Parts.OrderBy(p => p.Position).Select(p => $"{p.StartsAt:O}/{p.EndsAt:O}")));
        session.Parts.RemoveAll(p => p.Position >= parts.Count);
        foreach (var part in parts)
        {
            if (session.Parts.Find(p => p.Position == part.Position) is { } present)
            {
                (present.StartsAt, present.EndsAt) = (part.StartsAt, part.EndsAt);
            }
            else
            {
                session.Parts.Add(part);
            }
        }

        (session.SiteId, session.Room, session.ExternalTrainer) = (form.SiteId!.Value, PlainText.Tidy(form.Room), PlainText.Tidy(form.ExternalTrainer));
        (session.Capacity, session.StartsAt, session.EndsAt) = ((short)form.Capacity!.Value, parts[0].StartsAt, parts[^1].EndsAt);
        return before != (session.SiteId, session.Room, string.Join('|', session.Parts.OrderBy(p => p.Position).Select(p => $"{p.StartsAt:O}/{p.EndsAt:O}")));
    }

    private static async Task<Outcome> StoreAsync(InclusionDb db, TrainingSession session, bool isTold, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            if (isTold)
            {
                await db.QueueToAllAsync(session, MessageKind.TrainingMoved, now, cancellation);
                await db.GiveEquipmentBackAsync(session, cancellation);
            }

            db.Audit(actor, now, nameof(PlanTrainingSession), nameof(TrainingSession), session.Id, session.SiteId);
            await db.SaveChangesAsync(cancellation);
            await db.PromoteAsync(session, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await db.Database.CurrentTransaction!.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saving.Conflict;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Sent twice at once: the other one is stored.
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }
}

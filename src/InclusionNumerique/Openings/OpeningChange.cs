using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Openings;

/// <summary>How every verb of openings stores: under the locks that bookings take too, counting in the same transaction which appointments it leaves without an opening.</summary>
internal static class OpeningChange
{
    /// <summary>Planned appointments to come that no opening covers, from the instant on until the last of them.</summary>
    private const string Uncovered = """
        WITH planned AS (SELECT id, site_id, mediator_id, starts_at, ends_at FROM appointments WHERE state = 2 AND starts_at > {0}),
        covers AS (
            SELECT p.mediator_id, p.site_id, range_agg(tstzrange(p.starts_at, p.ends_at)) AS periods
            FROM opening_periods(({0} AT TIME ZONE 'Europe/Paris')::date, (SELECT max((starts_at AT TIME ZONE 'Europe/Paris')::date) FROM planned)) p WHERE p.kind = 2 GROUP BY 1, 2)
        SELECT a.id AS "Value" FROM planned a LEFT JOIN covers c ON c.mediator_id = a.mediator_id AND c.site_id = a.site_id
        WHERE NOT coalesce(c.periods @> tstzrange(a.starts_at, a.ends_at), false)
        """;

    public static Task<List<Guid>> UncoveredAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<Guid>(Uncovered, now).ToListAsync(cancellation);

    /// <summary>Bookings of these people, and other changes of their openings, wait until the transaction ends, and then see it.</summary>
    public static Task LockAsync(InclusionDb db, IEnumerable<Guid> mediators, DateTimeOffset now, CancellationToken cancellation) => db.LockAsync(now, cancellation, [.. mediators]);

    /// <summary>Everybody who receives or is booked: a closure concerns them all.</summary>
    public static async Task LockAllAsync(InclusionDb db, DateTimeOffset now, CancellationToken cancellation) =>
        await LockAsync(db, await db.Users.Where(p => p.Roles.Contains(Role.Mediator) || p.Roles.Contains(Role.Volunteer)).Select(p => p.Id).ToListAsync(cancellation), now, cancellation);

    /// <summary>Writes, counts, and commits the caller's transaction; leaves it to be rolled back when refused.</summary>
    /// <param name="write">What is not among the tracked changes.</param>
    /// <param name="check">A last look at what is now written, before it is kept.</param>
    public static async Task<Outcome> StoreAsync(
        InclusionDb db, OpeningForm form, DateTimeOffset now, Action audit, CancellationToken cancellation, Func<Task>? write = null, Func<Task<Outcome?>>? check = null)
    {
        try
        {
            var before = await UncoveredAsync(db, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await (write?.Invoke() ?? Task.CompletedTask);
            if (check is not null && await check() is { } refusal)
            {
                return refusal;
            }

            List<Guid> left = [.. (await UncoveredAsync(db, now, cancellation)).Except(before)];
            if (left.Count > 0 && !(form.IsConfirmed && (form.Conflicts.Count == 0 || !left.Except(form.Conflicts).Any())))
            {
                (form.IsConfirmed, form.Conflicts) = (false, left);
                return Outcome.From([new Refusal(OpeningForm.ConflictsField, Words(left.Count), IsWarning: true)]);
            }

            audit();
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

    private static string Words(int count) => count == 1
        ? "Un rendez-vous pris n’aurait plus de permanence. Il reste à déplacer : regardez-le ci-dessous, puis confirmez ou renoncez."
        : $"{count} rendez-vous pris n’auraient plus de permanence. Ils restent à déplacer : regardez-les ci-dessous, puis confirmez ou renoncez.";
}

using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

/// <summary>Saving a row of few, whose key the database makes and which two people may edit at once.</summary>
internal static class Saving
{
    /// <summary>The refusal's field when somebody else saved in between: the page then shows what is stored now.</summary>
    public const string VersionField = "Version";

    public static Outcome Gone { get; } = Outcome.Refused("", "Cette ligne n’existe plus. Rechargez la page.");

    public static Outcome Conflict { get; } = Outcome.Refused(
        VersionField, "Quelqu’un d’autre vient de modifier cette ligne. Votre saisie est gardée : comparez, puis enregistrez à nouveau si elle est la bonne.");

    /// <summary>The row to change, to be saved only if it is still the version that the form showed.</summary>
    public static async Task<T?> FindForSaveAsync<T>(this InclusionDb db, int? id, uint version, CancellationToken cancellation)
        where T : class
    {
        var row = id is null ? null : await db.FindAsync<T>([id], cancellation);
        if (row is not null)
        {
            db.Entry(row).Property<uint>("Version").OriginalValue = version;
        }

        return row;
    }

    /// <summary>Writes the row, then its trace, which needs the key, in one transaction: the caller's when it has begun one.</summary>
    public static async Task<Outcome> SaveAsync(this InclusionDb db, Action audit, Outcome whenTaken, CancellationToken cancellation)
    {
        await using var transaction = db.Database.CurrentTransaction ?? await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            audit();
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return whenTaken;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }
}

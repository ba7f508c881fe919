using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Data;

/// <summary>Turns what the database refused into what a person can read.</summary>
internal static class SqlRefusals
{
    public static bool IsUniqueViolation(this DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public static bool IsUniqueViolation(this DbUpdateException exception, string constraint) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e && e.ConstraintName == constraint;

    public static bool IsExclusionViolation(this DbUpdateException exception, string constraint) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation } e && e.ConstraintName == constraint;

    /// <summary>Two transactions stood in each other's way: the same work, tried again, may well pass.</summary>
    public static bool IsWorthAnotherTry(this Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>A choice that no list holds any more; null when the exception says something else.</summary>
    public static Outcome? ForeignKeyRefusal(this DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation }
            ? Outcome.Refused("", "Un des choix n’existe plus dans les listes. Rechargez la page, puis choisissez à nouveau ; votre saisie est gardée.")
            : null;
}

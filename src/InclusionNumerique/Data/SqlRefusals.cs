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

    /// <summary>A choice that no list holds any more; null when the exception says something else.</summary>
    public static Outcome? ForeignKeyRefusal(this DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation }
            ? Outcome.Refused("", "Un des choix n’existe plus dans les listes. Rechargez la page, puis choisissez à nouveau ; votre saisie est gardée.")
            : null;
}

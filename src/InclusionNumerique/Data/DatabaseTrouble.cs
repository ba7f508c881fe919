using Npgsql;

namespace InclusionNumerique.Data;

/// <summary>Tells an absent, stopping or overloaded database from a fault of the code.</summary>
public static class DatabaseTrouble
{
    /// <summary>What a page says; sending again is safe, ids being made by the client.</summary>
    public const string Message =
        "La base de données n’a pas répondu. Votre saisie est toujours à l’écran : recommencez dans quelques secondes, rien ne sera compté deux fois.";

    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        PostgresException postgres => postgres.IsTransient,
        NpgsqlException or TimeoutException => true,
        _ => Is(exception.InnerException),
    };
}

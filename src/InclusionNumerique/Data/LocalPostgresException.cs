namespace InclusionNumerique.Data;

/// <summary>Why the embedded PostgreSQL can't start: one line in French, made for the console.</summary>
public sealed class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static LocalPostgresException? FromServer(string folder, string words) =>
        words.Contains("No space left on device", StringComparison.Ordinal) || words.Contains("Disk quota exceeded", StringComparison.Ordinal)
            ? new LocalPostgresException($"Le disque qui porte {folder} est plein : libérez de la place, puis relancez. Rien n’a été perdu.")
            : null;
}

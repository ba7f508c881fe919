using System.Text;

namespace InclusionNumerique;

/// <summary>Limits that any typed text must respect before it reaches a text column.</summary>
public static class PlainText
{
    /// <summary>Adds a refusal when the text is too long (counted in UTF-16 units) or holds what PostgreSQL cannot store.</summary>
    public static void Check(List<Refusal> refusals, string field, string? text, int most)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > most)
        {
            refusals.Add(new Refusal(field, $"{most:N0} caractères au plus ; ce texte en compte {text.Length:N0}. Raccourcissez-le, rien n’est perdu."));
        }
        else if (!IsStorable(text))
        {
            refusals.Add(new Refusal(field, "Ce texte contient un caractère invisible qui ne peut pas être enregistré. Effacez-le ou saisissez le texte à nouveau."));
        }
    }

    /// <summary>As <see cref="Check"/>, and refuses an empty or blank text with the given message.</summary>
    public static void Require(List<Refusal> refusals, string field, string? text, int most, string messageWhenEmpty)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            refusals.Add(new Refusal(field, messageWhenEmpty));
        }
        else
        {
            Check(refusals, field, text, most);
        }
    }

    /// <summary>Null when blank, trimmed otherwise.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsStorable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}

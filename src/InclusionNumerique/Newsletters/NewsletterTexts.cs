using System.Globalization;
using System.Text;

namespace InclusionNumerique.Newsletters;

/// <summary>The words of the letter, on its page and in its e-mail.</summary>
public static class NewsletterTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"La lettre de novembre 2026", "La lettre d’avril 2027".</summary>
    public static string Title(DateOnly month) => $"La lettre {Of(month)}";

    /// <summary>"novembre 2026".</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", French);

    /// <summary>As addresses carry a month: "2026-11".</summary>
    public static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null when the text is no month.</summary>
    public static DateOnly? ReadKey(string? key) => DateOnly.TryParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    public static string Label(this SectionKind kind) => kind switch
    {
        SectionKind.Word => "Le mot de la coordination",
        SectionKind.Figures => "Le mois en chiffres",
        SectionKind.Coming => "À venir",
        _ => "Les mémos du mois",
    };

    /// <summary>Those that the letter holds.</summary>
    public static IReadOnlyList<NewsletterSection> Shown(this IEnumerable<NewsletterSection> sections) => [.. sections.Where(s => !s.IsLeftOut && !string.IsNullOrWhiteSpace(s.Text))];

    /// <summary>The letter as the text of an e-mail.</summary>
    /// <param name="address">See <see cref="Newsletter.Address"/>.</param>
    public static string Mail(DateOnly month, IEnumerable<NewsletterSection> sections, string address)
    {
        var text = new StringBuilder("Bonjour,\n\n").Append(Title(month)).Append(" est là.\n");
        foreach (var section in sections.Shown())
        {
            text.Append("\n\n").Append(section.Kind.Label().ToUpper(French)).Append("\n\n").Append(section.Text.Trim()).Append('\n');
        }

        return text.Append("\n\nÀ lire aussi comme une page\u00A0: ").Append(address).Append("lettre/").Append(Key(month)).Append('\n').ToString();
    }

    private static string Of(DateOnly month) => (month.Month is 4 or 8 or 10 ? "d’" : "de ") + Month(month);
}

using InclusionNumerique.Staff;

namespace InclusionNumerique.Newsletters;

internal static class NewsletterRecipients
{
    /// <summary>Active, with an address, and not ended by the person.</summary>
    public static IQueryable<Professional> ReceivingLetter(this IQueryable<Professional> people) => people.Where(p => p.DisabledAt == null && p.Email != null && p.Email != "" && p.LetterStoppedAt == null);
}

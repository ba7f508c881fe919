using PhoneNumbers;

namespace InclusionNumerique;

/// <summary>Telephone numbers as people type them, as they are stored (E.164) and as they are read aloud.</summary>
public static class PhoneText
{
    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>E.164 of a valid number, French unless it says otherwise; null when it is none.</summary>
    public static string? ToE164(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 40)
        {
            return null;
        }

        try
        {
            var number = Util.Parse(typed.Trim(), "FR");
            return Util.IsPossibleNumber(number) && (Util.IsValidNumber(number) || number.CountryCode == 33) ? Util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>"06 39 98 00 12" for a French number, "+44 20 …" for another.</summary>
    public static string Display(string e164)
    {
        try
        {
            var number = Util.Parse(e164, "FR");
            return Util.Format(number, number.CountryCode == 33 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }
}

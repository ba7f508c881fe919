using System.Globalization;
using InclusionNumerique.Messages;
using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Messages;

/// <summary>How the README's variables say that messages leave.</summary>
public static class MessageLaunch
{
    /// <exception cref="LaunchRefusedException">A variable cannot be read.</exception>
    public static MessageSettings Read(string dataFolder)
    {
        var host = Value("INCLUSION_SMTP_HOST");
        var port = Value("INCLUSION_SMTP_PORT") ?? "587";
        var sms = Value("INCLUSION_SMS_URL");
        return new MessageSettings(
            Path.Combine(dataFolder, "messages"),
            SenderOf(host),
            host,
            int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
                ? number
                : throw new LaunchRefusedException("INCLUSION_SMTP_PORT doit être un nombre de 1 à 65535."),
            Value("INCLUSION_SMTP_USER"),
            Value("INCLUSION_SMTP_PASSWORD"),
            Value("INCLUSION_SMTP_PLAIN") == "1",
            sms is null || (Uri.TryCreate(sms, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
                ? sms is null ? null : new Uri(sms)
                : throw new LaunchRefusedException("INCLUSION_SMS_URL doit être une adresse complète, qui commence par https://."),
            Value("INCLUSION_SMS_HEADER") ?? "Authorization",
            Value("INCLUSION_SMS_TOKEN"),
            Value("INCLUSION_SMS_RECEIPT_SECRET"));
    }

    private static string SenderOf(string? host) => (Value("INCLUSION_MAIL_FROM"), host) switch
    {
        ({ } sender, _) when sender.Count(c => c == '@') == 1 && !sender.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) => sender,
        (null, null) => "rendez-vous@demo.invalid",
        _ => throw new LaunchRefusedException("INCLUSION_MAIL_FROM doit être l’adresse e-mail qui envoie les messages, par exemple rendez-vous@exemple.fr."),
    };

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

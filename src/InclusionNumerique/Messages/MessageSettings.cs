namespace InclusionNumerique.Messages;

/// <summary>How messages leave the house. Without an SMTP server or an SMS provider, that channel's messages become files in the outbox.</summary>
/// <param name="Outbox">Folder of the files.</param>
/// <param name="Sender">The e-mail address that messages come from.</param>
/// <param name="ReceiptSecret">The SMS provider says it with each receipt; null: receipts are not taken.</param>
public sealed record MessageSettings(
    string Outbox,
    string Sender = "rendez-vous@demo.invalid",
    string? SmtpHost = null,
    int SmtpPort = 587,
    string? SmtpUser = null,
    string? SmtpPassword = null,
    bool IsSmtpPlain = false,
    Uri? SmsUrl = null,
    string SmsHeader = "Authorization",
    string? SmsToken = null,
    string? ReceiptSecret = null);

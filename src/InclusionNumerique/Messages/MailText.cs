using System.Text;
using MimeKit;

namespace InclusionNumerique.Messages;

/// <summary>A message as an e-mail: text, and the diary's entry as an alternative that mail programs offer to accept.</summary>
internal static class MailText
{
    /// <exception cref="CarrierException">The address is no address.</exception>
    public static MimeMessage Of(Message message, string sender)
    {
        var mail = new MimeMessage { Subject = MessageTexts.SingleLine(message.Subject ?? ""), MessageId = $"{message.Id:N}.{message.Attempts}@{sender.Split('@')[^1]}", Date = message.CreatedAt };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, "Inclusion Numérique", sender));
        mail.To.Add(Address(message.Address));
        // Out-of-office answers to it would reach nobody.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        var body = message.Body;
        if (message.Stop is { } stop)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.OneClick}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
            body += $"Pour ne plus recevoir la lettre par e-mail\u00A0: {stop.Page}\n";
        }

        if (message.SurveyLink is { } link)
        {
            body += $"Répondre\u00A0: {link}\n";
        }

        var text = new TextPart("plain") { Text = body, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        mail.Body = message.Calendar is null ? text : WithEntries(text, [.. AppointmentCalendar.From(message.Calendar, sender)]);
        return mail;
    }

    // One entry is an alternative that mail programs offer to accept; several are files beside the text.
    private static Multipart WithEntries(TextPart text, List<string> calendars)
    {
        if (calendars is [var only])
        {
            return new MultipartAlternative { text, Entry(only) };
        }

        var mixed = new Multipart("mixed") { text };
        foreach (var (i, calendar) in calendars.Index())
        {
            var part = Entry(calendar);
            part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = $"seance-{i + 1}.ics" };
            mixed.Add(part);
        }

        return mixed;
    }

    private static TextPart Entry(string calendar)
    {
        var part = new TextPart("calendar") { Text = calendar, ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("method", calendar.Contains("METHOD:CANCEL", StringComparison.Ordinal) ? "CANCEL" : "REQUEST");
        return part;
    }

    public static bool IsAddress(string address) => Parse(address) is not null;

    private static MailboxAddress? Parse(string address) =>
        !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailboxAddress.TryParse(ParserOptions.Default, address, out var mailbox) && mailbox.Address == address && address.Contains('@', StringComparison.Ordinal)
            ? mailbox
            : null;

    private static MailboxAddress Address(string address) => Parse(address) ?? throw new CarrierException(CarrierTrouble.Permanent, "L’adresse e-mail est mal formée.");
}

using System.Globalization;
using System.Text;
using InclusionNumerique.Appointments;
using InclusionNumerique.Sites;

namespace InclusionNumerique.Messages;

/// <summary>The words of messages. Reminders and SMS may be read by somebody else on a shared phone: they never say what the appointment is for.</summary>
internal static class MessageTexts
{
    /// <summary>One SMS; a longer one is sent, and paid, as two.</summary>
    public const int SmsMost = 160;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Subject(MessageKind kind, Appointment appointment, Site site) => SingleLine(kind switch
    {
        MessageKind.Booked => $"Votre rendez-vous du {FrenchTime.LongMoment(appointment.StartsAt)}",
        MessageKind.Moved => $"Nouvelle date : votre rendez-vous du {FrenchTime.LongMoment(appointment.StartsAt)}",
        MessageKind.Cancelled => $"Rendez-vous annulé : {FrenchTime.LongMoment(appointment.StartsAt)}",
        _ => $"Rappel : votre rendez-vous du {FrenchTime.LongMoment(appointment.StartsAt)}",
    } + $", {site.Name}");

    /// <summary>To the person.</summary>
    public static string Mail(MessageKind kind, Appointment appointment, Site site, string mediator, string? papers)
    {
        var text = new StringBuilder("Bonjour,\n\n");
        text.Append(kind switch
        {
            MessageKind.Booked => "Votre rendez-vous est noté.",
            MessageKind.Moved => "Votre rendez-vous a changé. Voici ce qui est prévu maintenant.",
            MessageKind.Cancelled => "Ce rendez-vous est annulé. Vous n’avez pas besoin de venir.",
            _ => "Nous vous attendons bientôt.",
        }).Append("\n\n");
        text.Append("Quand : ").Append(FrenchTime.LongMoment(appointment.StartsAt)).Append('\n').Append("Où : ").Append(SingleLine(site.Name));
        text.Append(site.Address is { } address ? $", {SingleLine(address)}\n" : "\n");
        if (kind is MessageKind.Booked or MessageKind.Moved)
        {
            text.Append("Avec : ").Append(SingleLine(mediator)).Append('\n');
            text.Append(PlainText.Tidy(papers) is { } list ? $"À apporter : {SingleLine(list)}\n" : "");
        }

        text.Append('\n').Append((kind == MessageKind.Cancelled, site.Phone) switch
        {
            (true, { } phone) => $"Pour prendre un autre rendez-vous, appelez le {SingleLine(phone)} ou venez à l’accueil.",
            (true, null) => "Pour prendre un autre rendez-vous, venez à l’accueil.",
            (false, { } phone) => $"Vous ne pouvez pas venir ? Appelez le {SingleLine(phone)} : nous annulons ou changeons la date, et quelqu’un d’autre peut venir à votre place.",
            (false, null) => "Vous ne pouvez pas venir ? Prévenez l’accueil : nous annulons ou changeons la date.",
        });
        return text.Append("\n\nNe répondez pas à ce message : personne ne lit cette adresse.\n").ToString();
    }

    /// <summary>To the mediator: no word on the person, for diaries are often shared.</summary>
    public static string MailToMediator(MessageKind kind, Appointment appointment, Site site) => kind switch
    {
        MessageKind.Booked => "Un rendez-vous est pris avec vous.",
        MessageKind.Moved => "Un de vos rendez-vous a changé.",
        _ => "Un de vos rendez-vous est annulé ou confié à quelqu’un d’autre.",
    } + $"\n\nQuand : {FrenchTime.LongMoment(appointment.StartsAt)}\nOù : {SingleLine(site.Name)}\n\nLe reste est dans Inclusion Numérique.\n";

    /// <summary>One SMS of the basic alphabet: without accents, 160 characters at most.</summary>
    public static string Sms(MessageKind kind, Appointment appointment, Site site)
    {
        var local = appointment.StartsAt.ToParis();
        string With(string name) => Ascii(kind switch
        {
            MessageKind.Booked => $"{name} : RDV note le",
            MessageKind.Moved => $"{name} : RDV change, nouvelle date le",
            MessageKind.Cancelled => $"{name} : RDV annule, celui du",
            _ => $"{name} : rappel de votre RDV le",
        } + $" {FrenchTime.Day(appointment.StartsAt)} a {FrenchTime.Hour(appointment.StartsAt)}." + (site.Phone, kind) switch
        {
            (null, _) => "",
            (_, MessageKind.Cancelled) => $" Renseignements : {site.Phone}",
            _ => $" Pour annuler : {site.Phone}",
        });

        var text = With(site.Name);
        return text.Length <= SmsMost ? text : With(site.ShortName);
    }

    /// <summary>Without line breaks and other controls: what is typed can't add a header or a line.</summary>
    public static string SingleLine(string text) =>
        string.Join(' ', new string([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // What the basic alphabet of SMS spells at one character each, in every country.
    private static string Ascii(string text)
    {
        var plain = text.Replace('’', '\'').Replace('–', '-').Replace("œ", "oe", StringComparison.Ordinal).Replace("Œ", "OE", StringComparison.Ordinal).Normalize(NormalizationForm.FormD);
        return SingleLine(new string([.. plain.Select(c => c is '\u00a0' or '\u202f' ? ' ' : c).Where(c => c is >= ' ' and <= '~' and not ('[' or ']' or '{' or '}' or '|' or '^' or '~' or '\\' or '`'))]));
    }
}

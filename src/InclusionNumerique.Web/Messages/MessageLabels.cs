using InclusionNumerique.Messages;

namespace InclusionNumerique.Web.Messages;

/// <summary>What a page says of messages.</summary>
public static class MessageLabels
{
    public static string Label(this MessageKind kind) => kind switch
    {
        MessageKind.Booked => "Confirmation",
        MessageKind.Moved => "Changement",
        MessageKind.Cancelled => "Annulation",
        MessageKind.FirstReminder => "Rappel, deux jours avant",
        _ => "Rappel, la veille",
    };

    public static string Label(this MessageChannel channel) => channel == MessageChannel.Sms ? "SMS" : "E-mail";

    public static string Label(this MessageState state) => state switch
    {
        MessageState.Waiting => "à envoyer",
        MessageState.Sending => "envoi en cours",
        MessageState.Sent => "envoyé",
        MessageState.Delivered => "reçu",
        MessageState.Failed => "non envoyé",
        MessageState.Uncertain => "peut-être envoyé",
        _ => "abandonné",
    };

    /// <summary>The class of the badge: the word says it all the same.</summary>
    public static string Tone(this MessageState state) => state switch
    {
        MessageState.Sent or MessageState.Delivered => "good",
        MessageState.Failed => "bad",
        MessageState.Uncertain => "warn",
        _ => "",
    };
}

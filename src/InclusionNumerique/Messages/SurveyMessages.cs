using InclusionNumerique.Surveys;

namespace InclusionNumerique.Messages;

/// <summary>What those invited to a survey are sent. The link itself is made when the message goes, see <see cref="MessageSender"/>.</summary>
internal static class SurveyMessages
{
    public static Message Of(Survey survey, SurveyInvitation invitation, MessageKind kind, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), SurveyInvitationId = invitation.Id, Kind = kind, Channel = MessageChannel.Email, Address = invitation.Email, Sequence = invitation.Reminders,
        State = MessageState.Waiting, NextAt = now, CreatedAt = now, Subject = Subject(survey, kind), Body = Body(survey, kind),
    };

    private static string Subject(Survey survey, MessageKind kind) => kind == MessageKind.SurveyReminder ? $"Rappel : {survey.Title}" : survey.Title;

    private static string Body(Survey survey, MessageKind kind) =>
        $"""
        Bonjour,

        {(kind == MessageKind.SurveyReminder ? "Vous n’avez pas encore répondu à ce questionnaire. Si vous l’avez fait par un lien précédent, ne tenez pas compte de ce message." : "Vous êtes invité·e à répondre à un questionnaire.")}

        {survey.Title}
        {survey.Purpose}
        {(survey.ClosesOn is { } last ? $"\nJusqu’au {FrenchTime.Day(last)} {last.Year}.\n" : "")}
        Vos réponses sont anonymes : le lien ci-dessous sert une seule fois, et rien ne le relie à ce que vous répondez.


        """;
}

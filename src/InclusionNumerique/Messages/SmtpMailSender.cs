using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace InclusionNumerique.Messages;

/// <summary>E-mail by a server of one's own (SMTP). TLS, unless the settings say that the server is on the same host.</summary>
public sealed class SmtpMailSender(MessageSettings settings) : IMailSender
{
    private const int Timeout = 30_000;

    public async Task<string?> SendMailAsync(Message message, CancellationToken cancellation)
    {
        var mail = MailText.Of(message, settings.Sender);
        var handedOver = new HandedOver();
        using var client = new SmtpClient { Timeout = Timeout };
        try
        {
            await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, settings.IsSmtpPlain ? SecureSocketOptions.None : SecureSocketOptions.Auto, cancellation);
            if (settings.SmtpUser is { } user)
            {
                await client.AuthenticateAsync(user, settings.SmtpPassword ?? "", cancellation);
            }

            await client.SendAsync(mail, cancellation, handedOver);
        }
        catch (SmtpCommandException e)
        {
            // A server's own words may quote the address: only its number is kept.
            var isLasting = (int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.UnexpectedStatusCode;
            var what = e.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? "L’adresse a été refusée" : "Le message a été refusé";
            throw new CarrierException(isLasting ? CarrierTrouble.Permanent : CarrierTrouble.Temporary, $"{what} par le serveur d’e-mail (réponse {(int)e.StatusCode}).", e);
        }
        catch (Exception e) when (e is SmtpProtocolException or IOException or SocketException or TimeoutException or ServiceNotConnectedException && handedOver.HasBegun)
        {
            throw new CarrierException(CarrierTrouble.Unknown, "La liaison avec le serveur d’e-mail s’est coupée pendant l’envoi.", e);
        }
        catch (Exception e) when (e is SmtpProtocolException or IOException or SocketException or TimeoutException or ServiceNotConnectedException)
        {
            throw new CarrierException(CarrierTrouble.Temporary, "Le serveur d’e-mail ne répond pas.", e);
        }
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new CarrierException(CarrierTrouble.Temporary, "Le serveur d’e-mail refuse la connexion : réglages à vérifier.", e);
        }

        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException or SmtpProtocolException or SmtpCommandException)
        {
            // It has the message; how it says goodbye does not matter.
        }

        return mail.MessageId;
    }

    // Before the text itself has begun to leave, the server cannot have taken it.
    private sealed class HandedOver : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}

using System.Text;

namespace InclusionNumerique.Messages;

/// <summary>For the demo, and until a carrier is set: each message is a file that anybody at the server can open.</summary>
public sealed class FileOutbox(MessageSettings settings) : IMailSender, ISmsSender
{
    public async Task<string?> SendMailAsync(Message message, CancellationToken cancellation)
    {
        using var mail = MailText.Of(message, settings.Sender);
        return await WriteAsync($"{message.Id:N}.eml", stream => mail.WriteToAsync(stream, cancellation));
    }

    public Task<string?> SendSmsAsync(Message message, CancellationToken cancellation) =>
        WriteAsync($"{message.Id:N}.txt", stream => stream.WriteAsync(Encoding.UTF8.GetBytes($"{message.Address}\n{message.Body}\n"), cancellation).AsTask());

    private async Task<string?> WriteAsync(string name, Func<Stream, Task> write)
    {
        try
        {
            Directory.CreateDirectory(settings.Outbox);
            var path = Path.Combine(settings.Outbox, name);
            await using (var file = File.Create(path + ".part"))
            {
                await write(file);
            }

            File.Move(path + ".part", path, overwrite: true); // whoever looks finds whole messages only
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CarrierException(CarrierTrouble.Temporary, "Le dossier des messages n’est pas accessible.", e);
        }
    }
}

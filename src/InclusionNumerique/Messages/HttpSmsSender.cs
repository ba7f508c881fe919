using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace InclusionNumerique.Messages;

/// <summary>
/// SMS by a provider's address: POST of <c>{"id", "to", "text"}</c> with the token in a header. 2xx: taken, and <c>{"id"}</c> of the answer is kept for its receipt.
/// 408, 425, 429 and 5xx: tried again. Any other answer: given up. See docs/decisions/0012-messages.md.
/// </summary>
public sealed class HttpSmsSender(MessageSettings settings) : ISmsSender, IDisposable
{
    private const int ReceiptMost = 200;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public async Task<string?> SendSmsAsync(Message message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.SmsUrl) { Content = JsonContent.Create(new { id = message.Id, to = message.Address, text = message.Body }) };
        if (settings.SmsToken is { } token)
        {
            request.Headers.TryAddWithoutValidation(settings.SmsHeader, token);
        }

        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return ReceiptIn(await answer.Content.ReadAsByteArrayAsync(cancellation));
            }

            var isPassing = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 || (int)answer.StatusCode >= 500;
            throw new CarrierException(isPassing ? CarrierTrouble.Temporary : CarrierTrouble.Permanent, $"Le fournisseur de SMS a refusé (réponse {(int)answer.StatusCode}).");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new CarrierException(CarrierTrouble.Temporary, "Le fournisseur de SMS ne répond pas.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CarrierException(CarrierTrouble.Unknown, "Le fournisseur de SMS n’a pas dit s’il a pris le message.", e);
        }
    }

    public void Dispose() => _http.Dispose();

    // Taken is taken, whatever the answer looks like: without a name, no receipt will be matched.
    private static string? ReceiptIn(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var name = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id)
                ? id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText()
                : null;
            return name is { Length: > 0 and <= ReceiptMost } && !name.Any(char.IsControl) ? name : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

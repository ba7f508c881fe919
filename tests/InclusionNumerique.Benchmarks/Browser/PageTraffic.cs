using System.Text.Json;
using Microsoft.Playwright;

namespace InclusionNumerique.Benchmarks.Browser;

internal sealed record Resource(string Path, string Encoding, int Status, double Bytes);

/// <summary>Listens to the browser's network log of one page.</summary>
internal sealed class PageTraffic
{
    private const int BinaryFrame = 2;

    public Dictionary<string, Resource> Resources { get; } = [];

    /// <summary>Payloads as the page sees them: the log does not know their compressed size.</summary>
    public long FrameBytes { get; private set; }

    public static async Task<PageTraffic> ObserveAsync(IPage page)
    {
        var traffic = new PageTraffic();
        var log = await page.Context.NewCDPSessionAsync(page);
        log.Event("Network.responseReceived").OnEvent += (_, e) => traffic.Answered(e!.Value);
        log.Event("Network.loadingFinished").OnEvent += (_, e) => traffic.Finished(e!.Value);
        log.Event("Network.webSocketFrameReceived").OnEvent += (_, e) => traffic.Framed(e!.Value);
        log.Event("Network.webSocketFrameSent").OnEvent += (_, e) => traffic.Framed(e!.Value);
        await log.SendAsync("Network.enable");
        return traffic;
    }

    private void Answered(JsonElement e)
    {
        var response = e.GetProperty("response");
        var address = new Uri(response.GetProperty("url").GetString()!);
        if (address.Scheme == "data")
        {
            return;
        }

        var encoding = response.GetProperty("headers").EnumerateObject()
            .FirstOrDefault(h => h.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase));
        Resources[Id(e)] = new Resource(
            address.PathAndQuery,
            encoding.Value.ValueKind == JsonValueKind.String ? encoding.Value.GetString()! : "none",
            response.GetProperty("status").GetInt32(),
            0);
    }

    private void Finished(JsonElement e)
    {
        if (Resources.TryGetValue(Id(e), out var resource))
        {
            Resources[Id(e)] = resource with { Bytes = e.GetProperty("encodedDataLength").GetDouble() };
        }
    }

    private void Framed(JsonElement e)
    {
        var frame = e.GetProperty("response");
        var payload = frame.GetProperty("payloadData").GetString()!;
        FrameBytes += frame.GetProperty("opcode").GetInt32() == BinaryFrame ? Convert.FromBase64String(payload).Length : payload.Length;
    }

    private static string Id(JsonElement e) => e.GetProperty("requestId").GetString()!;
}

using System.Text.Json;
using InclusionNumerique.Benchmarks.Circuits;
using InclusionNumerique.Benchmarks.Servers;
using Microsoft.Playwright;

namespace InclusionNumerique.Benchmarks.Browser;

/// <summary>Bytes a first visit costs, as they cross the wire: headers included, compressed as served, nothing cached.</summary>
internal static class ColdPageCommand
{
    public static Command Command { get; } = new(
        "cold-page",
        "bytes of the first cold page in Chromium, resource by resource, against the empty template",
        $"[--chromium-path path] {Contender.ProductUsage}",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var path = options.Text("chromium-path", Chromium.DefaultPath);
        using var product = Contender.Product(options);
        options.RefuseUnread();
        using var template = await EmptyTemplate.BuildAsync(cancellation);

        var totals = new Dictionary<string, double>();
        Contender?[] contenders = [Contender.Template(template), product];
        foreach (var contender in contenders.OfType<Contender>())
        {
            await using var server = await contender.StartAsync(cancellation);
            using var session = await contender.OpenSessionAsync(server, cancellation);
            var traffic = await MeasureAsync(path, contender, session);
            totals[contender.Name] = traffic.Resources.Values.Sum(r => r.Bytes);
            Print(contender, traffic);
        }

        if (product is not null)
        {
            Console.WriteLine($"Ratio of totals: {MarkdownTable.Ratio(totals["product"], totals["template"])}\n");
        }
    }

    private static async Task<PageTraffic> MeasureAsync(string path, Contender contender, WebSession session)
    {
        await using var chromium = await Chromium.StartAsync(path);
        var page = await chromium.NewPageAsync(session);
        var traffic = await PageTraffic.ObserveAsync(page);
        await page.GotoAsync(new Uri(session.Address, contender.Page).ToString());
        await page.Locator(contender.Steps[0].Css).First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForTimeoutAsync(1000);
        return traffic;
    }

    private static void Print(Contender contender, PageTraffic traffic)
    {
        Console.WriteLine($"\nFirst cold page of the {contender.Name}, {contender.Page}");
        var rows = traffic.Resources.Values.OrderByDescending(r => r.Bytes)
            .Select(r => new[] { r.Path, r.Encoding, $"{r.Status}", $"{r.Bytes:0}" })
            .Append(["**total**", "", "", $"**{traffic.Resources.Values.Sum(r => r.Bytes):0}**"])
            .Append(["WebSocket, received and sent, before compression (not in the total)", "", "", $"{traffic.FrameBytes}"]);
        MarkdownTable.Print(["resource", "encoding", "status", "bytes"], rows);
    }
}

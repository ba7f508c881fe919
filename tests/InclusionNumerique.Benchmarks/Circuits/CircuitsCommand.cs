using System.Globalization;
using InclusionNumerique.Benchmarks.Browser;
using InclusionNumerique.Benchmarks.Servers;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>Memory of an open page and click-to-repaint, the product against the empty template in the same run.</summary>
internal static class CircuitsCommand
{
    public static Command Command { get; } = new(
        "circuits",
        "memory per open page, click-to-repaint and CPU per click, against the empty template",
        $"[--pages 60] [--warm 30] [--seconds 30] [--think-ms 2000] [--chromium 3] [--chromium-path path] {Contender.ProductUsage}",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var plan = new LoadPlan(
            options.Number("pages", 60, 1, 500),
            options.Number("warm", 30, 1, 100),
            TimeSpan.FromSeconds(options.Number("seconds", 30, 1, 600)),
            TimeSpan.FromMilliseconds(options.Number("think-ms", 2000, 0, 60_000)));
        var browsers = options.Number("chromium", 0, 0, 10);
        var browserPath = options.Text("chromium-path", Chromium.DefaultPath);
        using var product = Contender.Product(options);
        options.RefuseUnread();

        using var template = await EmptyTemplate.BuildAsync(cancellation);
        var results = new List<LoadResult>();
        var seen = new List<double[]>();
        Contender?[] contenders = [Contender.Template(template), product];
        foreach (var contender in contenders.OfType<Contender>())
        {
            await using var server = await contender.StartAsync(cancellation);
            using var session = await contender.OpenSessionAsync(server, cancellation);
            results.Add(await new CircuitLoad(contender, server, session, plan).RunAsync(cancellation));
            if (browsers > 0)
            {
                seen.Add(await ClicksInChromium.MeasureAsync(browserPath, contender, session, browsers, cancellation));
            }
        }

        Print(plan, results, seen);
    }

    private static void Print(LoadPlan plan, List<LoadResult> results, List<double[]> seen)
    {
        string[] Row<T>(string label, List<T> from, Func<T, double?> figure, string format = "0.00")
        {
            var (ours, yardstick) = (from.Count > 1 ? figure(from[1]) : null, from.Count > 0 ? figure(from[0]) : null);
            return [label, Text(yardstick, format), Text(ours, format), MarkdownTable.Ratio(ours, yardstick)];
        }

        Console.WriteLine(
            $"\n{plan.Pages} open pages, {plan.Duration.TotalSeconds:0} s, think time {plan.Think.TotalSeconds:0.0} s ± 50 %, " +
            $"{Environment.ProcessorCount} cores shared by server and client, server GC, CPU of the web process alone.");
        MarkdownTable.Print(["", "template", "product", "ratio"],
        [
            Row("live heap per open page, KB", results, r => r.LivePerPage / 1000, "0"),
            Row("resident growth per open page, KB", results, r => r.ResidentPerPage / 1000, "0"),
            Row("resident with all pages open, MB", results, r => r.ResidentTotal / 1e6, "0"),
            Row("events", results, r => r.Events, "0"),
            Row("events that repainted nothing", results, r => r.Unchanged, "0"),
            Row("click to repaint p50, ms", results, r => Percentile(r.Repaints, 0.5)),
            Row("click to repaint p95, ms", results, r => Percentile(r.Repaints, 0.95)),
            Row("click to end of handler p50, ms", results, r => Percentile(r.Handled, 0.5)),
            Row("click to end of handler p95, ms", results, r => Percentile(r.Handled, 0.95)),
            Row("CPU per click, ms", results, r => r.CpuPerEvent),
            Row("CPU per click without think time, ms", results, r => r.SaturatedCpuPerEvent),
            Row("clicks per second without think time", results, r => r.SaturatedEventsPerSecond, "0"),
            Row("allocated per click, KB", results, r => r.AllocatedPerEvent / 1000, "0.0"),
            Row("Chromium: click to DOM mutation p50, ms", seen, s => Percentile(s, 0.5)),
            Row("Chromium: click to DOM mutation p95, ms", seen, s => Percentile(s, 0.95)),
        ]);
    }

    private static string Text(double? figure, string format) => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static double? Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}

using System.Diagnostics;
using InclusionNumerique.Benchmarks.Servers;

namespace InclusionNumerique.Benchmarks.Circuits;

internal sealed record LoadPlan(int Pages, int WarmPages, TimeSpan Duration, TimeSpan Think);

internal sealed record LoadResult
{
    public required double ResidentPerPage { get; init; }
    public required double? LivePerPage { get; init; }
    public required double ResidentTotal { get; init; }
    public required int Events { get; init; }
    public required int Unchanged { get; init; }
    public required double[] Repaints { get; init; }
    public required double[] Handled { get; init; }
    public required double CpuPerEvent { get; init; }
    public required double? AllocatedPerEvent { get; init; }
    public required double SaturatedEventsPerSecond { get; init; }
    public required double SaturatedCpuPerEvent { get; init; }
}

/// <summary>Opens pages at one server, weighs them, then uses them as people do: each at its own pace.</summary>
internal sealed class CircuitLoad(Contender contender, ServerProcess server, WebSession session, LoadPlan plan)
{
    private const int OpenedAtOnce = 4;
    private static readonly TimeSpan Saturation = TimeSpan.FromSeconds(5);

    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        await CloseAsync(await WarmAsync(cancellation));
        await Task.Delay(1000, cancellation);
        var emptyHeap = await server.CollectAsync(cancellation);
        var emptyResident = server.ResidentBytes;

        var pages = await OpenAsync(plan.Pages, cancellation);
        await Task.Delay(1000, cancellation);
        var fullHeap = await server.CollectAsync(cancellation);
        var fullResident = server.ResidentBytes;

        var (timings, cpu) = await UseAsync(pages, plan.Duration, plan.Think, cancellation);
        var usedHeap = await server.CollectAsync(cancellation);
        var (saturated, saturatedCpu) = await UseAsync(pages, Saturation, TimeSpan.Zero, cancellation);
        await CloseAsync(pages);

        return new LoadResult
        {
            ResidentPerPage = (double)(fullResident - emptyResident) / plan.Pages,
            LivePerPage = (double?)(fullHeap?.LiveBytes - emptyHeap?.LiveBytes) / plan.Pages,
            ResidentTotal = fullResident,
            Events = timings.Count,
            Unchanged = timings.Count(t => t.Repaint is null),
            Repaints = Sorted(timings.Where(t => t.Repaint is not null).Select(t => t.Repaint!.Value)),
            Handled = Sorted(timings.Select(t => t.Handled)),
            CpuPerEvent = cpu.TotalMilliseconds / timings.Count,
            SaturatedEventsPerSecond = saturated.Count / Saturation.TotalSeconds,
            SaturatedCpuPerEvent = saturatedCpu.TotalMilliseconds / saturated.Count,
            AllocatedPerEvent = (double?)(usedHeap?.AllocatedBytes - fullHeap?.AllocatedBytes) / timings.Count,
        };
    }

    /// <summary>Compiles the page's code and fills its caches, so that the first measured page pays for itself alone.</summary>
    private async Task<CircuitPage[]> WarmAsync(CancellationToken cancellation)
    {
        var pages = await OpenAsync(plan.WarmPages, cancellation);
        await UseAsync(pages, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200), cancellation);
        return pages;
    }

    private async Task<CircuitPage[]> OpenAsync(int count, CancellationToken cancellation)
    {
        var pages = new CircuitPage[count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, count, limits, async (i, token) =>
            pages[i] = await CircuitPage.OpenAsync(session, contender.Page, contender.Steps[0], token));
        return pages;
    }

    private static async Task CloseAsync(CircuitPage[] pages)
    {
        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }
    }

    private async Task<(List<EventTiming> Timings, TimeSpan Cpu)> UseAsync(
        CircuitPage[] pages, TimeSpan duration, TimeSpan think, CancellationToken cancellation)
    {
        var cpu = server.Cpu;
        var all = await Task.WhenAll(pages.Select((page, i) => UseAsync(page, new Random(i), duration, think, cancellation)));
        return ([.. all.SelectMany(t => t)], server.Cpu - cpu);
    }

    private async Task<List<EventTiming>> UseAsync(
        CircuitPage page, Random chance, TimeSpan duration, TimeSpan think, CancellationToken cancellation)
    {
        var timings = new List<EventTiming>();
        var clock = Stopwatch.StartNew();
        await Task.Delay(chance.NextDouble() * think, cancellation);
        for (var i = 0; clock.Elapsed < duration; i++)
        {
            timings.Add(await page.DoAsync(contender.Steps[i % contender.Steps.Length]));
            await Task.Delay((0.5 + chance.NextDouble()) * think, cancellation);
        }

        return timings;
    }

    private static double[] Sorted(IEnumerable<TimeSpan> times) => [.. times.Select(t => t.TotalMilliseconds).Order()];
}

using InclusionNumerique.Benchmarks.Circuits;
using InclusionNumerique.Benchmarks.Servers;
using Microsoft.Playwright;

namespace InclusionNumerique.Benchmarks.Browser;

/// <summary>
/// Cross-check of the headless client: the same steps in real pages, timed inside the page by a MutationObserver. It holds what the
/// headless client leaves out: the browser paints the pressed element itself before it reads the server's answer.
/// </summary>
internal static class ClicksInChromium
{
    private const int WarmSteps = 20;
    private const int Steps = 40;

    private const string TimeStep = """
        ([selector, text]) => new Promise(resolve => {
            const element = document.querySelector(selector);
            const observer = new MutationObserver(() => {
                const elapsed = performance.now() - start;
                observer.disconnect();
                resolve(elapsed);
            });
            if (text !== null) element.value = text;
            observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
            setTimeout(() => resolve(null), 1000);
            const start = performance.now();
            if (text === null) element.click();
            else for (const name of ['input', 'change']) element.dispatchEvent(new Event(name, { bubbles: true }));
        })
        """;

    /// <returns>Sorted milliseconds of the steps that changed something.</returns>
    public static async Task<double[]> MeasureAsync(
        string path, Contender contender, WebSession session, int count, CancellationToken cancellation)
    {
        await using var chromium = await Chromium.StartAsync(path);
        var pages = new List<IPage>();
        for (var i = 0; i < count; i++)
        {
            pages.Add(await OpenAsync(chromium, contender, session));
        }

        var times = new List<double>();
        for (var i = 0; i < WarmSteps + Steps; i++)
        {
            var step = contender.Steps[i % contender.Steps.Length];
            foreach (var page in pages)
            {
                // Long enough for the browser to paint what the step before changed.
                await Task.Delay(100, cancellation);
                var time = await page.EvaluateAsync<double?>(TimeStep, new[] { step.Css, step.Text });
                if (i >= WarmSteps && time is { } changed)
                {
                    times.Add(changed);
                }
            }
        }

        return [.. times.Order()];
    }

    /// <summary>A prerendered element stands before its circuit does, hence the wait for a quiet network.</summary>
    private static async Task<IPage> OpenAsync(Chromium chromium, Contender contender, WebSession session)
    {
        var page = await chromium.NewPageAsync(session);
        await page.GotoAsync(new Uri(session.Address, contender.Page).ToString());
        await page.Locator(contender.Steps[0].Css).First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return page;
    }
}

using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys;

/// <summary>Looks at one state of one page as everybody may have it: light and dark on a desk, light on a tablet and a phone.</summary>
public static class Screen
{
    // Dark is a matter of colours, which are the same on a phone; a phone is a matter of layout, which is the same in the dark.
    private static readonly (string Name, int Width, int Height, ColorScheme Scheme)[] Views =
    [
        ("1366-light", 1366, 768, ColorScheme.Light), ("1366-dark", 1366, 768, ColorScheme.Dark), ("768-light", 768, 1024, ColorScheme.Light),
        ("390-light", 390, 844, ColorScheme.Light),
    ];

    // Every rule, those that are off by default included. Left out: level AAA, which nobody promises here.
    private static readonly object Everything = new
    {
        type = "tag",
        values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental", "RGAAv4", "EN-301-549", "section508"],
    };

    // What the dark can change.
    private static readonly object Colours = new { type = "rule", values = (string[])["color-contrast", "link-in-text-block"] };

    // In the page itself, and only its faults come out: the library's own driver carries everything over that passed, in a page of its own, which takes longer than the rules.
    private const string Run =
        """
        async runOnly => (await axe.run({ runOnly, resultTypes: ['violations'] })).violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id} (${rule.help}): ${node.html} ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')}`))
        """;

    // A page without script never ends what it is asked to run: a fault, not a wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>axe finds nothing, nothing sticks out sideways; a picture of each in the light is kept.</summary>
    /// <param name="name">Page and state: "bureau-vide".</param>
    public static async Task CheckAsync(IPage page, string name)
    {
        var faults = new List<string>();
        foreach (var (view, width, height, scheme) in Views)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var file = $"{name}-{view}";
            faults.AddRange((await FaultsAsync(page, width == 768 ? null : scheme == ColorScheme.Dark ? Colours : Everything)).Select(fault => $"{file}: {fault}"));
            if (Evidence.IsPictured && scheme == ColorScheme.Light)
            {
                await page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", file + ".png"), FullPage = true });
            }
        }

        await page.SetViewportSizeAsync(Views[0].Width, Views[0].Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null });
        faults.Should().BeEmpty();
    }

    // Between a desk and a phone only the layout may differ.
    private static async Task<List<string>> FaultsAsync(IPage page, object? rules)
    {
        var faults = new List<string>();
        if (rules is not null)
        {
            if (!await page.EvaluateAsync<bool>("'axe' in window"))
            {
                await page.EvaluateAsync(Axe);
            }

            faults.AddRange(await page.EvaluateAsync<string[]>(Run, rules).WaitAsync(Patience));
        }

        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
        {
            faults.Add($"the page is {wide} px wider than its window");
        }

        return faults;
    }
}

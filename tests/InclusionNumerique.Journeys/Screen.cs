using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental", "RGAAv4", "EN-301-549", "section508"],
        },
        ResultTypes = [ResultType.Violations],
    };

    // What the dark can change.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

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
            if (scheme == ColorScheme.Light)
            {
                await page.ScreenshotAsync(new() { Path = Evidence.PathOf("screenshots", file + ".png"), FullPage = true });
            }
        }

        await page.SetViewportSizeAsync(Views[0].Width, Views[0].Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null });
        faults.Should().BeEmpty();
    }

    // Between a desk and a phone only the layout may differ.
    private static async Task<List<string>> FaultsAsync(IPage page, AxeRunOptions? rules)
    {
        var faults = (rules is null ? [] : (await page.RunAxe(rules)).Violations)
            .SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Html} {string.Join(" ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"))
            .ToList();
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
        {
            faults.Add($"the page is {wide} px wider than its window");
        }

        return faults;
    }
}

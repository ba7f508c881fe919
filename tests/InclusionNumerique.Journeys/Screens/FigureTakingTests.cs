using System.Buffers.Binary;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Screens;

/// <summary>Figures taken into a letter, a slide or a spreadsheet.</summary>
public sealed class FigureTakingTests(JourneyHost host) : JourneyTest(host)
{
    [Fact]
    public async Task A_chart_is_downloaded_as_a_picture_that_needs_nothing_else()
    {
        var section = await OpenedAsync("titre-temps", "/chiffres?periode=12-mois");

        var (name, svg) = await DownloadAsync(section, "Image SVG");
        var (_, png) = await DownloadAsync(section, "Image PNG");

        await Assertions.Expect(section.GetByRole(AriaRole.Status)).ToHaveTextAsync("Image téléchargée.");
        name.Should().Be("visites-par-mois.svg");
        var picture = XDocument.Load(new MemoryStream(svg)).Root!;
        picture.Value.Should().Contain("Visites par mois").And.Contain("Tous les sites").And.Contain("« Avant » : du").And.Contain("Espaces sociaux communs de Rennes – édité le");
        picture.Descendants().Count(e => e.Name.LocalName == "rect" && e.Parent!.Name.LocalName == "svg" && e.Attribute("fill")?.Value == "#0b5a69").Should().BeInRange(9, 13, "each month has its column, but for one that has begun or a small one and what would tell it");
        picture.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct().Should().BeSubsetOf(["svg", "g", "title", "defs", "pattern", "rect", "line", "text"]);
        picture.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration && (a.Value.Contains("//", StringComparison.Ordinal) || a.Name.LocalName is "href" or "class" or "style")).Should().BeEmpty();
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).Should().Be(2 * (int)picture.Attribute("width")!, "it is sharp on a projector");
    }

    [Fact]
    public async Task Image_and_cells_are_copied_by_keyboard_and_a_refusal_is_said()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var section = await OpenedAsync("titre-sites", "/chiffres?periode=12-mois&comparer=non");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        var said = section.GetByRole(AriaRole.Status);
        await Assertions.Expect(said).ToHaveTextAsync("Image copiée : collez-la dans votre document.");
        (await Page.EvaluateAsync<string[]>("async () => (await navigator.clipboard.read())[0].types")).Should().Contain("image/png");

        await section.GetByRole(AriaRole.Button, new() { Name = "Copier le tableau" }).ClickAsync();
        await Assertions.Expect(said).ToContainTextAsync("Tableau copié");
        var lines = (await Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Split('\n');
        lines[..2].Should().Equal("Visites par site", "Site\tNombre\tPart\tDurée médiane");
        lines[2].Should().MatchRegex("^Centre\t[0-9]+\t[0-9]+%\t[0-9]+ min$");

        await Page.EvaluateAsync("() => { navigator.clipboard.write = () => Promise.reject(new Error()); }");
        await section.GetByRole(AriaRole.Button, new() { Name = "Copier l’image" }).ClickAsync();
        await Assertions.Expect(said).ToHaveTextAsync("Votre navigateur ne permet pas de copier une image ici. Téléchargez-la en PNG.");
    }

    private async Task<ILocator> OpenedAsync(string heading, string path)
    {
        await SignInAsync(Page, Coordinator, path);
        var section = Page.Locator($"section[aria-labelledby={heading}]");
        await section.Locator(".take summary").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        return section;
    }

    private async Task<(string Name, byte[] Content)> DownloadAsync(ILocator section, string button)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => section.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync(), Cancellation));
    }
}

using System.Net;
using InclusionNumerique.Benchmarks.Circuits;
using Microsoft.Playwright;

namespace InclusionNumerique.Benchmarks.Browser;

/// <summary>The machine's own Chromium with a fresh profile, signed in with the cookies of a session.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string DefaultPath = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new BenchmarkException($"No Chromium at {path}; name another with --chromium-path.");
        }

        var playwright = await Playwright.CreateAsync();
        try
        {
            // Its sandbox does not work for root, and only servers of this machine are opened.
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
            return new Chromium(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async Task<IPage> NewPageAsync(WebSession session)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "fr-FR" });
        await context.AddCookiesAsync(session.Cookies.GetCookies(session.Address).Cast<System.Net.Cookie>().Select(c => new Microsoft.Playwright.Cookie
        {
            Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly,
        }));
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

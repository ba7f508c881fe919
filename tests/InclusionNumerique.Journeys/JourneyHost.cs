using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(InclusionNumerique.Journeys.JourneyHost))]

// One browser and one product for all: the machines that run this have few cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace InclusionNumerique.Journeys;

/// <summary>The published product on demo data, and a browser.</summary>
public sealed class JourneyHost : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=fr-FR",
    ];

    private IPlaywright? _playwright;
    private RunningApp? _app;
    private IBrowser? _browser;

    public RunningApp App => _app!;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        // Today's list looks for news every few seconds, and the machine may be busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        var starting = RunningApp.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _playwright.Selectors.SetTestIdAttribute("data-testid");
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = Quiet });
        _app = await starting;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>The product's database, to look at what was stored.</summary>
    public static InclusionDb OpenDb(RunningApp app)
    {
        var options = new DbContextOptionsBuilder<InclusionDb>();
        InclusionDb.Configure(options, app.ConnectionString);
        return new InclusionDb(options.Options);
    }

    /// <summary>INCLUSION_CHROMIUM, or the system's; empty: the one that Playwright installed.</summary>
    private static string? Chromium() =>
        Environment.GetEnvironmentVariable("INCLUSION_CHROMIUM") switch
        {
            null => "/usr/bin/chromium",
            "" => null,
            var path => path,
        };
}

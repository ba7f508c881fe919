using System.Diagnostics;

namespace InclusionNumerique.Benchmarks.Servers;

/// <summary>The yardstick: what `dotnet new blazor` gives, with the least added to measure it.</summary>
internal sealed class EmptyTemplate : IDisposable
{
    private const string GcEndpoint = """
        app.MapGet("/_gc", (HttpContext http) =>
        {
            if (http.Connection.RemoteIpAddress is not { } caller || !System.Net.IPAddress.IsLoopback(caller))
                return Results.NotFound();
            for (var i = 0; i < 3; i++)
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }
            return Results.Json(new
            {
                liveBytes = GC.GetTotalMemory(false),
                allocatedBytes = GC.GetTotalAllocatedBytes(true),
                pauseMilliseconds = GC.GetTotalPauseDuration().TotalMilliseconds,
            });
        });

        app.Run();
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blazor-template-");

    private EmptyTemplate()
    {
    }

    public string Assembly => Path.Combine(_folder.FullName, "published", "Template.dll");

    public static async Task<EmptyTemplate> BuildAsync(CancellationToken cancellation)
    {
        Console.Error.WriteLine("Building the empty Blazor Server template...");
        var template = new EmptyTemplate();
        try
        {
            await template.DotnetAsync(cancellation, "new", "blazor", "--interactivity", "Server", "--name", "Template", "--output", ".");
            template.Patch("Program.cs", "app.Run();", GcEndpoint);
            template.Patch("Components/Pages/Counter.razor", "@onclick=", "data-testid=\"counter\" @onclick=");
            await template.DotnetAsync(cancellation, "publish", "-c", "Release", "-o", "published", "--nologo", "-v", "q", "--disable-build-servers");
            return template;
        }
        catch
        {
            template.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Patch(string file, string place, string replacement)
    {
        var path = Path.Combine(_folder.FullName, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(place, StringComparison.Ordinal))
        {
            throw new BenchmarkException($"The template's {file} has changed: '{place}' is not in it.");
        }

        File.WriteAllText(path, text.Replace(place, replacement, StringComparison.Ordinal));
    }

    private async Task DotnetAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"dotnet {arguments[0]} failed:\n{await output}{await errors}");
        }
    }
}

using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace InclusionNumerique.Web.Ui;

/// <summary>A component on paper: rendered without scripts, printed to a tagged PDF by the machine's Chromium. The page asks nothing of any host.</summary>
public sealed class PagePdf(IServiceScopeFactory scopes, ILoggerFactory logs, IWebHostEnvironment environment) : IDisposable
{
    /// <summary>Each print is a browser of its own: 150 MB and a core for a second.</summary>
    private const int AtOnceMost = 2;

    private static readonly TimeSpan TimeMost = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turns = new(AtOnceMost);
    private readonly string? _browser = PdfBrowser.Find();
    private readonly Lazy<string> _styles = new(() => PaperStyles.Read(environment.WebRootFileProvider));

    /// <summary>False: people print from their own browser.</summary>
    public bool IsAvailable => _browser is not null;

    public void Dispose() => _turns.Dispose();

    /// <summary>The PDF; null when there is no browser here, or it did not finish in time.</summary>
    /// <param name="title">Of the document, as programs and screen readers tell it.</param>
    public async Task<byte[]?> PrintAsync<TComponent>(string title, Dictionary<string, object?> parameters, CancellationToken cancellation)
        where TComponent : IComponent
    {
        if (_browser is null)
        {
            return null;
        }

        var html = await HtmlAsync<TComponent>(title, parameters);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeMost);
        try
        {
            await _turns.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            return await InFolderAsync(folder => PrintAsync(_browser, folder, html, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            logs.CreateLogger<PagePdf>().LogWarning("The browser did not print a page within {Limit}.", TimeMost);
            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>The page that is printed: it stands alone, with its styles and fonts inside.</summary>
    public async Task<string> HtmlAsync<TComponent>(string title, Dictionary<string, object?> parameters)
        where TComponent : IComponent => "<!DOCTYPE html>" + await FragmentAsync<PaperPage>(new()
        {
            [nameof(PaperPage.Title)] = title,
            [nameof(PaperPage.Styles)] = _styles.Value,
            [nameof(PaperPage.Content)] = typeof(TComponent),
            [nameof(PaperPage.ContentParameters)] = parameters,
        });

    /// <summary>A component as a part of a page.</summary>
    public async Task<string> FragmentAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    // Of this process alone: what is printed may name people.
    private static async Task<byte[]?> InFolderAsync(Func<string, Task<byte[]?>> print)
    {
        var folder = Directory.CreateTempSubdirectory("inclusion-pdf-").FullName;
        try
        {
            return await print(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<byte[]?> PrintAsync(string browser, string folder, string html, CancellationToken cancellation)
    {
        var (page, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        await File.WriteAllTextAsync(page, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), cancellation);
        using var process = Process.Start(PdfBrowser.Command(browser, folder, page, pdf))!;
        try
        {
            // Its pipes are read, or it would stop when they are full.
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation), process.WaitForExitAsync(cancellation));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }

        if (process.ExitCode == 0 && File.Exists(pdf))
        {
            return await File.ReadAllBytesAsync(pdf, cancellation);
        }

        logs.CreateLogger<PagePdf>().LogWarning("The browser printed nothing (exit code {Code}).", process.ExitCode);
        return null;
    }
}

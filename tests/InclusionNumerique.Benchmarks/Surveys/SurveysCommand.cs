using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using InclusionNumerique.Benchmarks.Servers;

namespace InclusionNumerique.Benchmarks.Surveys;

/// <summary>People who answer the visitors' questionnaire to its end over HTTP, against a file of about a page's size from the same server.</summary>
internal static partial class SurveysCommand
{
    private const string Survey = "/q/visite";

    // Files of the product, from small to large: the one nearest to a page's size is the baseline.
    private static readonly string[] Files = ["/theme.js", "/survey.js", "/desk.js", "/hall.js", "/paper.js", "/favicon.svg", "/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2", "/app.css"];

    public static Command Command { get; } = new(
        "surveys",
        "whole questionnaires over HTTP: pages a second and the slowest of a hundred, against a static file of the same size",
        "[--respondents 2000] [--at-once 2000] [--product artifacts/app/InclusionNumerique.Web.dll] [--data folder]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var (respondents, atOnce) = (options.Number("respondents", 2000, 2, 1_000_000), options.Number("at-once", 2000, 1, 10_000));
        using var product = Contender.Product(options)!;
        options.RefuseUnread();
        await using var server = await product.StartAsync(cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = atOnce }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        while ((await client.GetAsync(Survey, cancellation)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(500, cancellation);
        }

        // Warm, and how large a page is.
        var warm = await LoadAsync(20, 20, _ => AnswerAsync(client, cancellation));
        var size = warm.Bytes / warm.Count;
        var memory = server.ResidentBytes;
        var half = await LoadAsync(respondents / 2, atOnce, _ => AnswerAsync(client, cancellation));
        var middle = server.ResidentBytes;
        var rest = await LoadAsync(respondents - (respondents / 2), atOnce, _ => AnswerAsync(client, cancellation));
        var (file, fileSize) = await NearestAsync(client, size, cancellation);
        var bare = await LoadAsync((half.Count + rest.Count) / 50, atOnce, async _ =>
        {
            var calls = new List<(TimeSpan, long)>();
            for (var i = 0; i < 50; i++)
            {
                calls.Add(await GetAsync(client, file, null, cancellation) is var (took, bytes, _, _) ? (took, bytes) : default);
            }

            return calls;
        });

        MarkdownTable.Print(
            ["", "requests", "bytes each", "a second", "p50 ms", "p99 ms"],
            [Row("questionnaire, first half", half), Row("questionnaire, second half", rest), Row($"{file} ({fileSize} bytes)", bare)]);
        Console.WriteLine($"\nRequests a second, questionnaire to file: {MarkdownTable.Ratio(rest.PerSecond, bare.PerSecond)}; p99: {MarkdownTable.Ratio(rest.Percentile(0.99), bare.Percentile(0.99))}");
        Console.WriteLine($"Resident memory: {memory >> 20} MB warm, {middle >> 20} MB after {respondents / 2} people, {server.ResidentBytes >> 20} MB after {respondents}");
    }

    private static string[] Row(string name, Load load) => [name, $"{load.Count}", $"{load.Bytes / load.Count}", $"{load.PerSecond:0}", $"{load.Percentile(0.5):0}", $"{load.Percentile(0.99):0}"];

    private static async Task<Load> LoadAsync(int people, int atOnce, Func<int, Task<List<(TimeSpan Took, long Bytes)>>> one)
    {
        var all = new ConcurrentBag<(TimeSpan Took, long Bytes)>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (person, _) =>
        {
            foreach (var call in await one(person))
            {
                all.Add(call);
            }
        });
        return new([.. all.Select(a => a.Took.TotalMilliseconds).Order()], all.Sum(a => a.Bytes), clock.Elapsed);
    }

    // The first point or option of everything, page after page, until the thanks.
    private static async Task<List<(TimeSpan Took, long Bytes)>> AnswerAsync(HttpClient client, CancellationToken cancellation)
    {
        var calls = new List<(TimeSpan, long)>();
        var (cookie, next) = await PostAsync(client, Survey, null, "_handler=commencer", calls, cancellation);
        while (!next.EndsWith("/merci", StringComparison.Ordinal))
        {
            var (took, bytes, page, _) = await GetAsync(client, next, cookie, cancellation);
            calls.Add((took, bytes));
            var answers = Field().Matches(page).DistinctBy(m => m.Groups[1].Value).Select(m => $"{Uri.EscapeDataString(WebUtility.HtmlDecode(m.Groups[1].Value))}={Uri.EscapeDataString(m.Groups[2].Value)}");
            (_, next) = await PostAsync(client, next, cookie, $"_handler=page&suite=Next&{string.Join('&', answers)}", calls, cancellation);
        }

        return calls;
    }

    private static async Task<(string? Cookie, string Next)> PostAsync(HttpClient client, string path, string? cookie, string body, List<(TimeSpan, long)> calls, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var clock = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request, cancellation);
        calls.Add((clock.Elapsed, 0));
        if (answer.Headers.Location is not { } next)
        {
            throw new BenchmarkException($"{path} answered {(int)answer.StatusCode} to its form.");
        }

        return (answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : cookie, next.IsAbsoluteUri ? next.PathAndQuery : "/" + next.OriginalString.TrimStart('/'));
    }

    private static async Task<(TimeSpan Took, long Bytes, string Text, HttpStatusCode Status)> GetAsync(HttpClient client, string path, string? cookie, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var clock = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return (clock.Elapsed, text.Length, System.Text.Encoding.UTF8.GetString(text), answer.StatusCode);
    }

    private static async Task<(string File, long Bytes)> NearestAsync(HttpClient client, long size, CancellationToken cancellation)
    {
        var sizes = new List<(string File, long Bytes)>();
        foreach (var file in Files)
        {
            if (await GetAsync(client, file, null, cancellation) is { Status: HttpStatusCode.OK } got)
            {
                sizes.Add((file, got.Bytes));
            }
        }

        return sizes.MinBy(f => Math.Abs(Math.Log((double)f.Bytes / Math.Max(size, 1))));
    }

    [GeneratedRegex("<input[^>]*? name=\"(r\\[[^\"]+\\])\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    private sealed record Load(double[] Milliseconds, long Bytes, TimeSpan Took)
    {
        public int Count => Milliseconds.Length;

        public double PerSecond => Count / Took.TotalSeconds;

        public double Percentile(double share) => Milliseconds[(int)(share * (Count - 1))];
    }
}

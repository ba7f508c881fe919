using System.Net;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>One visitor's cookies at one server of this machine. Every connection of the benchmarks goes through here.</summary>
internal sealed partial class WebSession : IDisposable
{
    public WebSession(Uri address)
    {
        if (!address.IsLoopback || address.Scheme != Uri.UriSchemeHttp)
        {
            throw new BenchmarkException($"{address} is not this machine: the load is meant for local servers only.");
        }

        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = address,
        };
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    public Uri SocketAddress => new UriBuilder(Address) { Scheme = "ws", Path = "/_blazor" }.Uri;

    /// <summary>Presses the button of that name and label on a sign-in page, its form's hidden fields and antiforgery token included.</summary>
    public async Task SignInAsync(string path, string button, string label, CancellationToken cancellation)
    {
        var page = await Http.GetStringAsync(path, cancellation);
        foreach (var form in Form().Matches(page).Select(m => m.Value))
        {
            var pressed = Button().Matches(form).Select(m => m.Value)
                .FirstOrDefault(b => Attribute(b, "name") == button && WebUtility.HtmlDecode(b).Contains(label, StringComparison.Ordinal));
            if (pressed is null)
            {
                continue;
            }

            var fields = Input().Matches(form).Select(m => m.Value).Where(i => Attribute(i, "type") == "hidden").Append(pressed)
                .Select(f => KeyValuePair.Create(Attribute(f, "name") ?? "", Attribute(f, "value") ?? ""));
            using var body = new FormUrlEncodedContent(fields);
            using var answer = await Http.PostAsync(Attribute(form, "action") is { Length: > 0 } action ? action : path, body, cancellation);
            if (!answer.IsSuccessStatusCode || answer.RequestMessage!.RequestUri!.AbsolutePath == path)
            {
                throw new BenchmarkException($"Signing in at {path} failed ({(int)answer.StatusCode}).");
            }

            return;
        }

        throw new BenchmarkException($"No button '{button}' at {path} is labelled '{label}'.");
    }

    public void Dispose() => Http.Dispose();

    private static string? Attribute(string html, string name)
    {
        var tag = html[..(html.IndexOf('>', StringComparison.Ordinal) + 1)];
        var match = Regex.Match(tag, $"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value + match.Groups[2].Value) : null;
    }

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<button\\b.*?</button>", RegexOptions.Singleline)]
    private static partial Regex Button();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex Input();
}

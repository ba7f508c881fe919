using Microsoft.Playwright;

namespace InclusionNumerique.Journeys;

/// <summary>What must never happen while a person works: a request to another host, a refused script or style, an error in the console, a broken answer.</summary>
public sealed class Watch
{
    private readonly List<string> _seen = [];
    private readonly string _authority;
    private bool _isOutageExpected;

    public Watch(IBrowserContext context, Uri address)
    {
        _authority = address.Authority;
        context.Request += (_, request) => Look(request.Url);
        context.WebError += (_, error) => Add($"script error: {error.Error}");
        context.Console += (_, message) => Listen(message);
        context.Response += (_, response) => Judge(response);
        context.Page += (_, page) => page.WebSocket += (_, socket) => Look(socket.Url);
    }

    /// <summary>Addresses whose refusal (403, 404) the test asks for.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The product is about to be killed: failing connections are what the test is about.</summary>
    public void ExpectOutage() => _isOutageExpected = true;

    public void NothingHappened()
    {
        lock (_seen)
        {
            _seen.Should().BeEmpty("no page may ask another host for anything, break its content policy, or fail");
        }
    }

    private void Look(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss" && uri.Authority != _authority)
        {
            Add($"request to another host: {uri.Scheme}://{uri.Authority}");
        }
    }

    private void Judge(IResponse response)
    {
        if (response.Status >= 500 && !_isOutageExpected)
        {
            Add($"{response.Status} for {response.Url}");
        }
    }

    private void Listen(IConsoleMessage message)
    {
        var isExpected = _isOutageExpected || Refusals.Any(refused => message.Location.Contains(refused, StringComparison.Ordinal));
        if (message.Type == "error" && !isExpected)
        {
            Add($"console: {message.Text} ({message.Location})");
        }
    }

    private void Add(string what)
    {
        lock (_seen)
        {
            _seen.Add(what);
        }
    }
}

using InclusionNumerique.Benchmarks.Circuits;

namespace InclusionNumerique.Benchmarks.Servers;

/// <summary>One side of a comparison: which assembly, which page, what to do on it.</summary>
/// <param name="Steps">Done in turn; the first one's element tells that the page is ready.</param>
internal sealed record Contender(
    string Name, string Assembly, string ReadyPath, string Page, Step[] Steps, IReadOnlyDictionary<string, string> Settings)
    : IDisposable
{
    public const string ProductUsage =
        "[--template-only] [--product artifacts/app/InclusionNumerique.Web.dll] [--page /bureau] " +
        "[--do 'testid;[name=theme][value=caf];field=>text'] [--sign-in /connexion] [--account name] [--data folder]";

    // Two tiles of the log panel in turn, so that every click changes something.
    private const string DefaultSteps = "[name=theme][value=1];[name=theme][value=2]";

    private string? SignInPath { get; init; }

    private string Account { get; init; } = "";

    private string? OwnData { get; init; }

    public static Contender Template(EmptyTemplate template) =>
        new("template", template.Assembly, "/", "/counter", [Step.Parse("counter")], new Dictionary<string, string>());

    /// <summary>Null with <c>--template-only</c>.</summary>
    public static Contender? Product(Options options)
    {
        if (options.Flag("template-only"))
        {
            return null;
        }

        var assembly = options.Text("product", "artifacts/app/InclusionNumerique.Web.dll");
        if (!File.Exists(assembly))
        {
            throw new BenchmarkException($"{assembly} is missing: publish the product first, or pass --template-only.");
        }

        var given = options.Text("data");
        var own = given is null ? TemporaryFolder() : null;
        var settings = new Dictionary<string, string>
        {
            ["INCLUSION_BENCH"] = "1",
            ["INCLUSION_DATA"] = Path.GetFullPath(given ?? own!),
        };
        var steps = options.Text("do", DefaultSteps).Split(';').Select(Step.Parse).ToArray();
        return new("product", assembly, "/health/ready", options.Text("page", "/bureau"), steps, settings)
        {
            SignInPath = options.Text("sign-in", "/connexion"),
            Account = options.Text("account", "Médiatrice Démo Un"),
            OwnData = own,
        };
    }

    public async Task<ServerProcess> StartAsync(CancellationToken cancellation)
    {
        Console.Error.WriteLine($"Starting the {Name}...");
        return await ServerProcess.StartAsync(Assembly, ReadyPath, Settings, cancellation);
    }

    public async Task<WebSession> OpenSessionAsync(ServerProcess server, CancellationToken cancellation)
    {
        var session = new WebSession(server.Address);
        if (SignInPath is not null)
        {
            await session.SignInAsync(SignInPath, "compte", Account, cancellation);
        }

        return session;
    }

    public void Dispose()
    {
        if (OwnData is not null)
        {
            Directory.Delete(OwnData, recursive: true);
        }
    }

    /// <summary>Readable by all, unlike the framework's temporary folders: the product's database may run as another user.</summary>
    private static string TemporaryFolder()
    {
        var path = Path.Combine(Path.GetTempPath(), $"inclusion-bench-{Guid.NewGuid():N}");
        return Directory.CreateDirectory(path).FullName;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Shell;

/// <summary>The message is one line for the console, in French.</summary>
public sealed class LaunchRefusedException(string message) : Exception(message);

/// <summary>What the README's commands set: PORT, INCLUSION_DATA, INCLUSION_DEMO, ConnectionStrings__Inclusion, and the commands <c>demo --visits N</c>, <c>figures check</c> and <c>figures rebuild</c>.</summary>
/// <param name="ConnectionString">A server of one's own; null for the embedded PostgreSQL.</param>
/// <param name="BindsEverywhere">In a container: the proxy is another host.</param>
/// <param name="DemoVisits">Load that many demo visits and stop.</param>
/// <param name="FigureTask">Check or count anew what the figures are read from, and stop.</param>
/// <param name="Public">INCLUSION_PUBLIC_URL.</param>
/// <param name="Threshold">INCLUSION_DISCLOSURE_THRESHOLD: the least number of people that figures show.</param>
public sealed record LaunchSettings(int Port, string DataFolder, string? ConnectionString, bool IsDemo, bool IsBench, bool BindsEverywhere, int? DemoVisits, string? FigureTask, PublicAddress Public, int Threshold)
{
    private const string ThresholdName = "INCLUSION_DISCLOSURE_THRESHOLD";

    public string Url => $"http://{(BindsEverywhere ? "*" : "localhost")}:{Port}";

    public static LaunchSettings Read(string[] args)
    {
        var port = Environment.GetEnvironmentVariable("PORT") is { Length: > 0 } text ? ParsePort(text) : 5080;
        return new LaunchSettings(
            port,
            Environment.GetEnvironmentVariable("INCLUSION_DATA") is { Length: > 0 } folder ? Path.GetFullPath(folder) : DefaultDataFolder(),
            Environment.GetEnvironmentVariable("ConnectionStrings__Inclusion") is { Length: > 0 } connection ? connection : null,
            Environment.GetEnvironmentVariable("INCLUSION_DEMO") != "0",
            Environment.GetEnvironmentVariable("INCLUSION_BENCH") == "1",
            Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true",
            DemoVisitsOf(args),
            args is ["figures", var task] ? task : null,
            PublicAddress.Read(Environment.GetEnvironmentVariable("INCLUSION_PUBLIC_URL")),
            ThresholdOf(Environment.GetEnvironmentVariable(ThresholdName)));
    }

    /// <summary>Says so before the data folder is touched.</summary>
    /// <exception cref="LaunchRefusedException">Another program listens there.</exception>
    public void RefuseTakenPort()
    {
        if (DemoVisits is not null || FigureTask is not null)
        {
            return;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.ExclusiveAddressUse = true;
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new LaunchRefusedException(e.SocketErrorCode == SocketError.AccessDenied
                ? $"Le port {Port} est réservé au système : choisissez-en un autre, par exemple PORT=5081 ./run"
                : $"Le port {Port} est déjà pris par un autre programme : choisissez-en un autre, par exemple PORT={Port + 1} ./run");
        }
    }

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new LaunchRefusedException($"PORT doit être un nombre de 1 à 65535 (reçu : {text}).");

    /// <exception cref="LaunchRefusedException">No number, or one that would show people.</exception>
    public static int ThresholdOf(string? text) =>
        string.IsNullOrEmpty(text) ? Disclosure.Threshold
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least is >= Disclosure.LeastThreshold and <= 1000 ? least
            : throw new LaunchRefusedException($"{ThresholdName} doit être un nombre de {Disclosure.LeastThreshold} à 1000 (reçu : {text}) : en dessous, des personnes seraient reconnues. Sans ce réglage : 11.");

    private static string DefaultDataFolder() => Environment.UserName == "root"
        ? "/var/lib/inclusion-numerique"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "inclusion-numerique");

    private static int? DemoVisitsOf(string[] args) => args switch
    {
        [] or ["figures", FiguresCommand.Check or FiguresCommand.Rebuild] => null,
        ["demo", "--visits", var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var visits) && visits > 0 => visits,
        _ => throw new LaunchRefusedException("Commande inconnue. Exemple : ./run demo --visits 1000000"),
    };
}

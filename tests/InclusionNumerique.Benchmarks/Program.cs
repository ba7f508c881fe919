using System.Globalization;
using InclusionNumerique.Benchmarks;
using InclusionNumerique.Benchmarks.Browser;
using InclusionNumerique.Benchmarks.Circuits;
using InclusionNumerique.Benchmarks.Figures;
using InclusionNumerique.Benchmarks.Live;
using InclusionNumerique.Benchmarks.Partners;
using InclusionNumerique.Benchmarks.Seats;
using InclusionNumerique.Benchmarks.Servers;
using InclusionNumerique.Benchmarks.Slots;
using InclusionNumerique.Benchmarks.Surveys;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Command[] commands =
[
    AnalyseCommand.Command,
    CircuitsCommand.Command,
    ContestedCommand.Command,
    ColdPageCommand.Command,
    ColdStartCommand.Command,
    FiguresCommand.Command,
    ImportCommand.Command,
    LiveCommand.Command,
    LogVisitCommand.Command,
    PartnersCommand.Command,
    QueriesCommand.Command,
    SeatsCommand.Command,
    SlotsCommand.Command,
    SurveysCommand.Command,
];

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) => { press.Cancel = true; stopping.Cancel(); };

if (commands.FirstOrDefault(c => c.Name == args.FirstOrDefault()) is not { } command)
{
    Console.Error.WriteLine("Usage: benchmarks <command> [--option value ...]");
    foreach (var known in commands)
    {
        Console.Error.WriteLine($"\n  {known.Name}: {known.Summary}\n    {known.Usage}");
    }

    return 2;
}

try
{
    await command.RunAsync(new Options(args[1..]), stopping.Token);
    return 0;
}
catch (BenchmarkException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

namespace InclusionNumerique.Benchmarks;

internal sealed record Command(string Name, string Summary, string Usage, Func<Options, CancellationToken, Task> RunAsync);

/// <summary>A problem the person who runs the benchmark can act on; anything else is a bug and keeps its stack trace.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);

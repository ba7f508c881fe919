namespace InclusionNumerique.Benchmarks.Servers;

/// <summary>From the start of the process to the first answer, with the data already there.</summary>
internal static class ColdStartCommand
{
    public static Command Command { get; } = new(
        "cold-start",
        "time from process start to the first 200, the product on an existing data folder against the empty template",
        $"[--rounds 3] {Contender.ProductUsage}",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var rounds = options.Number("rounds", 3, 1, 20);
        using var product = Contender.Product(options);
        options.RefuseUnread();
        using var template = await EmptyTemplate.BuildAsync(cancellation);
        Contender?[] contenders = [Contender.Template(template), product];

        // The first start makes the data folder and brings the files into the page cache: it is not a round.
        var first = new Dictionary<string, TimeSpan>();
        var measured = new Dictionary<string, List<TimeSpan>>();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders.OfType<Contender>())
            {
                await using var server = await contender.StartAsync(cancellation);
                if (round == 0)
                {
                    (first[contender.Name], measured[contender.Name]) = (server.StartTime, []);
                }
                else
                {
                    measured[contender.Name].Add(server.StartTime);
                }
            }
        }

        var yardstick = Median(measured["template"]);
        MarkdownTable.Print(
            ["server", "first 200 at", "very first start, s", $"median of {rounds}, s", "least, s", "most, s", "ratio"],
            contenders.OfType<Contender>().Select(c => (c, Times: measured[c.Name])).Select(m => new[]
            {
                m.c.Name, m.c.ReadyPath, Seconds(first[m.c.Name]), Seconds(Median(m.Times)), Seconds(m.Times.Min()), Seconds(m.Times.Max()),
                MarkdownTable.Ratio(Median(m.Times).TotalSeconds, yardstick.TotalSeconds),
            }));
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00}";

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Benchmarks.Surveys;

/// <summary>The command <c>analyse</c> against R making the same tests of the same file: whole processes, then each again and again in one process, in processor time; every p compared.</summary>
internal static class AnalyseCommand
{
    private static readonly (string Name, int[] Weights)[] Breakdowns = [("structure", [50, 25, 10]), ("formation", [53, 87]), ("mission", [16, 34, 8, 13, 5, 4])];

    public static Command Command { get; } = new(
        "analyse",
        "every test of 400 people × 60 items × 3 breakdowns against R with car on the same file, cold and warm",
        "analyse [--people 400] [--items 60] [--rounds 5] [--product artifacts/app/InclusionNumerique.Web.dll] [--rscript Rscript]",
        RunAsync);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var (people, items, rounds) = (options.Number("people", 400, 100, 100_000), options.Number("items", 60, 2, 300), options.Number("rounds", 5, 1, 100));
        var (product, rscript) = (Path.GetFullPath(options.Text("product", "artifacts/app/InclusionNumerique.Web.dll")), options.Text("rscript", "Rscript"));
        options.RefuseUnread();
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        var (csv, script) = (Path.Combine(folder, "answers.csv"), Path.Combine(folder, "analyse.R"));
        var names = Enumerable.Range(1, items).Select(i => $"q{i}").ToList();
        await File.WriteAllTextAsync(csv, Answers(people, names), cancellation);
        await File.WriteAllTextAsync(script, Script, cancellation);

        var (cold, coldR, largest) = (new List<double>(), new List<double>(), 0.0);
        var warmR = Array.Empty<double>();
        for (var round = 0; round < rounds; round++)
        {
            var (mine, output) = (0.0, new List<string>());
            foreach (var (breakdown, _) in Breakdowns)
            {
                var (took, text) = await TimedAsync("dotnet", [product, "analyse", csv, "--group", breakdown, "--items", string.Join(',', names)], cancellation);
                mine += took;
                output.Add(text);
            }

            var (theirs, said) = await TimedAsync(rscript, [script, csv, $"{items}", $"{rounds}"], cancellation);
            var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            warmR = [.. lines.Where(l => l.StartsWith("time", StringComparison.Ordinal)).Select(l => Number(l.Split(' ')[1]))];
            largest = Math.Max(largest, Largest(output.SelectMany(Ps), lines.Where(l => !l.StartsWith("time", StringComparison.Ordinal)).Select(Number)));
            // R's process also makes its warm rounds: what they took is not its start.
            cold.Add(mine);
            coldR.Add(theirs - warmR.Skip(1).Sum());
        }

        var bytes = await File.ReadAllBytesAsync(csv, cancellation);
        var warm = Enumerable.Range(0, rounds + 3).Select(_ => Once(bytes, names)).Skip(3).ToList();
        MarkdownTable.Print(
            ["processor time", "product, ms", "R, ms", "product / R"],
            [Row("cold: three processes, one of R", Median(cold), Median(coldR)), Row("warm: in one process, the file read again", Median(warm), Median([.. warmR.Skip(1)]))]);
        Console.WriteLine($"Median of {rounds}; the largest relative difference of a p: {largest:0.0E+0}.");
        Directory.Delete(folder, recursive: true);
    }

    private static double Once(byte[] file, IReadOnlyList<string> names)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var (breakdown, _) in Breakdowns)
        {
            var choice = new AnswerChoice(breakdown, names);
            AnswerAnalysisJson.Write(new MemoryStream(), AnswerAnalysis.Of(choice, AnswerCsv.Read(file, choice)));
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    // Answers from 1 to 8 that hang on the person, the first breakdown and chance; one in two hundred is missing.
    private static string Answers(int people, List<string> names)
    {
        var random = new Random(20_26);
        var csv = new StringBuilder($"{string.Join(',', Breakdowns.Select(b => b.Name))},{string.Join(',', names)}\n");
        for (var person = 0; person < people; person++)
        {
            int[] levels = [.. Breakdowns.Select(b => Level(random.Next(b.Weights.Sum()), b.Weights))];
            var own = random.NextDouble() * 2;
            csv.AppendJoin(',', levels.Select(l => $"{(char)('A' + l)}"));
            for (var item = 0; item < names.Count; item++)
            {
                var point = Math.Clamp((int)(1 + own + (levels[0] * (item % 4) * 0.3) + (random.NextDouble() * 5.5)), 1, 8);
                csv.Append(',').Append(random.Next(200) == 0 ? "" : point.ToString(CultureInfo.InvariantCulture));
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }

    private static int Level(int draw, int[] weights) => Enumerable.Range(0, weights.Length).First(l => draw < weights.Take(l + 1).Sum());

    // In the order of the script below.
    private static IEnumerable<double> Ps(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        foreach (var item in root.GetProperty("items").EnumerateArray())
        {
            foreach (var test in new[] { "anova", "welch", "levene", "kruskal" })
            {
                yield return item.GetProperty(test).GetProperty("p").GetDouble();
            }

            foreach (var pair in item.GetProperty("lsd").EnumerateArray())
            {
                yield return pair.GetProperty("p").GetDouble();
            }
        }

        foreach (var test in new[] { "pillai", "wilks", "hotellingLawley", "roy" })
        {
            yield return root.GetProperty("manova").GetProperty(test).GetProperty("p").GetDouble();
        }

        yield return root.GetProperty("cronbach").GetProperty("alpha").GetDouble();
    }

    private static double Largest(IEnumerable<double> mine, IEnumerable<double> theirs)
    {
        var (a, b) = (mine.ToList(), theirs.ToList());
        return a.Count == b.Count ? a.Zip(b, (x, y) => Math.Abs(x - y) / Math.Max(Math.Abs(y), 1e-300)).Max() : throw new BenchmarkException($"{a.Count} values against {b.Count} of R.");
    }

    private static async Task<(double Milliseconds, string Output)> TimedAsync(string program, string[] words, CancellationToken cancellation)
    {
        // Only a shell still knows what a process that has ended took.
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bash", program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new BenchmarkException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var said = (await errors).TrimEnd();
        return process.ExitCode == 0 ? (said[(said.LastIndexOf('\n') + 1)..].Split(' ').Sum(s => 1000 * Number(s)), output) : throw new BenchmarkException($"{program}: {said}");
    }

    private static string[] Row(string name, double mine, double theirs) => [name, $"{mine:0}", $"{theirs:0}", MarkdownTable.Ratio(mine, theirs)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // What a statistician would write, with the packages they would take.
    private const string Script = """
        suppressMessages(library(car))
        words <- commandArgs(TRUE); file <- words[1]; items <- paste0("q", seq_len(as.integer(words[2])))
        once <- function() {
          d <- read.csv(file); all <- list()
          for (by in c("structure", "formation", "mission")) {
            g <- factor(d[[by]])
            for (item in items) {
              y <- d[[item]]; keep <- !is.na(y); v <- y[keep]; h <- droplevels(g[keep]); m <- tapply(v, h, mean); s <- tapply(v, h, sd)
              pairs <- pairwise.t.test(v, h, p.adjust.method = "none", pool.sd = TRUE)$p.value
              all[[length(all) + 1]] <- c(anova(lm(v ~ h))[1, 5], oneway.test(v ~ h)$p.value, leveneTest(v, h, center = mean)[1, 3], kruskal.test(v, h)$p.value, pairs[lower.tri(pairs, diag = TRUE)])
            }
            whole <- complete.cases(d[items]); y <- as.matrix(d[whole, items]); fit <- manova(y ~ g[whole])
            all[[length(all) + 1]] <- sapply(c("Pillai", "Wilks", "Hotelling-Lawley", "Roy"), function(t) summary(fit, test = t)$stats[1, 6])
            c <- cov(y); k <- ncol(y)
            all[[length(all) + 1]] <- k / (k - 1) * (1 - sum(diag(c)) / sum(c))
          }
          unlist(all)
        }
        result <- NULL
        for (round in 0:as.integer(words[3])) { start <- sum(proc.time()[1:2]); result <- once(); cat("time", 1000 * (sum(proc.time()[1:2]) - start), "\n") }
        writeLines(sprintf("%.17g", result))
        """;
}

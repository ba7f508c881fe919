using System.Diagnostics;
using System.Text.Json;
using InclusionNumerique.Journeys;

namespace InclusionNumerique.Web.Tests.Surveys;

/// <summary>The command <c>analyse</c> of the published product, as a console or a script runs it.</summary>
public sealed class AnalyseCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inclusion-analyse-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_answer_is_json_alone_and_nothing_else_is_started()
    {
        var file = Path.Combine(_folder.FullName, "réponses à lire.csv");
        await File.WriteAllTextAsync(file, "groupe,q 1\né,1\né,3\nb,4\nb,7\n", Cancellation);

        var (code, output, errors) = await RunAsync("analyse", file, "--group", "groupe", "--items", "q 1");

        (code, errors).Should().Be((0, ""));
        var item = JsonDocument.Parse(output).RootElement.GetProperty("items")[0];
        item.GetProperty("groups")[1].GetProperty("name").GetString().Should().Be("é");
        item.GetProperty("anova").GetProperty("f").GetDouble().Should().BeApproximately(3.769230769230769, 1e-15);
        _folder.EnumerateFileSystemInfos().Should().ContainSingle("no data folder is made");
    }

    [Fact]
    public async Task A_refusal_is_one_french_sentence_on_standard_error_and_code_2()
    {
        var (code, output, errors) = await RunAsync("analyse", "absent.csv", "--group", "g", "--items", "x");

        (code, output, errors).Should().Be((2, "", "Le fichier « absent.csv » n’existe pas.\n"));
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RunningApp.Folder, "InclusionNumerique.Web.dll"), .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName,
        };
        start.Environment["INCLUSION_DATA"] = Path.Combine(_folder.FullName, "data");
        // A port that cannot be had and no PostgreSQL: neither matters.
        start.Environment["PORT"] = "nothing";
        start.Environment["INCLUSION_PG_BIN"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output, await errors);
    }
}

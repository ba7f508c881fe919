using System.Diagnostics;
using InclusionNumerique.Journeys;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Surveys;

namespace InclusionNumerique.Web.Tests.Surveys;

/// <summary>The words of the command <c>rapport</c>. Its files are compared with the page in the journeys.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inclusion-rapport-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Words_are_understood_in_both_manners()
    {
        var id = Guid.NewGuid();

        var read = ReportArguments.Read(["--questionnaire", $"{id}", "--par=P01, P07", "--vers", "ici"]);

        (read.Folder, read.Surveys.Single(), string.Join(' ', read.Breakdowns!)).Should().Be(("ici", id, "P01 P07"));
        ReportArguments.Read(["--vers", "ici", "--par", ""]).Breakdowns.Should().BeEmpty("everybody together only");
        ReportArguments.Read(["--vers", "ici"]).Breakdowns.Should().BeNull();
    }

    [Theory]
    [InlineData("Il manque --vers", "--par", "P01")]
    [InlineData("attend une valeur", "--vers")]
    [InlineData("n’est pas compris", "ici", "--vers", "ici")]
    [InlineData("n’est pas compris", "--vite=oui", "--vers", "ici")]
    [InlineData("est donnée deux fois", "--vers", "ici", "--vers", "là")]
    [InlineData("n’est pas l’identifiant d’un questionnaire", "--vers", "ici", "--questionnaire", "12")]
    [InlineData("6 questions au plus", "--vers", "ici", "--par", "a,b,c,d,e,f,g")]
    public void What_is_not_understood_says_so(string reason, params string[] words) =>
        FluentActions.Invoking(() => ReportArguments.Read(words)).Should().Throw<SurveyFileException>().WithMessage($"*{reason}*");

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_sentence_and_code_2_before_anything_starts()
    {
        var file = Path.Combine(_folder.FullName, "fichier");
        await File.WriteAllTextAsync(file, "", Cancellation);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RunningApp.Folder, "InclusionNumerique.Web.dll"), "rapport", "--vers", Path.Combine(file, "dedans")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["INCLUSION_DATA"] = Path.Combine(_folder.FullName, "data");
        using var process = Process.Start(start)!;

        var (output, errors) = (await process.StandardOutput.ReadToEndAsync(Cancellation), await process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);

        (process.ExitCode, output, errors).Should().Be((2, "", $"Impossible d’écrire dans le dossier « {Path.Combine(file, "dedans")} ».\n"));
        Directory.Exists(start.Environment["INCLUSION_DATA"]).Should().BeFalse();
    }
}

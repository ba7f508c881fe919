using System.Diagnostics;
using System.Text;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>SPSS files as a program that is not the product's reads them: PSPP.</summary>
internal static class Pspp
{
    /// <summary>What the commands print about the file, as CSV.</summary>
    public static async Task<string> RunAsync(byte[] sav, string commands, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.sav"), sav, cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.sps"), $"GET FILE='a.sav'.\n{commands}\n", cancellation);
            return await RunAsync("pspp", ["-O", "format=csv", "a.sps"], folder.FullName, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The cases, the names of the variables first.</summary>
    public static async Task<string> CasesAsync(byte[] sav, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.sav"), sav, cancellation);
            (await RunAsync("pspp-convert", ["a.sav", "a.csv"], folder.FullName, cancellation)).Should().BeEmpty();
            return await File.ReadAllTextAsync(Path.Combine(folder.FullName, "a.csv"), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        (await complaint).Should().BeEmpty();
        process.ExitCode.Should().Be(0);
        return await said;
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace InclusionNumerique.Data;

/// <summary>The system account PostgreSQL runs under: ours, or <c>postgres</c> when we are root, which PostgreSQL refuses.</summary>
internal sealed class LocalPostgresAccount
{
    private const string Name = "postgres";

    private readonly bool _switch = Environment.IsPrivilegedProcess;

    public ProcessStartInfo Command(params IEnumerable<string> command)
    {
        string[] line = _switch
            ? ["setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--inh-caps=-all", .. command]
            : [.. command];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            // The other account may be unable to enter the current folder.
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    public Task<(bool Ok, string Output, string Error)> RunAsync(CancellationToken cancellation, params IEnumerable<string> command) =>
        RunAsync(Command(command), cancellation);

    public async Task TakeAsync(string root, string[] owned, CancellationToken cancellation)
    {
        if (!_switch)
        {
            return;
        }

        var (ok, _, error) = await RunAsync(AsRoot(["chown", "-R", $"{Name}:{Name}", .. owned]), cancellation);
        if (!ok)
        {
            throw new LocalPostgresException(
                $"PostgreSQL ne peut pas tourner sous le compte root, et le compte système « {Name} » n’est pas utilisable ({error}).");
        }

        if (!await EntersAsync(root, cancellation) && !GroupHasRights(root))
        {
            // Only its group may pass through, and only through this folder: never through a parent, which is not ours.
            await RunAsync(AsRoot(["chgrp", Name, root]), cancellation);
            await RunAsync(AsRoot(["chmod", "g+x", root]), cancellation);
        }

        if (!await EntersAsync(root, cancellation))
        {
            throw new LocalPostgresException(
                $"Le compte système « {Name} » ne peut pas atteindre {root} : rendez ses dossiers parents traversables (chmod o+x), " +
                "ou choisissez un autre dossier avec INCLUSION_DATA.");
        }
    }

    private async Task<bool> EntersAsync(string folder, CancellationToken cancellation) =>
        (await RunAsync(cancellation, "test", "-x", folder)).Ok;

    private static bool GroupHasRights(string folder) =>
        OperatingSystem.IsWindows() ||
        (File.GetUnixFileMode(folder) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute)) != 0;

    private static ProcessStartInfo AsRoot(string[] command) =>
        new(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

    private static async Task<(bool Ok, string Output, string Error)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(start)!;
            await using var stop = cancellation.Register(process.Kill);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = await process.StandardError.ReadToEndAsync(cancellation);

            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode == 0, await output, error.Trim());
        }
        catch (Win32Exception missing)
        {
            return (false, "", missing.Message);
        }
    }
}

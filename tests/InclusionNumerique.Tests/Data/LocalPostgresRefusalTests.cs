using System.Runtime.Versioning;
using InclusionNumerique.Data;

namespace InclusionNumerique.Tests.Data;

[UnsupportedOSPlatform("windows")]
public sealed class LocalPostgresRefusalTests : LocalPostgresTest
{
    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);

        await RefusedAsync(Folder, "*déjà utilisé par une autre exécution*");

        (await AskAsync(first, "SELECT 1")).Should().Be(1);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        var file = Path.Combine(Place, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);

        await RefusedAsync(Path.Combine(file, "data"), "Impossible d’écrire dans le dossier de données*");
    }

    [Fact]
    public async Task Data_of_another_major_version_are_refused_untouched()
    {
        var version = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "postgres")).FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n", Cancellation);

        await RefusedAsync(Folder, "Les données ont été créées par PostgreSQL 9,*");

        Directory.EnumerateFileSystemEntries(Path.Combine(Folder, "postgres")).Should().ContainSingle();
    }

    [Fact]
    public void Binaries_that_are_too_old_are_refused()
    {
        WriteFakeBinaries("echo 'postgres (PostgreSQL) 14.9'");

        FluentActions.Invoking(() => LocalPostgresBinaries.Find(Place, cluster: null))
            .Should().Throw<LocalPostgresException>().WithMessage("PostgreSQL 14 * est trop ancien*apt-get install postgresql*");
    }

    [Fact]
    public void Missing_binaries_are_refused_with_what_to_install() =>
        FluentActions.Invoking(() => LocalPostgresBinaries.Find(Place, cluster: null))
            .Should().Throw<LocalPostgresException>().WithMessage("*introuvable*apt-get install postgresql*brew install*docker compose up*");

    private static async Task RefusedAsync(string folder, string message)
    {
        var start = () => LocalPostgres.StartAsync(folder, durable: false, Cancellation);
        (await start.Should().ThrowAsync<LocalPostgresException>().WithMessage(message)).Which.Message.Should().NotContain("\n");
    }

    private void WriteFakeBinaries(string body)
    {
        foreach (var name in new[] { "postgres", "initdb" })
        {
            File.WriteAllText(Path.Combine(Place, name), $"#!/bin/sh\n{body}\n");
            File.SetUnixFileMode(Path.Combine(Place, name), (UnixFileMode)0b111_101_101);
        }
    }
}

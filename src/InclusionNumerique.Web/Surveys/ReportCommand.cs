using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Shell;
using InclusionNumerique.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Surveys;

/// <summary><c>rapport --vers FOLDER</c>: the chapter of the page <c>/questionnaires/…/rapport</c> as files, from the product's database and without a server.</summary>
public static class ReportCommand
{
    /// <summary>0 with files; 2 for what was asked and 1 for the machine, with one French sentence.</summary>
    public static async Task<int> RunAsync(string[] words)
    {
        try
        {
            var arguments = ReportArguments.Read(words);
            var settings = LaunchSettings.Read([]);
            MakeFolder(arguments.Folder);
            await using var postgres = settings.ConnectionString is null ? await StartAsync(settings.DataFolder) : null;
            await using var app = Build(settings.ConnectionString ?? postgres?.ConnectionString ?? $"Host={SocketOf(settings.DataFolder)};Database=inclusion;Username=inclusion");
            await WriteAsync(app.Services, arguments);
            return 0;
        }
        catch (SurveyFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        catch (Exception e) when (e is LaunchRefusedException or LocalPostgresException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            Console.Error.WriteLine("La base de données ne répond pas : vérifiez ConnectionStrings__Inclusion, ou arrêtez le produit et recommencez.");
            return 1;
        }
    }

    // Null where the product runs on that folder: its database serves this command too.
    private static async Task<LocalPostgres?> StartAsync(string dataFolder)
    {
        try
        {
            return await LocalPostgres.StartAsync(dataFolder);
        }
        catch (LocalPostgresException) when (File.Exists(Path.Combine(SocketOf(dataFolder), ".s.PGSQL.5432")))
        {
            return null;
        }
    }

    private static string SocketOf(string dataFolder) => Path.Combine(dataFolder, "socket");

    private static WebApplication Build(string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddInclusion(connectionString);
        builder.Services.AddScreens();
        return builder.Build();
    }

    private static async Task WriteAsync(IServiceProvider services, ReportArguments arguments)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
        }

        var (clock, pdf) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<PagePdf>());
        var parts = await PartsAsync(services.GetRequiredService<SurveyResultQueries>(), arguments);
        var (title, paper) = (SurveyChapter.TitleOf(parts), SurveyResultFiles.Paper(parts, clock));
        Write(arguments.Folder, "chapitre.html", Encoding.UTF8.GetBytes(await pdf.HtmlAsync<SurveyResultsPaper>(title, paper)));
        Write(arguments.Folder, "chapitre.xlsx", FigureBook.Workbook(SurveyResultFiles.Head(parts, clock), SurveyResultSheets.Of(parts)));
        if (await pdf.PrintAsync<SurveyResultsPaper>(title, paper, CancellationToken.None) is { } printed)
        {
            Write(arguments.Folder, "chapitre.pdf", printed);
        }
        else
        {
            Console.Error.WriteLine(pdf.IsAvailable
                ? "chapitre.pdf n’a pas été fait : Chromium n’a rien imprimé à temps. Ouvrez chapitre.html et imprimez-le."
                : "chapitre.pdf n’a pas été fait : il faut Chromium (variable INCLUSION_CHROMIUM). Ouvrez chapitre.html et imprimez-le.");
        }
    }

    private static async Task<IReadOnlyList<IReadOnlyList<SurveyResult>>> PartsAsync(SurveyResultQueries queries, ReportArguments arguments)
    {
        // Whoever reads the database itself needs nobody's right.
        var actor = new Actor(Guid.Empty, "", [Role.Coordinator], []);
        var opened = await queries.OpenedAsync(actor);
        if (arguments.Surveys.Where(id => opened.All(s => s.Id != id)).ToList() is [var unknown, ..])
        {
            throw new SurveyFileException($"Le questionnaire {unknown} n’existe pas, ou n’a jamais été ouvert.{(opened.Count > 0 ? $" Ouverts : {string.Join(" ; ", opened.Select(s => $"{s.Id} ({s.Title})"))}." : "")}");
        }

        IReadOnlyList<Guid> surveys = arguments.Surveys.Count > 0 ? arguments.Surveys : [.. opened.Where(s => s.HasAnswers).Select(s => s.Id)];
        if (surveys.Count == 0)
        {
            throw new SurveyFileException("Aucun questionnaire n’a encore rassemblé de réponses.");
        }

        var parts = await queries.ChapterAsync(surveys, new(), arguments.Breakdowns ?? ReportQuestionnaire.Breakdowns, actor);
        return arguments.Breakdowns?.FirstOrDefault(by => parts.SelectMany(p => p).All(r => r.Choice.GroupBy != by)) is { } other
            ? throw new SurveyFileException($"Aucun de ces questionnaires n’a de question « {other} » qui puisse faire des groupes.")
            : parts;
    }

    private static void MakeFolder(string folder) => Told(folder, () => Directory.CreateDirectory(folder));

    private static void Write(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Told(folder, () => File.WriteAllBytes(path, content));
        Console.WriteLine($"Écrit : {path}");
    }

    private static void Told(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SurveyFileException($"Impossible d’écrire dans le dossier « {folder} ».");
        }
    }
}

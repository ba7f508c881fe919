using InclusionNumerique;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Web.Access;
using InclusionNumerique.Web.Activities;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Incidents;
using InclusionNumerique.Web.Memos;
using InclusionNumerique.Web.Messages;
using InclusionNumerique.Web.Newsletters;
using InclusionNumerique.Web.Openings;
using InclusionNumerique.Web.Partners;
using InclusionNumerique.Web.Queue;
using InclusionNumerique.Web.Reports;
using InclusionNumerique.Web.Shell;
using InclusionNumerique.Web.Surveys;
using InclusionNumerique.Web.Trainings;
using InclusionNumerique.Web.Visitors;
using InclusionNumerique.Web.Visits;
using InclusionNumerique.Web.Workshops;

// Neither a database nor a server.
if (args is ["analyse", .. var words])
{
    return AnalyseCommand.Run(words);
}

// A database, and no server.
if (args is ["rapport", .. var asked])
{
    return await ReportCommand.RunAsync(asked);
}

LaunchSettings settings;
MessageSettings messages;
LocalPostgres? postgres = null;
try
{
    settings = LaunchSettings.Read(args);
    Disclosure.Threshold = settings.Threshold;
    messages = MessageLaunch.Read(settings.DataFolder);
    settings.RefuseTakenPort();
    if (settings.ConnectionString is null)
    {
        postgres = await LocalPostgres.StartAsync(settings.DataFolder);
    }
}
catch (Exception e) when (e is LaunchRefusedException or LocalPostgresException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

await using (postgres)
{
    var connectionString = settings.ConnectionString ?? postgres!.ConnectionString;
    if (settings.DemoVisits is { } visits)
    {
        return await DemoCommand.RunAsync(connectionString, visits);
    }

    if (settings.FigureTask is { } task)
    {
        return await FiguresCommand.RunAsync(connectionString, task);
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.AddLogs(settings);
    builder.WebHost.UseUrls(settings.Url).UseKestrel(kestrel => kestrel.AddServerHeader = false);
    builder.Services.AddSingleton(settings).AddSingleton(settings.Public);
    builder.Services.AddInclusion(connectionString);
    builder.Services.AddMessages(messages);
    builder.Services.AddAccess(settings);
    builder.Services.AddScreens();
    builder.Services.AddHostedService<Preparation>();
    builder.Services.AddHostedService<DeskClock>();
    builder.Services.AddHostedService<MessageClock>();
    builder.Services.AddHostedService<SurveyClock>();
    builder.Services.AddHostedService<ReportClock>();

    var app = builder.Build();
    app.UseErrorPages();
    app.UseSecurityHeaders();
    app.UseResponseCompression();
    app.UseReadiness();
    app.UseSameOrigin();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapHealth();
    app.MapAccess();
    app.MapFigures();
    app.MapFigurePdf();
    app.MapOpenData();
    app.MapReports();
    app.MapWorkshopFigures();
    app.MapAutonomyFigures();
    app.MapHistoryExport();
    app.MapHall();
    app.MapMessages();
    app.MapCalendar();
    app.MapPlaceExport();
    app.MapCoverageExport();
    app.MapSurveyFiles();
    app.MapSurveyResultFiles();
    app.MapTrainingReport();
    app.MapTrainingPdf();
    app.MapMemoFiles();
    app.MapNewsletters();
    app.MapHiddenWork();
    app.MapIncidentFigures();
    app.MapScreens();
    await app.RunAsync();
    return 0;
}

using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;

namespace InclusionNumerique.Web.Shell;

public static class Screens
{
    // A pasted text arrives in one message; the form then says its limit instead of the circuit breaking.
    private const int LargestMessage = 2 * 1024 * 1024;

    public static void AddScreens(this IServiceCollection services)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.DisconnectedCircuitMaxRetained = 100;
        });
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddCascadingAuthenticationState();
        services.AddSingleton<Visits.DeskMoves>();
        services.AddSingleton<Appointments.SlotMoves>();
        services.AddSingleton<Appointments.AppointmentActs>();
        services.AddSingleton<Workshops.WorkshopActs>();
        services.AddSingleton<Incidents.IncidentActs>();
        services.AddSingleton<Activities.ActivityActs>();
        services.AddSingleton<Visits.DraftKeepers>();
        services.AddSingleton<Ui.PagePdf>();
        services.AddSingleton<Figures.OpenDataFiles>();
        services.AddSingleton<Reports.ReportMaker>();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        // Open circuits would otherwise hold a stop for the default 30 seconds.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/probleme", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/probleme", "?code={0}", createScopeForStatusCodePages: true);
        // The page that says why a form was refused is shown, not posted to: the form's token has failed already.
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next();
        });
    }
}

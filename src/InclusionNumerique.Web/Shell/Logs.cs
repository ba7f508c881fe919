using System.Globalization;
using Serilog;
using Serilog.Events;

namespace InclusionNumerique.Web.Shell;

public static class Logs
{
    /// <summary>A file per day in the data folder; the console says only what stops the work. No personal data: paths without their query.</summary>
    public static void AddLogs(this WebApplicationBuilder builder, LaunchSettings settings) => builder.Host.UseSerilog((_, log) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // The command text of a failed statement is followed by its exception, which may quote a value.
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
        .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Fatal, formatProvider: CultureInfo.InvariantCulture)
        .WriteTo.File(
            Path.Combine(settings.DataFolder, "logs", "inclusion-.log"),
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: 31,
            formatProvider: CultureInfo.InvariantCulture));
}

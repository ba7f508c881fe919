using InclusionNumerique.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InclusionNumerique;

public static class Inclusion
{
    /// <summary>Every verb (a class with ExecuteAsync) and every *Queries class of the product.</summary>
    public static IEnumerable<Type> VerbsAndQueries { get; } = [.. typeof(Inclusion).Assembly.GetExportedTypes().Where(t => IsVerb(t) || IsQueries(t))];

    public static bool IsVerb(Type type) => type is { IsClass: true, IsAbstract: false } && type.GetMethod("ExecuteAsync") is not null;

    public static bool IsQueries(Type type) => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Queries", StringComparison.Ordinal);

    /// <summary>What sends messages, by the carriers that the settings name.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services, Messages.MessageSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Messages.FileOutbox>();
        if (settings.SmtpHost is null)
        {
            services.AddSingleton<Messages.IMailSender>(provider => provider.GetRequiredService<Messages.FileOutbox>());
        }
        else
        {
            services.AddSingleton<Messages.IMailSender, Messages.SmtpMailSender>();
        }

        if (settings.SmsUrl is null)
        {
            services.AddSingleton<Messages.ISmsSender>(provider => provider.GetRequiredService<Messages.FileOutbox>());
        }
        else
        {
            services.AddSingleton<Messages.ISmsSender, Messages.HttpSmsSender>();
        }

        services.AddSingleton<Messages.MessageSender>();
        services.AddSingleton<Messages.MessageReceipts>();
        return services;
    }

    /// <summary>The database, the clock, and all verbs and queries: stateless singletons that open their own context.</summary>
    public static IServiceCollection AddInclusion(this IServiceCollection services, string connectionString)
    {
        services.AddPooledDbContextFactory<InclusionDb>(options => InclusionDb.Configure(options, connectionString));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Access.ActorLoader>();
        services.AddSingleton<Queue.DeskFeed>();
        services.AddSingleton<Queue.HallFeed>();
        services.AddSingleton<Queue.DayEnd>();
        services.AddSingleton<Dashboards.FigureKeeping>();
        services.AddSingleton<Dashboards.SharedFigureReader>();
        services.AddSingleton<Dashboards.OpenDataReader>();
        services.AddSingleton<Reports.ReportReading>();
        services.AddSingleton<Reports.ReportPlanner>();
        services.AddSingleton<Reports.ReportWork>();
        services.AddSingleton<Orientations.OrientationDigest>();
        services.AddSingleton<Surveys.SurveyBegun>();
        services.AddSingleton<Surveys.SurveyGathering>();
        services.AddSingleton<Openings.CalendarFeedReader>();
        // OWASP's count for HMAC-SHA512; Identity's own is 100,000.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 220_000);
        services.TryAddSingleton<IPasswordHasher<Staff.Professional>, PasswordHasher<Staff.Professional>>();
        foreach (var type in VerbsAndQueries)
        {
            services.AddSingleton(type);
        }

        return services;
    }
}

using InclusionNumerique.Openings;

namespace InclusionNumerique.Web.Openings;

/// <summary>A mediator's calendar, read by diaries that cannot sign in: the secret in the address is the key.</summary>
public static class CalendarEndpoint
{
    public const string Path = "/calendrier";

    // An answer with a body of its own: the page that explains a problem sets cookies, which a diary has no use for.
    private const string Gone = "Ce lien n’existe pas, ou n’existe plus.";

    public static void MapCalendar(this WebApplication app) =>
        app.MapGet(Path + "/{secret}.ics", async (string secret, CalendarFeedReader reader, CancellationToken leaving) =>
            await reader.ReadAsync(secret, leaving) is { } calendar
                ? Results.Text(calendar, "text/calendar; charset=utf-8")
                : Results.Text(Gone, "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound)).AllowAnonymous();
}

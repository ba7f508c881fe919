using InclusionNumerique.Openings;
using Microsoft.AspNetCore.Diagnostics;

namespace InclusionNumerique.Web.Openings;

public static class CalendarEndpoints
{
    public const string Path = "/calendrier";

    /// <summary>A mediator's calendar for the diary that follows it: the secret of the link is the right.</summary>
    public static void MapCalendars(this WebApplication app) =>
        app.MapGet(Path + "/{secret}.ics", async (string secret, MediatorCalendar calendars, HttpContext http, CancellationToken cancellation) =>
        {
            // A program reads the answer, not a person.
            http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            return await calendars.ReadAsync(secret, cancellation) is { } calendar
                ? Results.Text(calendar, "text/calendar; charset=utf-8")
                : Results.NotFound();
        }).AllowAnonymous();
}

using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InclusionNumerique.Web.Queue;

/// <summary>The hall's screen after its first page: a stream of what it shows, and a beat that tells it that it is not stale. No circuit, no account.</summary>
public static class HallPage
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    // A hall has one screen or two; the limit keeps strangers from holding the process's sockets.
    private const int StreamsMost = 60;

    private static int _streams;

    public static void MapHall(this WebApplication app) =>
        app.MapGet("/salle/{site:int}/direct", (int site, HallFeed hall, DeskFeed feed, CancellationToken leaving) =>
            Interlocked.Increment(ref _streams) > StreamsMost ? Refuse() : TypedResults.ServerSentEvents(StreamAsync(site, hall, feed, leaving))).AllowAnonymous();

    /// <summary>The numbers called, the latest first; the markup of the page and of the stream.</summary>
    public static MarkupString Called(HallBoard board) => new(board.Called.Count == 0
        ? "<div class=\"hall-none\">Personne n’est appelé en ce moment.</div>"
        : "<ol>" + string.Concat(board.Called.Select((call, i) => string.Create(CultureInfo.InvariantCulture,
            $"<li{(i == 0 ? " class=\"latest\"" : "")}><strong><span class=\"sr\">Numéro </span>{call.Number}</strong> <span>{System.Net.WebUtility.HtmlEncode(call.Place ?? "Espace numérique")}</span></li>"))) + "</ol>");

    public static string Waiting(HallBoard board) => (board.Waiting switch
    {
        0 => "Personne n’attend.",
        1 => "Une personne attend.",
        var many => $"{many} personnes attendent.",
    }) + (board.Waiting > 0 && board.Estimate is { } estimate ? $" Attente pour qui arrive maintenant : {QueueLabels.Of(estimate)}." : "");

    private static IResult Refuse()
    {
        Interlocked.Decrement(ref _streams);
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async IAsyncEnumerable<SseItem<HallNews>> StreamAsync(int site, HallFeed hall, DeskFeed feed, [EnumeratorCancellation] CancellationToken leaving)
    {
        try
        {
            var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
            using var subscription = feed.Subscribe(site, () => changes.Writer.TryWrite(true));
            while (!leaving.IsCancellationRequested)
            {
                if (await ReadAsync(site, hall, leaving) is { } news)
                {
                    yield return new SseItem<HallNews>(news);
                }

                using var beat = CancellationTokenSource.CreateLinkedTokenSource(leaving);
                beat.CancelAfter(Beat);
                await Task.WhenAny(changes.Reader.WaitToReadAsync(beat.Token).AsTask());
                changes.Reader.TryRead(out _);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    // Without the database there is no news, and the screen says by itself that it is stale.
    private static async Task<HallNews?> ReadAsync(int site, HallFeed hall, CancellationToken leaving)
    {
        try
        {
            return await hall.ReadAsync(site, leaving) is { } board
                ? new HallNews(Called(board).Value, Waiting(board), string.Join(",", board.Called.Where(c => c.IsCalling).Select(c => $"{c.Number}/{c.Calls}")))
                : null;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e) || e is OperationCanceledException)
        {
            return null;
        }
    }

    /// <param name="Ring">Changes when a number is called: the sound is for it.</param>
    private sealed record HallNews(string Called, string Waiting, string Ring);
}

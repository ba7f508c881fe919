using System.Globalization;
using InclusionNumerique.Orientations;
using InclusionNumerique.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace InclusionNumerique.Web.Orientations;

/// <summary>The orientations that a line of the figures counts, as an address of their list.</summary>
public static class OrientationAddress
{
    public const string List = "/orientations";

    public const string Counted = "chiffres";

    private const string Yes = "oui";

    private static readonly (OrientationTally Tally, string Word)[] Tallies =
    [
        (OrientationTally.Sent, "envoyees"),
        (OrientationTally.Fate, "devenir"),
        (OrientationTally.Sender, "institution"),
        (OrientationTally.Kind, "sorte"),
        (OrientationTally.Target, "destination"),
        (OrientationTally.Mode, "mode"),
        (OrientationTally.Need, "besoin"),
    ];

    public static string Of(OrientationLine line) => QueryHelpers.AddQueryString(List, new Dictionary<string, string?>
    {
        ["liste"] = Counted,
        ["du"] = IsoDate.Of(line.From),
        ["au"] = IsoDate.Of(line.To),
        ["site"] = line.SiteId?.ToString(CultureInfo.InvariantCulture),
        ["ligne"] = line.Tally == OrientationTally.Sent ? null : $"{Tallies.First(t => t.Tally == line.Tally).Word}-{line.Key.ToString(CultureInfo.InvariantCulture)}",
        ["arrivees"] = line.IsArrived ? Yes : null,
        ["attendues"] = line.IsAwaited ? Yes : null,
    });

    /// <summary>Null when the address says no period, or no line that there is.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static OrientationLine? Read(string query)
    {
        var said = QueryHelpers.ParseQuery(query);
        string? Of(string name) => said.GetValueOrDefault(name).FirstOrDefault();
        var (word, key) = Of("ligne")?.Split('-', 2) switch
        {
            null => (Tallies[0].Word, 0 as int?),
            [var tally, var number] => (tally, Number.Read(number)),
            _ => ("", null),
        };
        return Of("liste") == Counted && IsoDate.Read(Of("du")) is { } from && IsoDate.Read(Of("au")) is { } to && key is { } read && Tallies.FirstOrDefault(t => t.Word == word) is { Word: not null } known
            ? new(from, to, Number.Read(Of("site")), known.Tally, read, Of("arrivees") == Yes, Of("attendues") == Yes)
            : null;
    }
}

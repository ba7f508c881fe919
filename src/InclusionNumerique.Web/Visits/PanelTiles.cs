using InclusionNumerique.Lists;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Visits;

/// <summary>The panel's tiles with their keys: figures for themes, the letter of its name for an organisation, Shift and a figure for a duration.</summary>
public sealed class PanelTiles
{
    // Taken by the page: same again, note, next person, not there, undo.
    private const string ReservedLetters = "DNRXZ";

    public PanelTiles(DeskPanel panel)
    {
        Themes = [.. panel.Themes.Select((t, i) => new Tile(t.Id.ToString(), t.Label, i < 9 ? (i + 1).ToString() : null))];
        Durations = [.. panel.Durations.Select((d, i) => new Tile(d.ToString(), VisitTexts.Duration(d), i < 9 ? $"⇧{i + 1}" : null))];
        Organisations = WithLetters(panel.Organisations);
    }

    public IReadOnlyList<Tile> Themes { get; }

    public IReadOnlyList<Tile> Organisations { get; }

    public IReadOnlyList<Tile> Durations { get; }

    // Letters follow the list's own order, not the week's: the letter of an organisation must not move.
    private static IReadOnlyList<Tile> WithLetters(IReadOnlyList<Choice> organisations)
    {
        var taken = ReservedLetters.ToHashSet();
        var letters = organisations.OrderBy(o => o.Id).ToDictionary(
            o => o.Id,
            o => o.Label.Normalize(System.Text.NormalizationForm.FormD).ToUpperInvariant().Where(c => c is >= 'A' and <= 'Z').Where(taken.Add).Take(1).Select(c => c.ToString()).FirstOrDefault());
        return [.. organisations.Select(o => new Tile(o.Id.ToString(), o.Label, letters[o.Id]))];
    }
}

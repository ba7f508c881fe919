using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Partners;

/// <summary>Checks the cells of a line against the standard, and writes them as the standard does.</summary>
internal sealed partial class PlaceCells
{
    private const char Separator = '|';
    private const int SummaryMost = 280;
    private const int DetailMost = 10_000;
    private const int TextMost = 1000;
    private const int UrlMost = 2000;
    private const int ShownMost = 80;

    private static readonly int[] Required =
    [
        PlaceStandard.Id, PlaceStandard.Pivot, PlaceStandard.Name, PlaceStandard.Town, PlaceStandard.PostalCode, PlaceStandard.Address, PlaceStandard.UpdatedOn,
    ];

    private readonly int _line;
    private readonly string[] _cells;
    private readonly List<string> _unknown = [];
    private readonly List<PlaceIssue> _errors = [];
    private readonly List<PlaceIssue> _remarks = [];

    private PlaceCells(RawPlace raw)
    {
        _line = raw.Line;
        _cells = [.. raw.Cells.Select(Tidy)];
    }

    public static PlaceCells Read(RawPlace raw)
    {
        var cells = new PlaceCells(raw);
        if (raw.LeftOut != "")
        {
            cells._remarks.Add(new PlaceIssue(raw.Line, "", Shortened(raw.LeftOut), "ce que le standard peut dire : ces champs ne sont pas repris"));
        }

        if (raw.Cells.Length == PlaceStandard.Columns.Count)
        {
            cells.Check();
        }
        else
        {
            cells._errors.Add(new PlaceIssue(raw.Line, "", "", $"{PlaceStandard.Columns.Count} colonnes ; cette ligne en a {raw.Cells.Length}"));
        }

        return cells;
    }

    /// <summary>Why the line is left out; empty when it is good.</summary>
    public IReadOnlyList<PlaceIssue> Errors => _errors;

    /// <summary>What is set aside of a good line.</summary>
    public IReadOnlyList<PlaceIssue> Remarks => _remarks;

    public string? LocalId => _cells.ElementAtOrDefault(PlaceStandard.Id) is { Length: > 0 } id && IsStorable(id) ? id : null;

    public string[] Columns => _cells;

    public string[] Unknown => [.. _unknown];

    /// <summary>Fit for a table of issues.</summary>
    public static string Shortened(string value)
    {
        var shown = value.Length <= ShownMost ? value : $"{value[..(char.IsHighSurrogate(value[ShownMost - 2]) ? ShownMost - 2 : ShownMost - 1)]}…";
        return shown.Replace('\0', '\uFFFD');
    }

    [GeneratedRegex("^[a-zA-Z0-9]{9,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex PivotForm();

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.CultureInvariant)]
    private static partial Regex PostalCodeForm();

    [GeneratedRegex("^([013-9][0-9]|2[AB1-9])[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex InseeCodeForm();

    [GeneratedRegex(@"^-?[0-9]{1,3}(\.[0-9]{1,20})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^\+(33|590|594|262|596|269|687|689|508|681)[0-9]{6,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[^\s@|]{1,64}@[^\s@|]{1,255}\.[^\s@|.]{2,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex DayForm();

    private void Check()
    {
        for (var column = 0; column < _cells.Length; column++)
        {
            var most = Most(column);
            if (_cells[column].Length > most)
            {
                Error(column, $"{most.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"))} caractères au plus");
            }
            else if (!IsStorable(_cells[column]))
            {
                Error(column, "un texte sans caractère invisible");
            }
            else if (_cells[column].Length > 0)
            {
                CheckForm(column);
            }
            else if (Required.Contains(column))
            {
                Error(column, "une valeur : cette colonne est obligatoire");
            }
        }

        if (_errors.Count == 0 && (_cells[PlaceStandard.Latitude].Length == 0) != (_cells[PlaceStandard.Longitude].Length == 0))
        {
            Error(PlaceStandard.Latitude, "la latitude et la longitude, ou aucune des deux");
        }
    }

    private void CheckForm(int column)
    {
        var cell = _cells[column];
        switch (column)
        {
            case PlaceStandard.Pivot when !PivotForm().IsMatch(cell):
                Error(column, "un SIRET, un RNA ou un RIDET : 9 à 14 lettres ou chiffres, sans espace");
                break;
            case PlaceStandard.PostalCode when !PostalCodeForm().IsMatch(cell):
                Error(column, "5 chiffres");
                break;
            case PlaceStandard.InseeCode when !InseeCodeForm().IsMatch(cell):
                Error(column, "un code INSEE de commune, par exemple 35238");
                break;
            case PlaceStandard.Latitude when !IsNumber(cell, 90):
                Error(column, "un nombre de -90 à 90, avec un point décimal");
                break;
            case PlaceStandard.Longitude when !IsNumber(cell, 180):
                Error(column, "un nombre de -180 à 180, avec un point décimal");
                break;
            case PlaceStandard.Phone:
                ReadPhones(column);
                break;
            case PlaceStandard.Emails:
                ReadList(column, v => EmailForm().IsMatch(v), "des adresses électroniques séparées par « | »");
                break;
            case PlaceStandard.Websites:
                ReadList(column, IsUrl, "des adresses web complètes (https://…) séparées par « | »");
                break;
            case PlaceStandard.OtherLabels:
                ReadList(column, _ => true, "");
                break;
            case PlaceStandard.AccessSheet or PlaceStandard.BookingUrl when !IsUrl(cell):
                Error(column, "une adresse web complète (https://…)");
                break;
            case PlaceStandard.Hours when OsmHours.Read(cell) is null:
                Remark(column, cell, "des horaires au format OpenStreetMap : gardés, mais « ouvert maintenant » ne peut pas être dit");
                break;
            case PlaceStandard.UpdatedOn when !DayForm().IsMatch(cell) || !DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                Error(column, "une date AAAA-MM-JJ, par exemple 2026-11-24");
                break;
            case var _ when PlaceLists.ByColumn.ContainsKey(column):
                ReadValues(column);
                break;
        }
    }

    // The standard allows one: the others are set aside.
    private void ReadPhones(int column)
    {
        var numbers = _cells[column].Split(['|', ';', ',', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(n => PhoneForm().IsMatch(n) ? n : PhoneText.ToE164(n)).ToList();
        if (numbers.Count == 0 || numbers.Any(n => n is null || !PhoneForm().IsMatch(n)))
        {
            Error(column, "un numéro comme +33299000000, sans espace");
            return;
        }

        _cells[column] = numbers[0]!;
        foreach (var number in numbers.Skip(1).Distinct().Where(n => n != numbers[0]))
        {
            SetAside(column, number!, "un seul numéro : celui-ci est gardé ici, mais pas exporté");
        }
    }

    private void ReadList(int column, Func<string, bool> isGood, string expected)
    {
        var values = _cells[column].Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.All(isGood))
        {
            _cells[column] = string.Join(Separator, values);
        }
        else
        {
            Error(column, expected);
        }
    }

    // Some producers follow the README, which says ";", some the schema, which says "|": no value of a list holds either.
    private void ReadValues(int column)
    {
        var known = new List<string>();
        foreach (var value in _cells[column].Split([Separator, ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (PlaceLists.Find(column, value) is not { } found)
            {
                SetAside(column, value, "une valeur de la liste du standard : celle-ci est gardée ici, mais pas exportée");
            }
            else if (!known.Contains(found))
            {
                known.Add(found);
            }
        }

        _cells[column] = string.Join(Separator, known);
    }

    private void SetAside(int column, string value, string expected)
    {
        _unknown.Add($"{PlaceStandard.Columns[column]}={value}");
        Remark(column, value, expected);
    }

    private void Error(int column, string expected) => _errors.Add(new PlaceIssue(_line, PlaceStandard.Columns[column], Shortened(_cells[column]), expected));

    private void Remark(int column, string value, string expected) => _remarks.Add(new PlaceIssue(_line, PlaceStandard.Columns[column], Shortened(value), expected));

    // Composed letters, as the standard's own lists have them.
    private static string Tidy(string cell) => IsStorable(cell) ? cell.Normalize(NormalizationForm.FormC).Trim() : cell;

    // U+FFFE is no letter, and cannot be composed.
    private static bool IsStorable(string cell) => !cell.AsSpan().ContainsAny('\0', '\uFFFE');

    private static bool IsNumber(string cell, double most) => NumberForm().IsMatch(cell) && Math.Abs(double.Parse(cell, CultureInfo.InvariantCulture)) <= most;

    private static bool IsUrl(string value) =>
        value.Length <= UrlMost && !value.Any(char.IsWhiteSpace) && Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static int Most(int column) => column switch
    {
        PlaceStandard.Id => Partner.LocalIdMost,
        PlaceStandard.Name => Partner.NameMost,
        PlaceStandard.Summary => SummaryMost,
        PlaceStandard.Detail or PlaceStandard.Emails or PlaceStandard.Websites => DetailMost,
        PlaceStandard.AccessSheet or PlaceStandard.BookingUrl => UrlMost,
        _ => TextMost,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>A row of an XLSForm by its columns.</summary>
internal sealed class XlsFormRow(int line, Dictionary<(string Column, string? Language), string> cells, string baseLanguage)
{
    public int Line => line;

    /// <summary>In the language of the form, where a column has several; empty when there is nothing.</summary>
    public string this[string column] => cells.GetValueOrDefault((column, null)) ?? cells.GetValueOrDefault((column, baseLanguage)) ?? "";

    public IEnumerable<string> Columns => cells.Keys.Select(k => k.Column);

    /// <summary>In other languages, where they say something else.</summary>
    public IEnumerable<(string Language, string Text)> Texts(string column) =>
        cells.Where(c => c.Key.Column == column && c.Key.Language is { } language && language != baseLanguage && c.Value != this[column]).Select(c => (c.Key.Language!, c.Value));
}

/// <summary>The sheets of an XLSForm, read by the names of their columns.</summary>
internal sealed partial class XlsFormSheets
{
    private static readonly string[] Families = ["media", "bind", "body", "control", "instance"];

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["caption"] = "label", ["relevance"] = "relevant", ["tag"] = "name", ["value"] = "name", ["command"] = "type", ["list name"] = "list_name", ["set form title"] = "form_title",
    };

    private readonly List<SurveyFileFault> _faults = [];

    public IReadOnlyList<XlsFormRow> Survey { get; private init; } = [];

    public ILookup<string, XlsFormRow> Choices { get; private init; } = Array.Empty<XlsFormRow>().ToLookup(_ => "");

    public XlsFormRow? Settings { get; private init; }

    /// <summary>Of the sheets as such.</summary>
    public IReadOnlyList<SurveyFileFault> Faults => _faults;

    /// <exception cref="SurveyFileException"/>
    public static XlsFormSheets Read(byte[] file)
    {
        var names = XlsxFile.Sheets(file);
        IReadOnlyList<TableLine> Lines(string sheet) => names.FirstOrDefault(n => n.Trim().Equals(sheet, StringComparison.OrdinalIgnoreCase)) is { } name ? XlsxFile.Read(file, name) : [];
        var (survey, choices, settings) = (Lines(XlsForm.SurveySheet), Lines(XlsForm.ChoicesSheet), Lines(XlsForm.SettingsSheet));
        if (survey.Count == 0 || !survey[0].Cells.Any(c => c.Trim().ToLowerInvariant() is "type" or "command"))
        {
            throw new SurveyFileException("Ce classeur n’est pas un XLSForm : il lui manque la feuille « survey », avec une colonne « type ».");
        }

        var faults = new List<SurveyFileFault>();
        var language = BaseLanguage(survey[0], settings);
        var sheets = new XlsFormSheets
        {
            Survey = [.. Rows(survey, XlsForm.SurveySheet, language, faults)],
            Choices = Rows(choices, XlsForm.ChoicesSheet, language, faults).ToLookup(r => r["list_name"]),
            Settings = Rows(settings, XlsForm.SettingsSheet, language, faults).FirstOrDefault(),
        };
        faults.AddRange(names.Where(n => n.Trim().ToLowerInvariant() is "external_choices" or "entities" or "osm").Select(n => new SurveyFileFault(n, 0, $"La feuille « {n} » n’a pas d’équivalent ici ; elle n’est pas reprise.")));
        sheets._faults.AddRange(faults);
        return sheets;
    }

    [GeneratedRegex(@"\(([A-Za-z]{2})(?:-[A-Za-z0-9]+)?\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageCode();

    private static IEnumerable<XlsFormRow> Rows(IReadOnlyList<TableLine> lines, string sheet, string baseLanguage, List<SurveyFileFault> faults)
    {
        if (lines.Count == 0)
        {
            yield break;
        }

        var columns = lines[0].Cells.Select(Column).ToList();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Language == "")
            {
                faults.Add(new(sheet, lines[0].Line, $"Colonne « {SurveyFileBuilder.Shown(lines[0].Cells[i])} » : cette langue n’est pas reconnue. Écrivez son code à la fin, comme dans « label::English (en) »."));
            }
            else if (columns[i].Name.Length > 0 && columns.IndexOf(columns[i]) != i)
            {
                faults.Add(new(sheet, lines[0].Line, $"La colonne « {SurveyFileBuilder.Shown(lines[0].Cells[i])} » est là deux fois ; la seconde n’est pas reprise."));
            }
        }

        foreach (var line in lines.Skip(1))
        {
            var cells = new Dictionary<(string, string?), string>();
            foreach (var (column, text) in columns.Zip(line.Cells).Where(c => c.First.Name.Length > 0 && c.Second.Length > 0))
            {
                cells.TryAdd(column, text);
            }

            if (cells.Count > 0)
            {
                yield return new(line.Line, cells, baseLanguage);
            }
        }
    }

    // French where the form has it: what is asked here is written in French.
    private static string BaseLanguage(TableLine survey, IReadOnlyList<TableLine> settings)
    {
        string[] languages = [.. survey.Cells.Select(Column).Where(c => c.Name == "label").Select(c => c.Language).OfType<string>()];
        if (languages.Contains(XlsForm.French) || languages.Length == 0)
        {
            return XlsForm.French;
        }

        var index = settings.Count < 2 ? -1 : settings[0].Cells.ToList().FindIndex(c => Column(c).Name == "default_language");
        var chosen = index < 0 || index >= settings[1].Cells.Count ? null : Code(settings[1].Cells[index]);
        return languages.Contains(chosen) ? chosen! : languages[0];
    }

    /// <summary>The language is empty when it is not known, null when the column has none.</summary>
    private static (string Name, string? Language) Column(string header)
    {
        string[] parts = [.. header.Split(header.Contains("::", StringComparison.Ordinal) ? "::" : ":").Select(p => p.Trim())];
        var name = parts[0].ToLowerInvariant();
        var isFamily = parts.Length > 1 && Families.Contains(name);
        name = isFamily ? $"{name}::{parts[1].ToLowerInvariant()}" : OtherNames.GetValueOrDefault(name, name.Replace(' ', '_'));
        var language = parts.ElementAtOrDefault(isFamily ? 2 : 1);
        return (name, string.IsNullOrEmpty(language) ? null : Code(language) ?? "");
    }

    private static string? Code(string language)
    {
        if (LanguageCode().Match(language) is { Success: true } match)
        {
            return match.Groups[1].Value.ToLowerInvariant();
        }

        return language.Length == 2 ? language.ToLowerInvariant() : CultureInfo.GetCultures(CultureTypes.NeutralCultures).FirstOrDefault(c =>
            c.TwoLetterISOLanguageName == c.Name && (language.Equals(c.EnglishName, StringComparison.OrdinalIgnoreCase) || language.Equals(c.NativeName, StringComparison.OrdinalIgnoreCase)))?.Name;
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InclusionNumerique.Surveys;

/// <summary>Questionnaire, labels and answers in one JSON document.</summary>
internal static class SurveyDataJson
{
    // Readable: it is a file, never part of a page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SurveyData data)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("titre", data.Title);
            json.WritePropertyName("questionnaire");
            json.WriteRawValue(data.Form.ToJson());
            json.WriteStartArray("variables");
            foreach (var column in data.Columns)
            {
                Variable(json, column);
            }

            json.WriteEndArray();
            json.WriteStartArray("reponses");
            foreach (var row in data.Shuffled())
            {
                Row(json, data.Columns, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Variable(Utf8JsonWriter json, SurveyColumn column)
    {
        json.WriteStartObject();
        json.WriteString("nom", column.Name);
        json.WriteString("libelle", column.Label);
        if (column.Question is { } question)
        {
            json.WriteString("question", question.Id);
        }

        if (column.Values() is { Count: > 0 } values)
        {
            json.WriteStartObject("valeurs");
            foreach (var (value, label) in values)
            {
                json.WriteString(value, label);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, IReadOnlyList<SurveyColumn> columns, SurveyDataRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            switch (column.Cell(row))
            {
                case null:
                    break;
                case int number:
                    json.WriteNumber(column.Name, number);
                    break;
                case string text:
                    json.WriteString(column.Name, text);
                    break;
                case decimal number:
                    json.WriteNumber(column.Name, number);
                    break;
                case DateTime day:
                    json.WriteString(column.Name, DateOnly.FromDateTime(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    break;
            }
        }

        if (row.Order is { Count: > 0 } order)
        {
            json.WriteStartObject("ordre");
            foreach (var (key, ids) in order)
            {
                json.WriteString(key.Length == 0 ? "blocs" : key, string.Join(' ', ids));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>
/// One thing a person does on a page. <c>save</c> clicks the element with that data-testid, <c>[name=theme][value=caf]</c> the one with
/// those attributes; <c>search=>text</c> puts a text into a field.
/// </summary>
internal sealed partial record Step(IReadOnlyDictionary<string, string> Attributes, string? Text)
{
    /// <summary>As CSS, for a real browser.</summary>
    public string Css => string.Concat(Attributes.Select(a => $"[{a.Key}={JsonSerializer.Serialize(a.Value)}]"));

    public static Step Parse(string text)
    {
        var parts = text.Split("=>", 2);
        var tests = AttributeTest().Matches(parts[0]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        if (tests.Count == 0)
        {
            tests["data-testid"] = parts[0].Trim();
        }

        return new(tests, parts.ElementAtOrDefault(1));
    }

    public bool Matches(DomNode node) =>
        node.Name is not null && Attributes.All(a => node.Attributes.TryGetValue(a.Key, out var value) && value == a.Value);

    /// <summary>The event a browser would raise on the element, and the handler it reaches first on its way up.</summary>
    public (string Name, string Json, long Handler)? Event(DomNode element)
    {
        foreach (var (name, json) in Possible(element))
        {
            if (HeadlessDom.Handler(element, name) is { } handler)
            {
                return (name, json, handler);
            }
        }

        return null;
    }

    public override string ToString() => Css;

    private IEnumerable<(string Name, string Json)> Possible(DomNode element)
    {
        if (Text is not null)
        {
            yield return ("change", Value(Text));
            yield return ("input", Value(Text));
            yield break;
        }

        switch (element.Attributes.GetValueOrDefault("type"))
        {
            case "radio":
                yield return ("change", Value(element.Attributes.GetValueOrDefault("value") ?? "on"));
                yield return ("input", Value(element.Attributes.GetValueOrDefault("value") ?? "on"));
                break;
            case "checkbox":
                yield return ("change", Value(!element.Attributes.ContainsKey("checked")));
                break;
        }

        yield return ("click", """{"type":"click","detail":1,"button":0,"buttons":0,"clientX":1,"clientY":1}""");
        if (element.Name == "button")
        {
            yield return ("submit", """{"type":"submit"}""");
        }
    }

    private static string Value(object value) => JsonSerializer.Serialize(new { value });

    [GeneratedRegex("""\[([\w-]+)="?([^\]"]*)"?\]""")]
    private static partial Regex AttributeTest();
}

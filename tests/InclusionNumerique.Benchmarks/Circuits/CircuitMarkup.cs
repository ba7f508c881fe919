using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>What the first HTML holds for the circuit: the sealed components and their state, in comments.</summary>
internal sealed partial record CircuitMarkup(string Operations, string State)
{
    /// <summary>Null when the page has no interactive component.</summary>
    public static CircuitMarkup? Read(string html)
    {
        // The closing comment of a prerendered component has no descriptor.
        var operations = ComponentMarker().Matches(html).Select(m => JsonNode.Parse(m.Groups[1].Value)!)
            .Where(m => (string?)m["type"] == "server" && m["descriptor"] is not null)
            .Select((marker, i) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = i + 1, ["marker"] = marker })
            .ToArray<JsonNode>();
        if (operations.Length == 0)
        {
            return null;
        }

        var update = new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray(operations) };
        return new(update.ToJsonString(), StateMarker().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->", RegexOptions.Singleline)]
    private static partial Regex ComponentMarker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex StateMarker();
}

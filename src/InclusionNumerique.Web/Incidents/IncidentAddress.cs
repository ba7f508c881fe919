using InclusionNumerique.Incidents;

namespace InclusionNumerique.Web.Incidents;

/// <summary>The addresses of the incidents: the list with its filters, the figures of a period.</summary>
public static class IncidentAddress
{
    public const string Figures = "/incidents/chiffres";

    public static string Of(IncidentFilter filter)
    {
        string?[] parts = [filter.IsClosed ? "liste=regles" : null, filter.SiteId is { } site ? $"site={site}" : null, filter.Kind is { } kind ? $"quoi={(int)kind}" : null];
        return string.Join('?', new[] { "/incidents", string.Join('&', parts.OfType<string>()) }.Where(p => p != ""));
    }
}

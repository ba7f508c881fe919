using System.Text.Json;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>The panel's form as a draft.</summary>
public static class VisitDraft
{
    public static string Write(VisitForm form) => JsonSerializer.Serialize(form);

    /// <summary>Null when the draft was written by a version whose form had another shape.</summary>
    public static VisitForm? Read(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<VisitForm>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Surveys;

/// <summary>A heading whose level hangs on the page that it stands on.</summary>
internal static class SurveyHeading
{
    public static MarkupString Of(int level, string id, string text) => (MarkupString)$"<h{level} id=\"{WebUtility.HtmlEncode(id)}\">{WebUtility.HtmlEncode(text)}</h{level}>";
}

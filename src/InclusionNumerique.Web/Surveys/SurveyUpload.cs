using InclusionNumerique.Surveys;
using Microsoft.AspNetCore.Components.Forms;

namespace InclusionNumerique.Web.Surveys;

/// <summary>A chosen file, whole, within what the readers take.</summary>
internal static class SurveyUpload
{
    /// <exception cref="SurveyFileException">It is too large, or was gone when it was read.</exception>
    public static async Task<byte[]> ReadAsync(IBrowserFile file, CancellationToken cancellation)
    {
        SurveyAnswerImport.CheckSize(file.Size);
        try
        {
            await using var stream = file.OpenReadStream(SurveyAnswerImport.SizeMost, cancellation);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or Microsoft.JSInterop.JSException)
        {
            throw new SurveyFileException("Le fichier n’a pas pu être lu. A-t-il été déplacé ou modifié ? Choisissez-le à nouveau.");
        }
    }
}

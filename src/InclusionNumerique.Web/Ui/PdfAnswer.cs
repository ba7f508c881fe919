namespace InclusionNumerique.Web.Ui;

/// <summary>A printed page as an answer; where nothing was printed, what to do instead.</summary>
public static class PdfAnswer
{
    /// <param name="pdf">Null: not printed.</param>
    /// <param name="name">Of the file, without its ending.</param>
    public static IResult Of(byte[]? pdf, string name) => pdf is null
        ? TypedResults.Content("Le PDF n’a pas pu être fait. Revenez à la page et choisissez « Imprimer », puis « Enregistrer au format PDF ».", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.File(pdf, "application/pdf", $"{name}.pdf");
}

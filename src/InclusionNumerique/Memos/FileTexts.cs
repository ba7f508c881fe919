using System.Globalization;

namespace InclusionNumerique.Memos;

/// <summary>The words of files on screen, and how they are told to a browser.</summary>
public static class FileTexts
{
    public const string TooLarge = "ce fichier dépasse 5\u00A0Mo. Réduisez-le, ou découpez-le.";

    internal const string Empty = "ce fichier est vide.";
    internal const string Other = "ce type de fichier n’est pas accepté. Le sont\u00A0: PDF, images PNG et JPEG, documents ODT, ODS, DOCX et XLSX, texte (.txt) et CSV.";
    internal const string Markup = "c’est une page web, une image SVG ou un script, qui pourrait agir sur l’ordinateur de qui l’ouvre. Joignez plutôt un PDF ou une image.";
    internal const string Damaged = "ce fichier est endommagé ou incomplet. Ouvrez-le, enregistrez-le à nouveau, puis recommencez.";
    internal const string Hidden = "cette image contient autre chose qu’une image. Ouvrez-la, enregistrez-la à nouveau, puis recommencez.";
    internal const string Active = "ce PDF contient un programme, un lancement automatique ou un fichier caché. Imprimez-le «\u00A0en PDF\u00A0» depuis votre ordinateur, puis joignez le résultat.";
    internal const string Locked = "ce PDF est protégé ou ne peut pas être vérifié. Enlevez sa protection, ou imprimez-le «\u00A0en PDF\u00A0».";
    internal const string Bomb = "ce document se déplie en un contenu démesuré. Joignez-le en PDF.";
    internal const string Macro = "ce document contient une macro, un programme ou un autre fichier. Enregistrez-le sans, ou en PDF.";

    /// <summary>"PDF", "image PNG": what the reader will open.</summary>
    public static string Label(this MemoFileKind kind) => kind switch
    {
        MemoFileKind.Pdf => "PDF",
        MemoFileKind.Png => "image PNG",
        MemoFileKind.Jpeg => "image JPEG",
        MemoFileKind.Odt => "texte ODT",
        MemoFileKind.Ods => "tableau ODS",
        MemoFileKind.Docx => "texte DOCX",
        MemoFileKind.Xlsx => "tableau XLSX",
        MemoFileKind.Csv => "tableau CSV",
        _ => "texte",
    };

    public static string ContentType(this MemoFileKind kind) => kind switch
    {
        MemoFileKind.Pdf => "application/pdf",
        MemoFileKind.Png => "image/png",
        MemoFileKind.Jpeg => "image/jpeg",
        MemoFileKind.Odt => "application/vnd.oasis.opendocument.text",
        MemoFileKind.Ods => "application/vnd.oasis.opendocument.spreadsheet",
        MemoFileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        MemoFileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        MemoFileKind.Csv => "text/csv",
        _ => "text/plain",
    };

    /// <summary>"12 ko", "1,4 Mo".</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024
        ? $"{Math.Max(1, bytes / 1024)}\u00A0ko"
        : string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"{bytes / 1024.0 / 1024:0.#}\u00A0Mo");

    /// <summary>With its dot.</summary>
    internal static IReadOnlyList<string> Extensions(this MemoFileKind kind) => kind switch
    {
        MemoFileKind.Jpeg => [".jpg", ".jpeg"],
        MemoFileKind.Text => [".txt"],
        _ => ["." + kind.ToString().ToLowerInvariant()],
    };
}

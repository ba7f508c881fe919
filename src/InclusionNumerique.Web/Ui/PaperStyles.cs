using Microsoft.Extensions.FileProviders;

namespace InclusionNumerique.Web.Ui;

/// <summary>The style sheet of printed pages with its fonts inside: a machine without fonts prints them alike.</summary>
internal static class PaperStyles
{
    private static readonly (string File, string Weight)[] Fonts = [("atkinson-hyperlegible-next-latin-400-normal.woff2", "400"), ("atkinson-hyperlegible-next-latin-700-normal.woff2", "600 800")];

    public static string Read(IFileProvider files)
    {
        using var sheet = new StreamReader(typeof(PaperStyles).Assembly.GetManifestResourceStream("paper.css")!);
        return string.Concat(Fonts.Select(f => $"@font-face{{font-family:\"Atkinson\";font-weight:{f.Weight};src:url(data:font/woff2;base64,{Base64(files.GetFileInfo($"fonts/{f.File}"))})}}\n")) + sheet.ReadToEnd();
    }

    private static string Base64(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

using System.Text;

namespace InclusionNumerique.Memos;

/// <summary>Text that is only read: no markup, no script, no byte that is not a character of UTF-8 or Windows-1252.</summary>
internal static class TextInspection
{
    private static readonly string[] Markup = ["<script", "<html", "<svg", "<iframe", "<!doctype", "<?php", "<?xml", "<body", "<object", "<embed", "javascript:", "vbscript:"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static InspectedFile Of(string name, ReadOnlySpan<byte> content)
    {
        if (HasMarkup(content) || StartsAsProgram(content))
        {
            return InspectedFile.Refused(FileTexts.Markup);
        }

        var kind = new[] { MemoFileKind.Text, MemoFileKind.Csv }.Where(k => k.Extensions().Any(e => FileName.Shown(name).EndsWith(e, StringComparison.OrdinalIgnoreCase))).Cast<MemoFileKind?>().FirstOrDefault();
        return kind is { } text && IsReadable(content) ? InspectedFile.Clean(text) : InspectedFile.Refused(FileTexts.Other);
    }

    public static bool HasMarkup(ReadOnlySpan<byte> content)
    {
        // Whatever the encoding, markup is written in these letters; UTF-16 puts zeroes between them.
        var letters = Encoding.Latin1.GetString(content).Replace("\0", "", StringComparison.Ordinal);
        return Markup.Any(mark => letters.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    private static bool StartsAsProgram(ReadOnlySpan<byte> content)
    {
        var start = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        return start.StartsWith("#!"u8) || start.TrimStart(" \t\r\n"u8) is [(byte)'<', (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'!' or (byte)'?' or (byte)'%', ..];
    }

    private static bool IsReadable(ReadOnlySpan<byte> content)
    {
        if (content.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || content.IndexOfAnyInRange((byte)14, (byte)31) >= 0 || content.IndexOfAny((byte)11, (byte)127) >= 0)
        {
            return false;
        }

        try
        {
            return Strict.GetCharCount(content) >= 0;
        }
        catch (DecoderFallbackException)
        {
            // What Excel writes in French; five bytes are no letter of it.
            return !content.ContainsAny((ReadOnlySpan<byte>)[0x81, 0x8D, 0x8F, 0x90, 0x9D]);
        }
    }
}

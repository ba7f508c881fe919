using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>The command <c>analyse</c> from its words to its exit code: 0 with an answer, even where a test is refused, and 2 with one French sentence when there is none.</summary>
public static class AnswerCommand
{
    /// <param name="output">Gets the answer and nothing else, in UTF-8.</param>
    public static int Run(IReadOnlyList<string> words, Stream output, TextWriter errors)
    {
        try
        {
            var arguments = AnswerArguments.Read(words);
            var analysis = AnswerAnalysis.Of(arguments.Choice, AnswerCsv.Read(Bytes(arguments.File), arguments.Choice));
            if (arguments.IsText)
            {
                using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                AnswerAnalysisText.Write(text, analysis);
            }
            else
            {
                AnswerAnalysisJson.Write(output, analysis);
            }

            return 0;
        }
        catch (SurveyFileException e)
        {
            errors.WriteLine(e.Message);
            return 2;
        }
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SurveyFileException(e is FileNotFoundException or DirectoryNotFoundException or ArgumentException
                ? $"Le fichier « {SurveyFileBuilder.Shown(path)} » n’existe pas."
                : $"Le fichier « {SurveyFileBuilder.Shown(path)} » ne peut pas être lu.");
        }
    }
}

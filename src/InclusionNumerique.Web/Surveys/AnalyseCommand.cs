using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary><c>analyse FILE.csv --group COLUMN --items a,b,c</c>: the statistics of the surveys on a file of one's own, without a database or a server.</summary>
public static class AnalyseCommand
{
    public static int Run(string[] words)
    {
        using var output = new BufferedStream(Console.OpenStandardOutput());
        return AnswerCommand.Run(words, output, Console.Error);
    }
}

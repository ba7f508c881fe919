using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>Something was answered by a value. Null: it was answered at all.</summary>
internal sealed record SurveyTerm(string Name, string? Value);

/// <summary>
/// A filter as XLSForm and LimeSurvey write it, as far as a questionnaire here can say it: all of several sentences hold, each of them that one answer is one of several values.
/// </summary>
internal static partial class SurveyExpression
{
    private const int LengthMost = 4000;

    // Brackets in brackets: what reads them calls itself.
    private const int DepthMost = 20;

    /// <summary>All of them hold, of each one of its terms. Null when the filter says something else.</summary>
    public static IReadOnlyList<IReadOnlyList<SurveyTerm>>? Parse(string text)
    {
        if (text.Length > LengthMost || Tokens(text) is not { } tokens)
        {
            return null;
        }

        var reader = new Reader(tokens);
        return reader.Any(0) is { } all && reader.IsAtEnd ? all : null;
    }

    [GeneratedRegex("""\G\s*(?:\$\{(?<name>[^}]+)\}|(?<word>[A-Za-z_][\w.:-]*)|'(?<text>[^']*)'|"(?<text>[^"]*)"|(?<number>-?\d+(?:\.\d+)?)|(?<sign>==|=|\(|\)|,|&&|\|\||!(?!=)))\s*""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private static List<(string Kind, string Text)>? Tokens(string text)
    {
        var tokens = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var match = Token().Match(text, at);
            if (!match.Success || match.Index != at)
            {
                return null;
            }

            var group = match.Groups.Values.Skip(1).First(g => g.Success);
            tokens.Add(Known(group.Name, group.Value));
            at += match.Length;
        }

        return tokens;
    }

    private static (string Kind, string Text) Known(string kind, string text) => (kind, text.ToLowerInvariant()) switch
    {
        ("word", "and") or ("sign", "&&") => ("and", ""),
        ("word", "or") or ("sign", "||") => ("or", ""),
        ("word", "eq") or ("sign", "==" or "=") => ("=", ""),
        ("word", "selected") => ("selected", ""),
        ("word", "is_empty") => ("is_empty", ""),
        ("word", _) => ("name", text.EndsWith(".NAOK", StringComparison.Ordinal) ? text[..^5] : text),
        ("number", _) => ("text", text),
        ("sign", _) => (text, ""),
        _ => (kind, text),
    };

    private sealed class Reader(List<(string Kind, string Text)> tokens)
    {
        private int _at;

        public bool IsAtEnd => _at == tokens.Count;

        /// <summary>One of them holds: only of single sentences, since all the rest must hold together.</summary>
        public List<IReadOnlyList<SurveyTerm>>? Any(int depth)
        {
            if (depth > DepthMost || All(depth) is not { } first)
            {
                return null;
            }

            if (!Is("or"))
            {
                return first;
            }

            List<SurveyTerm> terms = [];
            var next = first;
            while (next is [var single])
            {
                terms.AddRange(single);
                if (!Next("or"))
                {
                    return [terms];
                }

                next = All(depth);
            }

            return null;
        }

        private List<IReadOnlyList<SurveyTerm>>? All(int depth)
        {
            List<IReadOnlyList<SurveyTerm>> all = [];
            do
            {
                if (One(depth) is not { } one)
                {
                    return null;
                }

                all.AddRange(one);
            }
            while (Next("and"));

            return all;
        }

        private List<IReadOnlyList<SurveyTerm>>? One(int depth)
        {
            if (Next("("))
            {
                return Any(depth + 1) is { } inner && Next(")") ? inner : null;
            }

            if (Next("selected"))
            {
                return Next("(") && Text("name") is { } of && Next(",") && Text("text") is { } option && Next(")") ? [[new(of, option)]] : null;
            }

            if (Next("!"))
            {
                return Next("is_empty") && Next("(") && Text("name") is { } filled && Next(")") ? [[new(filled, null)]] : null;
            }

            return Text("name") is { } name && Next("=") && Text("text") is { } value ? [[new(name, value)]] : null;
        }

        private bool Is(string kind) => _at < tokens.Count && tokens[_at].Kind == kind;

        private bool Next(string kind)
        {
            var isNext = Is(kind);
            _at += isNext ? 1 : 0;
            return isNext;
        }

        private string? Text(string kind) => Is(kind) ? tokens[_at++].Text : null;
    }
}

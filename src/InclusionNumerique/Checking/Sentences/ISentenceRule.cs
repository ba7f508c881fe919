namespace InclusionNumerique.Checking.Sentences;

/// <summary>One form of claim that a French sentence can make of a table.</summary>
internal interface ISentenceRule
{
    /// <summary>What the tables answer, in French; nothing when they agree or when the clause claims nothing of the kind.</summary>
    public IEnumerable<string> Against(SentenceScope scope);
}

using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>Opens a keeper for one draft.</summary>
public sealed class DraftKeepers(SaveDraft saveDraft, DiscardDraft discardDraft)
{
    public DraftKeeper Open(string formName, CancellationToken leaving) => new(formName, saveDraft, discardDraft, leaving);
}

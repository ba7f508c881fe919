namespace InclusionNumerique.Memos;

/// <summary>A file to join, as the browser sent it.</summary>
/// <param name="Id">Made by the client.</param>
public sealed record NewMemoFile(Guid Id, string Name, byte[] Content);

/// <summary>What its author writes of a memo.</summary>
public sealed class MemoForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The version that the form was filled from; null for a new memo.</summary>
    public uint? Version { get; set; }

    public string? Title { get; set; }

    public string? Body { get; set; }

    public int? ThemeId { get; set; }

    public int? SiteId { get; set; }

    /// <summary>To be taken up by the letter of the month.</summary>
    public bool IsForLetter { get; set; }

    public List<NewMemoFile> NewFiles { get; } = [];

    /// <summary>Files stored so far that the memo loses.</summary>
    public HashSet<Guid> RemovedFiles { get; } = [];

    /// <summary>Filled with what is stored.</summary>
    public static MemoForm Of(MemoDetail memo) => new()
    {
        Id = memo.Id, Version = memo.Version, Title = memo.Title, Body = memo.Body, ThemeId = memo.ThemeId, SiteId = memo.SiteId, IsForLetter = memo.IsForLetter,
    };

    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(Title), Title, Memo.TitleMost, "Donnez un titre : c’est ce que vos collègues liront d’abord.");
        PlainText.Require(refusals, nameof(Body), Body, Memo.BodyMost, "Écrivez le mémo, même en deux lignes.");
        foreach (var file in NewFiles)
        {
            if (FileInspection.Of(file.Name, file.Content).Refusal is { } refusal)
            {
                refusals.Add(new Refusal(nameof(NewFiles), $"{FileName.Shown(file.Name)}\u00A0: {refusal}"));
            }
        }

        return refusals;
    }
}

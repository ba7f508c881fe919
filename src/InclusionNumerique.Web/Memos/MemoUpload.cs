using InclusionNumerique.Memos;
using Microsoft.AspNetCore.Components.Forms;

namespace InclusionNumerique.Web.Memos;

/// <summary>Takes a file from the browser into memory. What the browser says of its size is only what it says: what comes is counted.</summary>
public static class MemoUpload
{
    /// <param name="tell">Told the percent that has come.</param>
    /// <returns>Null: it is too large.</returns>
    /// <exception cref="IOException">It did not come whole.</exception>
    public static async Task<byte[]?> ReadAsync(IBrowserFile file, Action<int> tell, CancellationToken cancellation)
    {
        if (file.Size > MemoFile.SizeMost)
        {
            return null;
        }

        await using var upload = file.OpenReadStream(MemoFile.SizeMost, cancellation);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await upload.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (content.Length + read > MemoFile.SizeMost)
            {
                return null;
            }

            content.Write(buffer, 0, read);
            tell((int)(content.Length * 100 / Math.Max(1, file.Size)));
        }

        return content.ToArray();
    }
}

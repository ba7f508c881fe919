using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>
/// Takes over a producer's file of places: the national standard's CSV, or data·inclusion JSON. All its good lines in one transaction; when it is stopped, nothing has changed.
/// </summary>
public sealed class ImportPlaces(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    // Any number: with the producer it names the lock among the advisory locks of this database.
    private const int LockClass = 6;
    private const int LinesPerProgress = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public sealed record Form
    {
        /// <summary>Who makes the file: its ids are unique in its own files alone.</summary>
        public string Producer { get; set; } = "";

        /// <summary>Read from its start; what it is shows in its first character.</summary>
        public required Stream File { get; init; }

        public IProgress<ImportProgress>? Progress { get; init; }

        /// <summary>Also when no line was good.</summary>
        public ImportReport? Report { get; internal set; }
    }

    /// <exception cref="OperationCanceledException">Nothing has changed.</exception>
    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ImportPlaces)))
        {
            return Outcome.Forbidden;
        }

        var producer = form.Producer.Trim();
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(Form.Producer), producer, Partner.ProducerMost, "Dites qui produit ce fichier : ses lieux seront reconnus au prochain import.");
        if (producer == Partner.OwnProducer)
        {
            refusals.Add(new Refusal(nameof(Form.Producer), $"« {Partner.OwnProducer} » désigne les lieux saisis ici. Donnez le nom du producteur du fichier."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        try
        {
            return await ImportAsync(form, producer, actor, cancellation);
        }
        catch (PlaceFileException e)
        {
            return Outcome.Refused(nameof(Form.File), e.Message);
        }
    }

    private async Task<Outcome> ImportAsync(Form form, string producer, Actor actor, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(Longest);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isFirst = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({LockClass}, hashtext({producer})) AS \"Value\"").SingleAsync(cancellation);
        if (!isFirst)
        {
            return Outcome.Refused(nameof(Form.Producer), "Un import de ce producteur est déjà en cours. Attendez qu’il se termine, puis recommencez.");
        }

        var report = form.Report = new ImportReport();
        await using var merge = new PlaceMerge(db, producer, clock.GetUtcNow());
        await merge.BeginAsync(cancellation);
        var (taken, refusedIds) = await StageAsync(form, report, merge, cancellation);
        if (taken == 0)
        {
            return Outcome.Refused(
                nameof(Form.File),
                report.Refused == 0 ? "Ce fichier ne contient aucun lieu. Rien n’a été modifié." : "Aucune ligne de ce fichier n’est lisible. Rien n’a été modifié ; corrigez les erreurs, puis recommencez.");
        }

        await merge.MergeAsync(report, refusedIds, cancellation);
        db.Audit(actor, clock.GetUtcNow(), nameof(ImportPlaces), nameof(Partner), $"{report.Added} nouv., {report.Changed} mod., {report.Missing} abs., {report.Refused} ref.");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }

    private static async Task<(int Taken, HashSet<string> RefusedIds)> StageAsync(Form form, ImportReport report, PlaceMerge merge, CancellationToken cancellation)
    {
        var lines = 0;
        var (taken, refused) = (new Dictionary<string, int>(), new HashSet<string>());
        await foreach (var raw in await IsJsonAsync(form.File, cancellation) ? InclusionDataFile.ReadAsync(form.File, cancellation) : PlaceFile.ReadAsync(form.File, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = PlaceCells.Read(raw);
            if (cells.Errors.Count > 0)
            {
                report.Refuse(cells.Errors);
                refused.UnionWith(cells.LocalId is { Length: <= Partner.LocalIdMost } id ? [id] : []);
            }
            else if (!taken.TryAdd(cells.LocalId!, raw.Line))
            {
                report.Refuse([new PlaceIssue(raw.Line, "id", PlaceCells.Shortened(cells.LocalId!), $"un identifiant unique : déjà à la ligne {taken[cells.LocalId!]}")]);
            }
            else
            {
                report.Remark(cells.Remarks);
                await merge.AddAsync(cells.Columns, cells.Unknown, cancellation);
            }

            if (++lines % LinesPerProgress == 0)
            {
                form.Progress?.Report(new ImportProgress(form.File.Position, lines));
            }
        }

        form.Progress?.Report(new ImportProgress(form.File.Length, lines));
        return (taken.Count, refused);
    }

    private static async Task<bool> IsJsonAsync(Stream file, CancellationToken cancellation)
    {
        var start = new byte[64];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        file.Position = 0;
        return System.Text.Encoding.UTF8.GetString(start, 0, read).TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is ['{' or '[', ..];
    }
}

using InclusionNumerique.Access;
using InclusionNumerique.Trainings;
using InclusionNumerique.Web.Figures;
using InclusionNumerique.Web.Ui;

namespace InclusionNumerique.Web.Trainings;

/// <summary>The pages of the trainings on paper. Each query asks the right that its page asks.</summary>
public static class TrainingPdf
{
    public static void MapTrainingPdf(this WebApplication app)
    {
        app.MapGet("/formations/{id:guid}/attestation/pdf", CertificateAsync).RequireAuthorization("TrainingCertificate");
        app.MapGet("/formations/couverture/pdf", CoverageAsync).RequireAuthorization("TrainingCoverage");
        app.MapGet("/formations/resultats/pdf", EffectAsync).RequireAuthorization("TrainingEffects");
    }

    private static async Task<IResult> CertificateAsync(Guid id, HttpContext http, ActorLoader actors, TrainingQueries queries, PagePdf pdf, TimeProvider clock) =>
        await queries.CertificateAsync(id, await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is { } certificate
            ? PdfAnswer.Of(await pdf.PrintAsync<CertificateSheet>($"Attestation de présence : {certificate.Module}", new() { ["Certificate"] = certificate, ["Today"] = clock.Today(), ["IsPaper"] = true }, http.RequestAborted), "attestation")
            : TypedResults.NotFound();

    private static async Task<IResult> CoverageAsync(HttpContext http, ActorLoader actors, CoverageQueries queries, InclusionNumerique.Surveys.SurveyResultQueries surveys, PagePdf pdf, TimeProvider clock, int? formation)
    {
        var actor = await FigureDownload.ActorAsync(http, actors);
        var modules = await queries.CoverageAsync(actor, http.RequestAborted);
        var detail = formation is { } id ? await queries.OneAsync(id, actor, http.RequestAborted) : null;
        var needs = await surveys.TrainingNeedsAsync(actor, http.RequestAborted);
        return PdfAnswer.Of(await pdf.PrintAsync<CoveragePaper>("Qui est formé", new() { ["Modules"] = modules, ["Detail"] = detail, ["Needs"] = needs, ["Today"] = clock.Today() }, http.RequestAborted), $"formations-{FigureAddress.Iso(clock.Today())}");
    }

    private static async Task<IResult> EffectAsync(HttpContext http, ActorLoader actors, EffectQueries queries, PagePdf pdf, TimeProvider clock, int formation) =>
        await queries.EffectAsync(formation, await FigureDownload.ActorAsync(http, actors), http.RequestAborted) is { } effect
            ? PdfAnswer.Of(await pdf.PrintAsync<EffectPaper>($"Avant et après : {effect.Module}", new() { ["Effect"] = effect, ["Today"] = clock.Today() }, http.RequestAborted), $"avant-apres-{FigureAddress.Iso(clock.Today())}")
            : TypedResults.NotFound();
}

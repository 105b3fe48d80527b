using System.Diagnostics;
using Atlas.Bench.Models;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Proving;
using Atlas.Samples;
using Atlas.Samples.Reporting;

// The options of the samples; what concerns text is ignored.
return SampleOptions.Invoke(args, new SampleDefaults("digits-mlp", Prompt: "", Count: 1), static options =>
{
    float[] image = [.. Enumerable.Range(0, 8 * 8).Select(static pixel => pixel % 17 / 16f)];
    long start = Stopwatch.GetTimestamp();
    DigitsMlpProvingKey key = DigitsMlpProvingKey.Cached(threads: options.Threads);
    byte[] verifyingKey = key.Verifying.Encode();
    using DigitsMlpProver prover = DigitsMlpProver.Create(key, new ProverOptions { Threads = options.Threads, Report = options.Report });
    DigitsMlpVerifier verifier = DigitsMlpVerifier.Load(verifyingKey);
    double setup = Stopwatch.GetElapsedTime(start).TotalSeconds;

    var proofs = new List<DigitsMlpProof>();
    var verifications = new List<double>();
    bool verified = true;
    for (int run = 0; run < options.Repeat; run++)
    {
        proofs.Add(prover.Prove(image));
        start = Stopwatch.GetTimestamp();
        verified &= verifier.Verify(proofs[^1].Bytes, image).IsValid;
        verifications.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    ProofStages median = proofs.Select(static proof => proof.Stages!).OrderBy(static stages => stages.Total).ElementAt(proofs.Count / 2);
    using var process = Process.GetCurrentProcess();
    var report = new StageReport(
        "digits-mlp", options.Threads, VectorBackend.Current.Name, setup, new StageSeconds(median.Witness, median.Commit, median.Walk, median.FinalCheck, median.Opening),
        proofs[0].Stages!.Total, verifications.Order().ElementAt(verifications.Count / 2), proofs[0].Bytes.Length, verifyingKey.Length, process.PeakWorkingSet64,
        median.Ones, median.SumcheckRounds, verified)
    {
        Costs = options.Report ? RelationCost.Join(DigitsMlpProver.PredictedCosts, median.Relations) : [],
    };
    StageTable.Write(Console.Out, report);
    if (options.Json is { } json)
    {
        StageJson.Write(json, report);
    }

    return verified ? 0 : 1;
});

using System.Diagnostics;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Activities of a proof: one a stage ("witness", "commitments", "walk", "final check", "opening") and one a batch of sums inside the walk (tag
/// "label"). Costs nothing while nobody listens.
/// </summary>
public static class AtlasTrace
{
    public const string SourceName = "Atlas.Prover";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>An activity of one batch of sums.</summary>
    internal static Activity? StartBatch(string label)
    {
        Activity? activity = Source.StartActivity("sums");
        activity?.SetTag("label", label);
        return activity;
    }
}

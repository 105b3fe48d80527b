namespace Atlas.Soundness.Tests;

/// <summary>Campaigns of minutes: on only where the environment variable ATLAS_EXHAUSTIVE is 1; tools/exhaustive-soundness.sh sets it.</summary>
internal static class Exhaustive
{
    public static bool IsOn => Environment.GetEnvironmentVariable("ATLAS_EXHAUSTIVE") == "1";
}

/// <summary>A test that is skipped outside of a campaign.</summary>
public sealed class ExhaustiveFactAttribute : FactAttribute
{
    public ExhaustiveFactAttribute()
    {
        if (!Exhaustive.IsOn)
        {
            Skip = "Takes minutes; tools/exhaustive-soundness.sh runs it.";
        }
    }
}

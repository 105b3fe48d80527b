using System.Diagnostics;

namespace Atlas.Runtime.Platform;

/// <summary>
/// One activity "help" for each part of a partition that another thread than the caller's works on, inside of the activity that the caller is in: a trace shows in which stages
/// every core is busy. Costs a read while nobody listens.
/// </summary>
internal static class WorkerTrace
{
    public const string SourceName = "Atlas.Workers";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The caller's activity.</summary>
    public static ActivityContext Caller => Source.HasListeners() ? Activity.Current?.Context ?? default : default;

    public static Activity? Start(ActivityContext caller) =>
        Source.HasListeners() ? Source.StartActivity("help", ActivityKind.Internal, caller) : null;
}

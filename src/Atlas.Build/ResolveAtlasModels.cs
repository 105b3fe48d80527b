using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Atlas.Build;

/// <summary>
/// Finds what each AtlasModel item is made of, its external data files included, and hashes it. The hash is the generator's key: content decides,
/// never a time stamp.
/// </summary>
public sealed class ResolveAtlasModels : Task
{
    /// <summary>AtlasModel items with their options as metadata.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Folder that relative paths of keys start from.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The items with full paths and the metadata AtlasSha256, AtlasFolder, AtlasKeySha256 and the decided Weights.</summary>
    [Output]
    public ITaskItem[] ResolvedModels { get; private set; } = [];

    /// <summary>Files to embed; the metadata LogicalName is the resource's name.</summary>
    [Output]
    public ITaskItem[] EmbeddedFiles { get; private set; } = [];

    /// <summary>Files to copy; the metadata TargetPath is where, relative to the output folder.</summary>
    [Output]
    public ITaskItem[] CopiedFiles { get; private set; } = [];

    public override bool Execute()
    {
        var resolved = new List<ITaskItem>();
        var embedded = new List<ITaskItem>();
        var copied = new List<ITaskItem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ITaskItem item in Models)
        {
            if (!seen.Add(item.GetMetadata("FullPath")))
            {
                Report("ATLAS008", item.ItemSpec, "The file is listed twice as AtlasModel; the compiler keeps one set of options a file.");
            }
            else if (ModelInput.Read(item, ProjectDirectory, Report) is { } input)
            {
                resolved.Add(input.Item);
                embedded.AddRange(input.Weights == WeightPlacement.Embed ? input.Files("LogicalName") : []);
                copied.AddRange(input.Weights == WeightPlacement.Copy ? input.Files("TargetPath") : []);
            }
        }

        (ResolvedModels, EmbeddedFiles, CopiedFiles) = ([.. resolved], [.. embedded], [.. copied]);
        return !Log.HasLoggedErrors;
    }

    private void Report(string code, string file, string message) =>
        Log.LogError(subcategory: null, code, helpKeyword: null, file, 1, 1, 0, 0, message);
}

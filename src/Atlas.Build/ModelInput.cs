using System.Globalization;
using System.Security.Cryptography;
using Atlas.ModelFiles;
using Atlas.Onnx;
using Atlas.Onnx.Format;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Atlas.Build;

/// <summary>One AtlasModel item with the files that it is made of.</summary>
internal sealed class ModelInput
{
    /// <summary>Larger models are copied beside the program, not embedded.</summary>
    public const long EmbedLimit = 64L << 20;

    private readonly List<(string Name, string Path)> _files = [];

    private ModelInput(ITaskItem item) => Item = item;

    /// <summary>Reports an error: code, file, message.</summary>
    public delegate void Reporter(string code, string file, string message);

    public ITaskItem Item { get; }

    public WeightPlacement Weights { get; private set; }

    /// <summary>Null if a file is missing; then the reason has been reported.</summary>
    public static ModelInput? Read(ITaskItem source, string projectDirectory, Reporter report)
    {
        string path = source.GetMetadata("FullPath");
        if (!File.Exists(path))
        {
            report("ATLAS001", source.ItemSpec, $"The model file '{path}' does not exist.");
            return null;
        }

        var input = new ModelInput(new TaskItem(source) { ItemSpec = path });
        return input.Hash(path, source, report) && input.PlaceWeights(source, report) && input.FindKey(projectDirectory, source) ? input : null;
    }

    /// <summary>Items of all files, each with its place under the model's folder in the named metadata.</summary>
    public IEnumerable<ITaskItem> Files(string placeMetadata)
    {
        string folder = Item.GetMetadata("AtlasFolder");
        foreach ((string name, string path) in _files)
        {
            yield return new TaskItem(path, new Dictionary<string, string> { [placeMetadata] = $"{folder}/{name}" });
        }
    }

    private bool Hash(string path, ITaskItem source, Reporter report)
    {
        byte[] model = File.ReadAllBytes(path);
        _files.Add((Path.GetFileName(path), path));
        IReadOnlyCollection<string> names;
        try
        {
            names = RawDataLocator.ForModel(model).ExternalFiles;
        }
        catch (AtlasModelException e)
        {
            report("ATLAS001", source.ItemSpec, e.Message);
            return false;
        }

        using var hasher = new ModelHasher(model, names.Count > 0);
        foreach (string name in names)
        {
            string external = Path.Combine(Path.GetDirectoryName(path)!, name);
            if (!File.Exists(external))
            {
                report("ATLAS004", source.ItemSpec, $"The model's external data file '{name}' does not exist; it is looked for at '{external}'.");
                return false;
            }

            using FileStream content = File.OpenRead(external);
            hasher.AddExternal(name, content);
            _files.Add((name, external));
        }

        string sha256 = hasher.Finish();
        Item.SetMetadata("AtlasSha256", sha256);

        // Named by content: two models with one file name do not collide, and a changed model never meets its predecessor's copy.
        Item.SetMetadata("AtlasFolder", "atlas/" + sha256.Substring(0, 16));
        return true;
    }

    private bool PlaceWeights(ITaskItem source, Reporter report)
    {
        string asked = source.GetMetadata("Weights");
        if (source.GetMetadata("Emit") == "Verifier")
        {
            Weights = WeightPlacement.None;
        }
        else if (asked.Length == 0)
        {
            Weights = _files.Sum(static file => new FileInfo(file.Path).Length) <= EmbedLimit ? WeightPlacement.Embed : WeightPlacement.Copy;
        }
        else if (Enum.TryParse(asked, out WeightPlacement placement) && placement.ToString() == asked)
        {
            Weights = placement;
        }
        else
        {
            report("ATLAS005", source.ItemSpec, $"The option Weights is '{asked}'; it is Embed, Copy or None.");
            return false;
        }

        Item.SetMetadata("Weights", Weights.ToString());
        return true;
    }

    private bool FindKey(string projectDirectory, ITaskItem source)
    {
        string key = source.GetMetadata("VerifyingKey");
        if (key.Length > 0)
        {
            string path = Path.GetFullPath(Path.Combine(projectDirectory, key));
            Item.SetMetadata("VerifyingKey", path);
            Item.SetMetadata("AtlasKeySha256", File.Exists(path) ? Sha256(path) : "");
        }

        // The compiler's configuration file would take what follows a semicolon for a comment.
        Item.SetMetadata("Dimensions", source.GetMetadata("Dimensions").Replace(';', ','));
        Item.SetMetadata("InputRange", source.GetMetadata("InputRange").Replace(';', ','));
        return true;
    }

    private static string Sha256(string path)
    {
        using var sha = SHA256.Create();
        using FileStream content = File.OpenRead(path);
        return string.Concat(sha.ComputeHash(content).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}

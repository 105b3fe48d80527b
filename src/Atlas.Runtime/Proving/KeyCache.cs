using Atlas.Runtime.Commitments;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Proving keys on disk, one file for each model, plan and reference string: in the folder that ATLAS_CACHE names, else under the user's local application data. Files are written atomically and checked when
/// read; a damaged one is replaced, never trusted. A folder that cannot be written only costs the time of the next set-up.
/// </summary>
public sealed class KeyCache
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string FolderVariable = "ATLAS_CACHE";

    /// <param name="folder">The folder; null for the default one.</param>
    public KeyCache(string? folder = null) => Folder = folder ?? DefaultFolder();

    public string Folder { get; }

    /// <summary>Where the key of a model lies.</summary>
    public string PathOf(ProvableModel model, Srs srs)
    {
        string name = string.Concat(model.Model.Name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        string srsDigest = Convert.ToHexStringLower(srs.Digest(model.Model.LogWidth));
        return Path.Combine(Folder, $"{name}-{model.Model.PlanDigest[..32]}-{srsDigest[..16]}.pk");
    }

    /// <summary>The cached key, or a new one, which is then cached.</summary>
    public ProvingKey GetOrSetup(ProvableModel model, Srs srs, int threads = 0, CancellationToken cancellation = default)
    {
        string path = PathOf(model, srs);
        if (File.Exists(path) && TryLoad(model, srs, path) is { } cached)
        {
            return cached;
        }

        ProvingKey key = ProvingKey.Setup(model, srs, threads, cancellation);
        TrySave(key, path);
        return key;
    }

    private static string DefaultFolder() =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "JoltAtlas", "keys");

    private static ProvingKey? TryLoad(ProvableModel model, Srs srs, string path)
    {
        try
        {
            return ProvingKey.Load(model, srs, path);
        }
        catch (AtlasKeyException)
        {
            return null;   // damaged or stale: the caller sets up again and replaces it
        }
    }

    private static void TrySave(ProvingKey key, string path)
    {
        try
        {
            key.Save(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AtlasTrace.Event($"key not cached: {e.Message}");
        }
    }
}

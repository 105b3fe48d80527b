using Atlas.Runtime.Commitments;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Proving keys on disk, one file for each model, plan and reference string. The folder is the environment variable ATLAS_CACHE, or "atlas" in the
/// user's local application data. A file that can't be used is made anew, never trusted; a folder that can't be written only costs time.
/// </summary>
public sealed class KeyCache
{
    public const string EnvironmentVariable = "ATLAS_CACHE";

    public KeyCache(string? folder = null) => Folder = folder ?? DefaultFolder();

    public string Folder { get; }

    /// <summary>Where a model's key lies.</summary>
    public string PathOf(ProvableModel model, Srs srs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(srs);
        string name = string.Concat(model.Model.Name.Select(static x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' ? x : '_'));
        string digest = Convert.ToHexString(srs.Digest(model.Model.LogWidth));
        return Path.Combine(Folder, $"{name}-{model.Model.PlanDigest[..16]}-{digest[..16]}.atlaspk".ToLowerInvariant());
    }

    public ProvingKey GetOrSetup(ProvableModel model, Srs srs, int threads = 0, CancellationToken cancellationToken = default)
    {
        string path = PathOf(model, srs);
        if (File.Exists(path))
        {
            try
            {
                return ProvingKey.Load(model, srs, path, threads);
            }
            catch (AtlasKeyException)
            {
                File.Delete(path);   // damaged, or of an older version: what follows replaces it
            }
        }

        ProvingKey key = ProvingKey.Setup(model, srs, threads, cancellationToken);
        try
        {
            key.Save(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be written costs the set-up again, not the proof.
            AtlasTrace.Start("key cache not written")?.SetTag("error", error.Message).Dispose();
        }

        return key;
    }

    private static string DefaultFolder() =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "atlas");
}

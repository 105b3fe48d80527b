using Atlas.ModelFiles;
using Atlas.Onnx.Format;

namespace Atlas.Onnx;

/// <summary>Identifies a model by all bytes that it consists of.</summary>
public static class ModelDigest
{
    /// <summary>
    /// SHA-256 in lower-case hexadecimal. Of a model in one file, the file's own. With external data, of: the length of the ONNX file and
    /// its bytes; then for each external file, in ordinal order of name, the length and bytes of its name (UTF-8), the length and bytes of
    /// its content. Lengths are 8 bytes, little-endian.
    /// </summary>
    /// <exception cref="AtlasModelException">The file is damaged, or names external data and <paramref name="external"/> is null.</exception>
    public static string Compute(byte[] onnx, Func<string, byte[]>? external = null)
    {
        IReadOnlyCollection<string> files = ExternalDataFiles(onnx);
        using var hasher = new ModelHasher(onnx, files.Count > 0);
        var data = new Import.ExternalData(external);
        foreach (string file in files)
        {
            hasher.AddExternal(file, data.Open(file));
        }

        return hasher.Finish();
    }

    /// <summary>
    /// Locations, relative to the model, of the files with external data, in ordinal order. Walks the bytes once and copies no tensor.
    /// </summary>
    /// <exception cref="AtlasModelException">The file is damaged.</exception>
    public static IReadOnlyCollection<string> ExternalDataFiles(byte[] onnx) => RawDataLocator.ForModel(onnx).ExternalFiles;
}

#pragma warning disable RS1035 // The one place where files are read: their digests are inputs of the pipeline, and what is read is checked.

namespace Atlas.Generator.Pipeline;

/// <summary>
/// The one class that reads files. A generator may not depend on anything but its inputs; the digests among them stand for the bytes that are read
/// here.
/// </summary>
internal static class ModelFileReader
{
    public static byte[] Read(string path) => File.ReadAllBytes(path);

    /// <summary>A file that an ONNX file names, relative to its folder. Null if it does not exist.</summary>
    public static byte[]? ReadBeside(string path, string name)
    {
        string full = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        return File.Exists(full) ? File.ReadAllBytes(full) : null;
    }
}

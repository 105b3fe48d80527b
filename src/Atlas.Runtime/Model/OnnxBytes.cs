using System.Reflection;
using Atlas.ModelFiles;

namespace Atlas.Runtime.Model;

/// <summary>
/// The bytes of an ONNX file and its external data at run time: embedded as resources, or files beside the program, under the same names. They are
/// those that the code was generated from, or an exception.
/// </summary>
public sealed class OnnxBytes
{
    private readonly byte[] _model;
    private readonly SortedDictionary<string, byte[]> _external;

    private OnnxBytes(byte[] model, SortedDictionary<string, byte[]> external)
    {
        _model = model;
        _external = external;
    }

    /// <summary>The ONNX file.</summary>
    public ReadOnlySpan<byte> Model => _model;

    /// <summary>An external data file by the name that the model has for it.</summary>
    public ReadOnlySpan<byte> this[string name] => _external[name];

    /// <param name="assembly">Where resources are looked for first.</param>
    /// <param name="folder">Prefix of the resources' names, and folder of the files under the program's own.</param>
    /// <param name="sha256">Digest of all files together, 64 hexadecimal digits.</param>
    /// <exception cref="AtlasModelException">A file is missing, or the digest differs.</exception>
    public static OnnxBytes Load(Assembly assembly, string folder, string sha256, string file, params ReadOnlySpan<string> externalFiles)
    {
        byte[] model = Read(assembly, folder, file);
        var external = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string name in externalFiles)
        {
            external.Add(name, Read(assembly, folder, name));
        }

        string digest = Digest(model, external);
        return string.Equals(digest, sha256, StringComparison.OrdinalIgnoreCase)
            ? new OnnxBytes(model, external)
            : throw new AtlasModelException($"The digest of '{file}' is {digest}, the code was generated from {sha256}.");
    }

    private static string Digest(byte[] model, SortedDictionary<string, byte[]> external)
    {
        using var hasher = new ModelHasher(model, external.Count > 0);
        foreach ((string name, byte[] content) in external)
        {
            hasher.AddExternal(name, content);
        }

        return hasher.Finish();
    }

    private static byte[] Read(Assembly assembly, string folder, string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, folder, name);
        try
        {
            using Stream stream = assembly.GetManifestResourceStream($"{folder}/{name}") ?? File.OpenRead(path);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AtlasModelException($"The model file '{name}' is neither a resource of {assembly.GetName().Name} nor readable at '{path}'.", e);
        }
    }
}

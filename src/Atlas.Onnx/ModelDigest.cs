using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IReadOnlyCollection<string> files = ExternalDataFiles(onnx);
        if (files.Count == 0)
        {
            hash.AppendData(onnx);
            return ToHexadecimal(hash.GetHashAndReset());
        }

        Append(hash, onnx);
        var data = new Import.ExternalData(external);
        foreach (string file in files)
        {
            Append(hash, Encoding.UTF8.GetBytes(file));
            Append(hash, data.Open(file));
        }

        return ToHexadecimal(hash.GetHashAndReset());
    }

    /// <summary>
    /// Locations, relative to the model, of the files with external data, in ordinal order. Walks the bytes once and copies no tensor.
    /// </summary>
    /// <exception cref="AtlasModelException">The file is damaged.</exception>
    public static IReadOnlyCollection<string> ExternalDataFiles(byte[] onnx) => RawDataLocator.ForModel(onnx).ExternalFiles;

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string ToHexadecimal(byte[] digest) =>
        string.Concat(digest.Select(static value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
}

using System.Security.Cryptography;
using System.Text;

namespace Atlas.ModelFiles;

/// <summary>
/// SHA-256 of everything that an ONNX model is made of: the file, and for each external data file in ordinal order of names
/// u32le |name| ‖ name ‖ u64le |bytes| ‖ bytes. A model without external data has the digest of its file.
/// The build, the generator and the generated prover compute it with this one class.
/// </summary>
internal sealed class ModelDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 20];

    public static string Compute(byte[] model, IEnumerable<KeyValuePair<string, byte[]>> external)
    {
        using var digest = new ModelDigest();
        digest._hash.AppendData(model);
        foreach (KeyValuePair<string, byte[]> file in external.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            using var stream = new MemoryStream(file.Value, writable: false);
            digest.AddExternal(file.Key, stream);
        }

        return digest.Finish();
    }

    public void AddModel(byte[] model) => _hash.AppendData(model);

    /// <summary>The next external file; callers keep the order of names.</summary>
    public void AddExternal(string name, Stream content)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        AppendInteger((ulong)text.Length, 4);
        _hash.AppendData(text);
        AppendInteger((ulong)content.Length, 8);
        for (int read; (read = content.Read(_buffer, 0, _buffer.Length)) > 0;)
        {
            _hash.AppendData(_buffer, 0, read);
        }
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Finish() => string.Concat(_hash.GetHashAndReset().Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    public void Dispose() => _hash.Dispose();

    private void AppendInteger(ulong value, int bytes)
    {
        var little = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            little[i] = (byte)(value >> (8 * i));
        }

        _hash.AppendData(little);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atlas.ModelFiles;

/// <summary>
/// SHA-256 of all bytes that a model consists of. Of a model in one file, the file's own. With external data, of: length and bytes of the ONNX file;
/// then for each external file, in ordinal order of name, length and bytes of its name (UTF-8), length and bytes of its content. Lengths are 8 bytes,
/// little-endian. Build, compiler and generated prover compute it with this one class.
/// </summary>
internal sealed class ModelHasher : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _last;

    public ModelHasher(byte[] model, bool hasExternalData)
    {
        if (hasExternalData)
        {
            AddLength(model.Length);
        }

        _hash.AppendData(model);
    }

    /// <summary>The next external file; names ascend.</summary>
    public void AddExternal(string name, Stream content)
    {
        if (_last is not null && string.CompareOrdinal(_last, name) >= 0)
        {
            throw new ArgumentException($"'{name}' comes before '{_last}'.", nameof(name));
        }

        _last = name;
        byte[] text = Encoding.UTF8.GetBytes(name);
        AddLength(text.Length);
        _hash.AppendData(text);
        AddLength(content.Length);
        var buffer = new byte[1 << 18];
        for (int read; (read = content.Read(buffer, 0, buffer.Length)) > 0;)
        {
            _hash.AppendData(buffer, 0, read);
        }
    }

    /// <inheritdoc cref="AddExternal(string, Stream)"/>
    public void AddExternal(string name, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        AddExternal(name, stream);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Finish() => string.Concat(_hash.GetHashAndReset().Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));

    public void Dispose() => _hash.Dispose();

    private void AddLength(long length)
    {
        var bytes = new byte[8];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = unchecked((byte)(length >> (8 * i)));
        }

        _hash.AppendData(bytes);
    }
}

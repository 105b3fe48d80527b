using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Atlas.EndToEnd.Tests;

/// <summary>An array of NumPy's file format, version 1, little-endian, row-major.</summary>
internal sealed partial class NpyArray
{
    private readonly byte[] _data;

    private NpyArray(int[] shape, string type, byte[] data)
    {
        Shape = shape;
        Type = type;
        _data = data;
    }

    public int[] Shape { get; }

    /// <summary>"&lt;i8" or "&lt;f4".</summary>
    public string Type { get; }

    public static NpyArray Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int headerLength = bytes[8] | (bytes[9] << 8);
        string header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        string type = TypePattern().Match(header).Groups[1].Value;
        int[] shape = [.. ShapePattern().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static size => int.Parse(size, CultureInfo.InvariantCulture))];
        return new NpyArray(shape, type, bytes[(10 + headerLength)..]);
    }

    public ReadOnlySpan<long> Integers => Cast<long>("<i8");

    public ReadOnlySpan<float> Floats => Cast<float>("<f4");

    private ReadOnlySpan<T> Cast<T>(string type)
        where T : unmanaged
    {
        Assert.Equal(type, Type);
        return MemoryMarshal.Cast<byte, T>(_data);
    }

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();
}

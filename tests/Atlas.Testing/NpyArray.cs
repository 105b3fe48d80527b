using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Atlas.Testing;

/// <summary>An array in NumPy's file format, row-major, of 4- or 8-byte floats or of integers.</summary>
public sealed record NpyArray(long[] Shape, double[] Values)
{
    /// <summary>Reads versions 1 to 3 of the format, little-endian.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such array.</exception>
    public static NpyArray Parse(byte[] bytes)
    {
        if (bytes.Length < 12 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException("not a .npy file");
        }

        int start = bytes[6] == 1 ? 10 : 12;
        int length = bytes[6] == 1 ? BitConverter.ToUInt16(bytes, 8) : BitConverter.ToInt32(bytes, 8);
        string header = Encoding.UTF8.GetString(bytes, start, length);
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new InvalidDataException("column-major arrays are not supported");
        }

        string type = Regex.Match(header, "'descr': '([^']+)'").Groups[1].Value;
        string dimensions = Regex.Match(header, @"'shape': \(([^)]*)\)").Groups[1].Value;
        long[] shape = [.. dimensions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static extent => long.Parse(extent, CultureInfo.InvariantCulture))];
        return new NpyArray(shape, Decode(bytes.AsSpan(start + length), type));
    }

    private static double[] Decode(ReadOnlySpan<byte> data, string type) => type switch
    {
        "<f4" => Convert(MemoryMarshal.Cast<byte, float>(data)),
        "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
        "<i8" => Convert(MemoryMarshal.Cast<byte, long>(data)),
        "<i4" => Convert(MemoryMarshal.Cast<byte, int>(data)),
        "|u1" or "|b1" => Convert(data),
        "|i1" => Convert(MemoryMarshal.Cast<byte, sbyte>(data)),
        _ => throw new InvalidDataException($"element type '{type}' is not supported"),
    };

    private static double[] Convert<T>(ReadOnlySpan<T> values)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = double.CreateChecked(values[i]);
        }

        return result;
    }
}

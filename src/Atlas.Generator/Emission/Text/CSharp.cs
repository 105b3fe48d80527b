using System.Globalization;
using System.Numerics;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Atlas.Generator.Emission.Text;

/// <summary>C# expressions of values; culture and platform do not matter.</summary>
internal static class CSharp
{
    private static readonly BigInteger Int128Low = -(BigInteger.One << 127), Int128High = (BigInteger.One << 127) - 1;

    public static string String(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Integer(long value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture);

    public static string Boolean(bool value) => value ? "true" : "false";

    /// <summary>A double that reads back bit for bit.</summary>
    public static string Double(double value)
    {
        if (value == 0)
        {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool isExact = double.Parse(text, CultureInfo.InvariantCulture).Equals(value);   // not always on the .NET Framework
        return WithPoint(isExact ? text : value.ToString("G17", CultureInfo.InvariantCulture));
    }

    /// <summary>An integer as an expression of type Int128, or of one that converts to it.</summary>
    public static string Int128(BigInteger value)
    {
        if (long.MinValue <= value && value <= long.MaxValue)
        {
            return Integer((long)value);
        }

        if (value < Int128Low || value > Int128High)
        {
            throw new ArgumentOutOfRangeException(nameof(value), "The compiler keeps integers within 127 bits.");
        }

        return PowerOfTwo(value) is { } power
            ? $"{(value.Sign < 0 ? "-" : "")}(Int128.One << {power})"
            : $"Int128.Parse(\"{value.ToString(CultureInfo.InvariantCulture)}\", CultureInfo.InvariantCulture)";
    }

    /// <summary>An integer as an element of the scalar field.</summary>
    public static string Fr(BigInteger value)
    {
        if (value.IsZero || value.IsOne)
        {
            return value.IsZero ? "Fr.Zero" : "Fr.One";
        }

        return long.MinValue < value && value <= long.MaxValue ? $"Fr.FromInt64({Integer((long)value)})" : $"Fr.FromInt128({Int128(value)})";
    }

    /// <summary>[1, 2, 3].</summary>
    public static string List(IEnumerable<int> values) => $"[{string.Join(", ", values.Select(static v => Integer(v)))}]";

    public static string List(IEnumerable<long> values) => $"[{string.Join(", ", values.Select(Integer))}]";

    /// <summary>Arguments after a comma: ", 1, 2".</summary>
    public static string Tail(IEnumerable<int> values) => string.Concat(values.Select(static v => ", " + Integer(v)));

    /// <summary>Text for a comment of one line. Names come from model files and may hold anything.</summary>
    public static string Comment(string text)
    {
        var line = new StringBuilder();
        foreach (char c in text)
        {
            bool breaks = char.IsControl(c) || c is '\u2028' or '\u2029';
            line.Append(breaks ? ' ' : c);
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Text for a documentation comment of one line.</summary>
    public static string Xml(string text) => Comment(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string WithPoint(string text) => text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;

    private static int? PowerOfTwo(BigInteger value)
    {
        BigInteger magnitude = BigInteger.Abs(value);
        if (!(magnitude & (magnitude - 1)).IsZero)
        {
            return null;
        }

        int power = 0;
        while (magnitude >> power != 1)
        {
            power++;
        }

        return power;
    }
}

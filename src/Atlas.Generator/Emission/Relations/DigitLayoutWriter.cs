using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Relations;

/// <summary>A digit layout as a struct of constants, its split into digits unrolled.</summary>
internal static class DigitLayoutWriter
{
    public static void Write(IndentedWriter writer, DigitLayout layout, string name)
    {
        var digits = layout.Digits;
        writer.Summary(Describe(layout));
        using (writer.Block($"internal readonly struct {name} : IDigitLayout"))
        {
            writer.Line($"public static int Count => {Text(digits.Length)};");
            writer.Line();
            writer.Line($"public static ReadOnlySpan<byte> Offsets => {CSharp.List(digits.Select(static d => d.Offset))};");
            writer.Line();
            writer.Line($"public static ReadOnlySpan<byte> Widths => {CSharp.List(digits.Select(static d => d.Width))};");
            writer.Line();
            writer.Line($"public static int Shift => {Text(layout.Shift)};");
            writer.Line();
            writer.Line($"public static long BetaOut => {CSharp.Int128(layout.BetaOut)};");
            writer.Line();
            writer.Line($"public static long Beta => {CSharp.Int128(layout.Beta)};");
            writer.Line();
            using (writer.Block("public static void Split(ulong value, Span<byte> digits, int stride)"))
            {
                for (int c = 0; c < digits.Length; c++)
                {
                    writer.Line($"digits[{Place(c)}] = (byte)({Shifted(digits[c].Offset)} & {Text((1 << digits[c].Width) - 1)});");
                }
            }
        }
    }

    private static string Describe(DigitLayout layout)
    {
        string rounding = layout.Shift == 0 ? "" : $", {Text(layout.Shift)} of them {(layout.Rounds ? "rounded away" : "cut off")}";
        return $"{Text(layout.TotalBits)} bits in {Text(layout.Count)} digits{rounding}.";
    }

    private static string Place(int digit) => digit switch
    {
        0 => "0",
        1 => "stride",
        _ => $"{Text(digit)} * stride",
    };

    private static string Shifted(int offset) => offset == 0 ? "value" : $"(value >> {Text(offset)})";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

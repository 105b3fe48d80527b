using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Relations;

/// <summary>Linear functionals of a site's digits as expressions.</summary>
internal static class FunctionalCode
{
    public static string Create(DigitFunctional functional, string site) => functional switch
    {
        AccumulatorFunctional => $"DigitFunctional.Accumulator({site})",
        OutputFunctional output => $"DigitFunctional.Output({site}, {CSharp.Fr(output.Slope)}, {CSharp.Fr(output.Constant)})",
        TestFunctional test => $"DigitFunctional.Test({site}, {CSharp.Integer(test.Digit)}, {CSharp.List(test.Values)})",
        _ => throw new NotSupportedException($"No code for {functional.GetType().Name}."),
    };
}

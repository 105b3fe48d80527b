using Atlas.Runtime;
using Consumer.Models;

namespace Consumer;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        float[] x = [1, -1, 0.5f, 2];
        TinyProof tiny = TinyProver.Prove(x);
        OutsideProof outside = OutsideProver.Prove(x);
        TinyProvingKey.Cached().Verifying.Save(arguments[0]);
        bool loaded = TinyVerifier.Load(File.ReadAllBytes(arguments[0])).Verify(tiny, x);
        bool other = OutsideVerifier.Load(OutsideProvingKey.Cached().Verifying.Encode()).Verify(outside, x);
        Console.WriteLine($"tiny {TinyModel.OnnxSha256} {loaded} {string.Join(' ', tiny.Outputs.YIntegers)}");
        Console.WriteLine($"outside {OutsideModel.OnnxSha256} {other} {string.Join(' ', outside.Outputs.YIntegers)}");
        Console.WriteLine($"embedded {Embedded(tiny, x)}");
        return 0;
    }

    private static string Embedded(TinyProof proof, float[] x)
    {
        try
        {
            return TinyVerifier.Verify(proof, x) ? "True" : "False";
        }
        catch (AtlasKeyException)
        {
            return "no key";
        }
    }
}

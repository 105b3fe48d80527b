using Atlas.EndToEnd.Models;
using Atlas.Verifying;

namespace Atlas.EndToEnd.Tests.Readme;

/// <summary>The README's code, compiled and run. The regions are what it prints, and a test compares them.</summary>
internal static class QuickStart
{
    public static void Prove(float[] image)
    {
        // <prove>
        DigitsMlpProof proof = DigitsMlpProver.Prove(image);     // runs the model and proves its outputs
        File.WriteAllBytes("digits.proof", proof.Bytes);         // the outputs are in it
        // </prove>
    }

    public static void WriteKey()
    {
        // <key>
        DigitsMlpProvingKey.Setup().Verifying.Save("digits-mlp.vk");
        // </key>
    }

    public static float[]? Verify(float[] image)
    {
        // <verify>
        DigitsMlpVerifier verifier = DigitsMlpVerifier.Load(File.ReadAllBytes("digits-mlp.vk"));
        VerificationResult result = verifier.Verify(File.ReadAllBytes("digits.proof"), image);
        if (!result)
        {
            Console.WriteLine(result.Rejection);                 // which check failed, what was expected
            return null;
        }

        DigitsMlpOutputs outputs = DigitsMlpOutputs.FromIntegers(result.Outputs);
        return outputs.Scores;                                   // the proven scores
        // </verify>
    }
}

using System.Globalization;
using Atlas.Runtime;
using Atlas.Samples.Language;
using Atlas.Verifying;

namespace Atlas.Samples.Verifier;

/// <summary>
/// The relying party's program: the proof is valid for this text, and every character after the prompt is the model's greedy choice. It has neither the model nor its weights.
/// GeneratedVerifier is the project's own class by an alias that Verifier.props makes.
/// </summary>
internal static class VerifierProgram
{
    /// <returns>0 accepted, 1 rejected, 2 usage, unreadable files or an unusable key.</returns>
    public static int Run(string[] args, Alphabet alphabet, int length)
    {
        if (args.Length != 4 || !int.TryParse(args[3], NumberStyles.None, CultureInfo.InvariantCulture, out int promptLength) || promptLength < 1)
        {
            Console.Error.WriteLine("usage: <verifying key> <proof> <text> <characters of the prompt>");
            return 2;
        }

        try
        {
            string text = File.ReadAllText(args[2]);
            if (promptLength > text.Length)
            {
                throw new FormatException($"The text has {text.Length} characters, fewer than the prompt's {promptLength}.");
            }

            long[] tokens = alphabet.Window(text, length);
            (string? rejection, long[] logits) = Check(File.ReadAllBytes(args[0]), File.ReadAllBytes(args[1]), tokens);
            rejection ??= Deviation(alphabet, logits, tokens, promptLength, text.Length);
            Console.WriteLine(rejection is null ? $"verified: the last {text.Length - promptLength} characters are the model's" : $"rejected: {rejection}");
            return rejection is null ? 0 : 1;
        }
        catch (Exception exception) when (exception is AtlasException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static (string? Rejection, long[] Logits) Check(byte[] verifyingKey, byte[] proof, long[] tokens)
    {
        // The key file comes from the prover: it counts only if it is the key that this program was built with.
        string pinned = Convert.ToHexString(GeneratedVerifier.Default.Key.Digest);
        var verifier = GeneratedVerifier.Load(verifyingKey, new VerifierOptions { PinnedKeyDigest = pinned });
        VerificationResult result = verifier.Verify(proof, tokens);
        return (result.Rejection?.ToString(), result.IsValid ? result.Outputs[0] : []);
    }

    private static string? Deviation(Alphabet alphabet, long[] logits, long[] tokens, int start, int end)
    {
        int position = GreedyDecoding.FirstDeviation(logits, alphabet.Count, tokens, start, end);
        return position < 0 ? null : $"character {position} is not the model's choice";
    }
}

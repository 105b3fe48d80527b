namespace Atlas.Samples;

/// <summary>The files that go to the relying party.</summary>
public sealed class ProofFolder(string folder, string model)
{
    public string Proof { get; } = Path.GetFullPath(Path.Combine(folder, $"{model}.proof"));

    public string VerifyingKey { get; } = Path.GetFullPath(Path.Combine(folder, $"{model}.vk"));

    /// <summary>The proven text: prompt and continuation.</summary>
    public string Text { get; } = Path.GetFullPath(Path.Combine(folder, $"{model}.txt"));

    public void Write(byte[] proof, byte[] verifyingKey, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Proof)!);
        File.WriteAllBytes(Proof, proof);
        File.WriteAllBytes(VerifyingKey, verifyingKey);
        File.WriteAllText(Text, text);
    }
}

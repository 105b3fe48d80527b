using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;

namespace Atlas.Soundness.Tests.Malicious;

/// <summary>A transcript that does not absorb messages of some labels, and remembers its challenges.</summary>
internal sealed class FrozenTranscript(params string[] labels) : ReferenceTranscript
{
    /// <summary>Challenges by label, in order.</summary>
    public Dictionary<string, List<Fr>> Drawn { get; } = [];

    public override void Absorb(byte tag, string label, byte[] data)
    {
        if (!labels.Contains(label))
        {
            base.Absorb(tag, label, data);
        }
    }

    public override Fr Challenge(string label) => Remember(label, base.Challenge(label));

    public override Fr FullChallenge(string label) => Remember(label, base.FullChallenge(label));

    private Fr Remember(string label, Fr challenge)
    {
        if (!Drawn.TryGetValue(label, out List<Fr>? drawn))
        {
            Drawn.Add(label, drawn = []);
        }

        drawn.Add(challenge);
        return challenge;
    }
}

using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Transcripts;
using Atlas.Verifying;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>One lie at a time, everything after it consistent with it: the prover goes through, the verifier rejects.</summary>
public class LyingProverTests
{
    private const int LogWidth = 7;

    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Digits_OfEverySite_ChangedOrMissingOrInThePadding_AreRejected(string name)
    {
        var run = new Run(name);
        foreach (SiteCommitment commitment in run.Model.Model.Sites)
        {
            Site site = commitment.Site;
            HashSet<int> valid = [.. site.Shape.ValidCells()];
            int inside = valid.Last(), outside = Enumerable.Range(0, site.Shape.PaddedSize).FirstOrDefault(e => !valid.Contains(e), -1);
            for (int c = 0; c < site.Count; c++)
            {
                run.AssertRejected(new DigitLie(site.Id, c, inside, static digit => (byte)((digit + 1) % Site.K)));
                run.AssertRejected(new DigitLie(site.Id, c, inside, static _ => Site.NoDigit));
                if (outside >= 0)
                {
                    run.AssertRejected(new DigitLie(site.Id, c, outside, static _ => 0));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_ChangedInItsLastScalar_IsRejected(string name)
    {
        var run = new Run(name);
        int messages = run.Log().Count(static record => record.Tag == AbsorbTag.Scalars && record.Length > 0);
        Assert.InRange(messages, 5, 500);
        for (int i = 0; i < messages; i += 1 + (messages / 60))
        {
            run.AssertRejected(new MessageLie(i));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Points_AnyMessage_WithOneReplaced_IsRejected(string name)
    {
        var run = new Run(name);
        int messages = run.Log().Count(static record => record.Tag == AbsorbTag.Points && record.Length > 0);
        for (int i = 0; i < messages; i++)
        {
            run.AssertRejected(new PointLie(i));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_OffByOne_IsRejected(string name)
    {
        var run = new Run(name);
        foreach (Port output in run.Model.Model.Outputs)
        {
            run.AssertRejected(new TensorLie(output.Tensor.Id, output.Tensor.ValidCells().Last()));
        }
    }

    [Theory]
    [InlineData("layernorm", 0, 1)]
    [InlineData("layernorm", 0, -1)]
    [InlineData("softmax", 0, 1)]
    [InlineData("softmax", 2, 1)]
    [InlineData("softmax", 2, -1)]
    public void Advice_OffByOne_IsRejected(string name, int site, int difference) => new Run(name).AssertRejected(new AdviceLie(site, difference));

    [Theory]
    [InlineData("table")]
    [InlineData("softmax")]
    [InlineData("gather")]
    [InlineData("linear")]
    public void Constant_OtherThanTheKeys_IsRejected(string name)
    {
        var run = new Run(name);
        run.AssertRejected(new ConstantLie(run.Model.Model.Constants[0].Tensor.Id));
    }

    [Fact]
    public void Combined_OtherThanTheCommitments_IsRejected() => new Run("linear").AssertRejected(new CombinedLie());

    private sealed class Run
    {
        private readonly ProverEngine _engine;
        private readonly ModelVerifier _verifier;
        private readonly long[][] _inputs;

        public Run(string name)
        {
            (Model, ProvingKey key, _inputs) = ProverTests.Prepare(name, LogWidth);
            _engine = new ProverEngine(Model, key, new ProverOptions { Threads = 1 });
            _verifier = new ModelVerifier(Model.Model, key.Verifying, new VerifierOptions { AcceptInsecureDevelopmentKey = true });
            Assert.True(_verifier.Verify(Prove(new Tamper()), _inputs));
        }

        public ProvableModel Model { get; }

        public List<AbsorbRecord> Log()
        {
            var log = new List<AbsorbRecord>();
            _engine.Prove(_inputs, default, null, default, null, log);
            return log;
        }

        public void AssertRejected(Tamper tamper) => Assert.False(_verifier.Verify(Prove(tamper), _inputs), tamper.ToString());

        private byte[] Prove(Tamper tamper) => _engine.Prove(_inputs, default, null, default, tamper, null).Bytes;
    }

    private sealed class DigitLie(int site, int c, int element, Func<byte, byte> change) : Tamper
    {
        public override void Digits(int id, Span<byte> digits, int stride)
        {
            if (id == site)
            {
                digits[(c * stride) + element] = change(digits[(c * stride) + element]);
            }
        }

        public override string ToString() => $"site {site}, digit {c}, element {element}";
    }

    private sealed class MessageLie(int index) : Tamper
    {
        private int _next;
        private string _label = "";

        public override void Message(string label, Span<Fr> values)
        {
            if (values.Length > 0 && _next++ == index)
            {
                values[^1] += Fr.One;
                _label = label;
            }
        }

        public override string ToString() => _label;
    }

    private sealed class PointLie(int index) : Tamper
    {
        private int _next;
        private string _label = "";

        public override void Points(string label, Span<G1Affine> values)
        {
            if (values.Length > 0 && _next++ == index)
            {
                values[^1] = values[^1] == G1Affine.Generator ? -G1Affine.Generator : G1Affine.Generator;
                _label = label;
            }
        }

        public override string ToString() => _label;
    }

    private sealed class TensorLie(int tensor, int cell) : Tamper
    {
        public override void Tensor(int id, Span<long> values)
        {
            if (id == tensor)
            {
                values[cell]++;
            }
        }
    }

    private sealed class AdviceLie(int site, int difference) : Tamper
    {
        public override void Advice(int id, Span<long> values)
        {
            if (id == site)
            {
                values[0] += difference;
            }
        }
    }

    private sealed class ConstantLie(int tensor) : Tamper
    {
        public override long[]? TableValues(int id, ReadOnlySpan<long> values) => id == tensor ? [.. values.ToArray().Select(static v => v + 1)] : null;
    }

    private sealed class CombinedLie : Tamper
    {
        public override void Combined(OpeningStatement statement, Span<Fr> cells) => cells[3] += Fr.One;
    }
}

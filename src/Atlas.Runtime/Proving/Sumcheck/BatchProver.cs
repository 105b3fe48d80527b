using System.Diagnostics;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The prover's side of a batch: Σ_i β^i·2^{-k_i}·g_i. A member that has not begun contributes half of its claim in each round (docs/protocol.md §5).
/// </summary>
internal sealed class BatchProver : IRoundProver
{
    private readonly SumBatch _batch;
    private readonly Activity? _activity;
    private readonly MemberTimes _times;
    private readonly SumProver[] _members;
    private readonly Fr[] _claims;
    private readonly Fr[] _scales;
    private readonly Fr[][] _polynomials;

    public BatchProver(SumBatch batch, SumProverFactory factory, RelationReport? report)
    {
        _batch = batch;
        _activity = AtlasTrace.StartBatch(batch.Label);
        report?.NextBatch();
        _times = new MemberTimes(batch, report);
        int count = batch.Sums.Count;
        _members = new SumProver[count];
        _claims = new Fr[count];
        _scales = new Fr[count];
        _polynomials = new Fr[count][];
        for (int i = 0; i < count; i++)
        {
            long began = _times.Start();
            _members[i] = factory.Create(batch.Sums[i]);
            _times.Stop(i, began);
            _claims[i] = batch.Sums[i].Claim;
            _scales[i] = batch.Powers[i];
        }

        Close(round: -1);
    }

    public Fr[] Round(int round)
    {
        var total = new Fr[_batch.Degree(round) + 1];
        for (int i = 0; i < _members.Length; i++)
        {
            Sum sum = _batch.Sums[i];
            int own = round - _batch.Skipped(sum);
            if (own < 0)
            {
                _scales[i] *= Fr.Half;
                total[0] += _scales[i] * _claims[i];
                continue;
            }

            Fr[] polynomial = _polynomials[i] = new Fr[sum.Degrees[own] + 1];
            long began = _times.Start();
            _members[i].Round(_claims[i], polynomial);
            _times.Stop(i, began);
            for (int k = 0; k < polynomial.Length; k++)
            {
                total[k] += _scales[i] * polynomial[k];
            }
        }

        return total;
    }

    public void Bind(int round, Fr challenge, Fr claim)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < _members.Length; i++)
        {
            if (round >= _batch.Skipped(_batch.Sums[i]))
            {
                _claims[i] = RoundPolynomial.Horner(_polynomials[i], challenge);
                long began = _times.Start();
                _members[i].Bind(challenge);
                _times.Stop(i, began);
            }

            sum += _scales[i] * _claims[i];
        }

        if (sum != claim)
        {
            // A message was a lie: it is booked on the first member, so that what follows is consistent with it.
            _claims[0] += (claim - sum) * _scales[0].Invert();
        }

        Close(round);
    }

    public Fr[] Finals(int member)
    {
        long began = _times.Start();
        Fr[] values = _members[member].Finals();
        _members[member].Dispose();
        _times.Stop(member, began);
        _times.Finish(member);
        return values;
    }

    private void Close(int round)
    {
        if (round == _batch.RoundCount - 1)
        {
            _activity?.Dispose();
        }
    }
}

using System.Diagnostics;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The integers of every tensor and the digits of every site, computed once from inputs to outputs by the emitted forward pass. The integer function
/// is exact: an operation is done in 64 bits where its operands' magnitudes allow it, else in checked 128 bits; nothing wraps.
/// </summary>
public sealed partial class Witness : IDisposable
{
    /// <summary>Largest magnitude of a sum that is taken in 64 bits; half of what would fit, so that rounding of the bound does not matter.</summary>
    private const double NarrowLimit = 1L << 62;

    private readonly CompiledModel _model;
    private readonly ConstantStore _constants;
    private readonly IntegerTensor?[] _tensors;
    private readonly SortedDictionary<int, SiteDigits> _digits = [];
    private readonly SortedDictionary<int, int[]> _entries = [];
    private readonly WitnessMemory _memory = new();
    private readonly int _threads;
    private readonly CancellationToken _cancellation;
    private readonly Tamper? _tamper;
    private readonly RelationReport? _report;
    private long _lastSet = Stopwatch.GetTimestamp();

    internal Witness(
        CompiledModel model, ConstantStore constants, int threads, CancellationToken cancellation, Tamper? tamper = null, RelationReport? report = null)
    {
        _model = model;
        _constants = constants;
        _threads = threads;
        _cancellation = cancellation;
        _tamper = tamper;
        _report = report;
        _tensors = new IntegerTensor?[model.TensorCount];
    }

    /// <summary>Computes everything for the given inputs (true elements, normalised).</summary>
    internal static Witness Run(
        ProvableModel model,
        ConstantStore constants,
        long[][] inputs,
        int threads,
        CancellationToken cancellation,
        Tamper? tamper = null,
        RelationReport? report = null)
    {
        var witness = new Witness(model.Model, constants, threads, cancellation, tamper, report);
        for (int i = 0; i < inputs.Length; i++)
        {
            TensorInfo input = model.Model.Inputs[i].Tensor;
            witness.Set(input, ProofStatement.Pad(input, inputs[i]));
        }

        model.Forward(witness);
        return witness;
    }

    /// <summary>Gives the tables' memory back; nothing may be read any more.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>The output tensors' true elements, row-major.</summary>
    internal long[][] Outputs()
    {
        var outputs = new long[_model.Outputs.Length][];
        for (int i = 0; i < outputs.Length; i++)
        {
            TensorInfo info = _model.Outputs[i].Tensor;
            long[] cells = Tensor(info).Array;
            outputs[i] = [.. info.Box().Select(cell => cells[cell])];
        }

        return outputs;
    }

    internal IntegerTensor Tensor(TensorInfo info)
    {
        if (_tensors[info.Id] is { } own)
        {
            return own;
        }

        IntegerTensor constant = _constants.Find(info.Id) ?? throw new InvalidOperationException($"{info} is read before it is computed.");
        if (_tamper?.TableValues(info.Id, constant.Cells) is { } values)
        {
            constant = new IntegerTensor(info, values);
        }

        return _tensors[info.Id] = constant;
    }

    internal SiteDigits Digits(Site site) =>
        _digits.TryGetValue(site.Id, out SiteDigits? digits) ? digits : throw new InvalidOperationException($"The digits of {site.Label} are not there.");

    /// <summary>The table entry of each element of a table's site, as <see cref="TableIndex"/> has it.</summary>
    internal ReadOnlySpan<int> Entries(Site site) => _entries[site.Id];

    private void Set(TensorInfo info, long[] cells)
    {
        _cancellation.ThrowIfCancellationRequested();
        _tamper?.Tensor(info.Id, cells);
        Set(new IntegerTensor(info, cells));
    }

    private void Set(TensorInfo info, Int128[] cells)
    {
        _cancellation.ThrowIfCancellationRequested();
        IntegerTensor tensor = IntegerTensor.FromWide(info, cells);
        if (_tamper is not null && tensor.IsNarrow)
        {
            _tamper.Tensor(info.Id, tensor.Array);
            tensor = new IntegerTensor(info, tensor.Array);
        }

        Set(tensor);
    }

    /// <summary>Each node ends here, so that the time since the node before it is its own.</summary>
    private void Set(IntegerTensor tensor)
    {
        _tensors[tensor.Info.Id] = tensor;
        if (_report is not null)
        {
            _report.AddSince(_lastSet, tensor.Info.Label, "witness");
            _lastSet = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Runs a body over ranges of the rows of a shape, on several threads if the shape is large.</summary>
    private void OverRows(TensorInfo shape, Action<int, int> body)
    {
        int rows = RowCursor.RowsOf(shape);
        StaticPartition.For(shape.PaddedSize < 1 << 13 ? 1 : _threads, rows, (start, end, _) => body(start, end));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Diagnostics;

namespace Atlas.Generator.Pipeline;

/// <summary>Which classes are generated.</summary>
internal enum EmitParts
{
    All,

    /// <summary>The verifier alone, without weights or prover.</summary>
    Verifier,
}

/// <summary>The options of a model, parsed. Bad ones are collected as diagnostics.</summary>
internal sealed class ModelOptions
{
    private readonly ModelReference _model;
    private readonly List<DiagnosticInfo> _faults = [];

    private ModelOptions(ModelReference model)
    {
        _model = model;
        Plan = new PlanOptions();
    }

    public PlanOptions Plan { get; private set; }

    public EmitParts Emit { get; private set; }

    public IReadOnlyList<DiagnosticInfo> Faults => _faults;

    public static ModelOptions Parse(ModelReference model)
    {
        var options = new ModelOptions(model);
        options.ParseNames();
        options.ParsePlan();
        return options;
    }

    private void ParseNames()
    {
        if (!Naming.IsIdentifier(_model.ClassName))
        {
            Fault("ClassName", _model.ClassName, "it must be a C# identifier");
        }

        if (!Naming.IsNamespace(_model.Namespace))
        {
            Fault("Namespace", _model.Namespace, "it must be C# identifiers separated by dots");
        }

        if (_model.Emit is not ("" or nameof(EmitParts.All) or nameof(EmitParts.Verifier)))
        {
            Fault("Emit", _model.Emit, "it is All or Verifier");
        }

        Emit = _model.Emit == nameof(EmitParts.Verifier) ? EmitParts.Verifier : EmitParts.All;
    }

    private void ParsePlan()
    {
        var defaults = new PlanOptions();
        Plan = defaults with
        {
            ScaleBits = Integer("ScaleBits", _model.ScaleBits, 4, 20, defaults.ScaleBits),
            WeightBits = Integer("WeightBits", _model.WeightBits, 8, 16, defaults.WeightBits),
            CommitmentWidth = Integer("CommitmentWidth", _model.CommitmentWidth, 8, 28, defaults.CommitmentWidth),
            Dimensions = ParseDimensions(),
            InputRanges = ParseRanges(),
        };
    }

    private int Integer(string option, string text, int low, int high, int byDefault)
    {
        if (text.Length == 0)
        {
            return byDefault;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && low <= value && value <= high)
        {
            return value;
        }

        Fault(option, text, $"it is an integer from {low} to {high}");
        return byDefault;
    }

    private ImmutableArray<DimensionBinding> ParseDimensions()
    {
        var bindings = ImmutableArray.CreateBuilder<DimensionBinding>();
        foreach (string entry in Entries(_model.Dimensions))
        {
            int equals = entry.LastIndexOf('=');
            if (equals > 0 && long.TryParse(entry.Substring(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long size) && size > 0)
            {
                bindings.Add(new DimensionBinding(entry.Substring(0, equals), size));
            }
            else
            {
                Fault("Dimensions", _model.Dimensions, $"'{entry}' is not of the form name=size");
            }
        }

        return bindings.ToImmutable();
    }

    private ImmutableArray<InputRange> ParseRanges()
    {
        var ranges = ImmutableArray.CreateBuilder<InputRange>();
        foreach (string entry in Entries(_model.InputRange))
        {
            int equals = entry.LastIndexOf('='), colon = entry.LastIndexOf(':');
            if (equals > 0 && colon > equals
                && double.TryParse(entry.Substring(equals + 1, colon - equals - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
                && double.TryParse(entry.Substring(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
                && low <= high)
            {
                ranges.Add(new InputRange(entry.Substring(0, equals), low, high));
            }
            else
            {
                Fault("InputRange", _model.InputRange, $"'{entry}' is not of the form name=low:high with low ≤ high");
            }
        }

        return ranges.ToImmutable();
    }

    private static IEnumerable<string> Entries(string list) =>
        list.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(static entry => entry.Trim()).Where(static entry => entry.Length > 0);

    private void Fault(string option, string value, string rule) =>
        _faults.Add(DiagnosticInfo.Create(AtlasDiagnostics.InvalidOption, _model.Path, option, value, rule));
}

using Atlas.Onnx.Operators;
using Xunit.Abstractions;

namespace Atlas.Onnx.Tests.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;

    /// <summary>Opset 6 broadcasts by the attributes <c>broadcast</c> and <c>axis</c>, which were given up with opset 7.</summary>
    private static readonly string[] Refused =
    [
        "pytorch-converted/test_GLU", "pytorch-converted/test_GLU_dim", "pytorch-converted/test_Linear",
        "pytorch-converted/test_PoissonNLLLLoss_no_reduce", "pytorch-converted/test_Softsign", "pytorch-operator/test_operator_add_broadcast",
        "pytorch-operator/test_operator_add_size1_broadcast", "pytorch-operator/test_operator_add_size1_right_broadcast",
        "pytorch-operator/test_operator_add_size1_singleton_broadcast", "pytorch-operator/test_operator_addconstant",
        "pytorch-operator/test_operator_addmm", "pytorch-operator/test_operator_basic", "pytorch-operator/test_operator_max",
        "pytorch-operator/test_operator_min", "pytorch-operator/test_operator_mm", "pytorch-operator/test_operator_non_float_params",
        "pytorch-operator/test_operator_params", "pytorch-operator/test_operator_pow",
    ];

    /// <summary>Operators that none of the small cases of the backend tests has; their own tests stand for them.</summary>
    private static readonly string[] WithoutCase =
    [
        "Atanh", "BitwiseOr", "Cosh", "DepthToSpace", "GlobalLpPool", "GreaterOrEqual", "Hardmax", "InstanceNormalization", "LessOrEqual",
        "LpNormalization", "Mean", "Mish", "QLinearConv", "Sign", "Softsign", "Swish",
    ];

    [Fact]
    public void Executor_OnBackendTests_MatchesReferences()
    {
        string[] wrong =
        [
            .. ConformanceCase.All().Where(static known => !Refused.Contains(known.Name) && known.LargestError() > Tolerance).Select(static known => known.Name),
        ];

        Assert.Empty(wrong);
    }

    /// <summary>The number of cases for each operator; the output of this test is the table.</summary>
    [Fact]
    public void BackendTests_CoverEveryOperator()
    {
        ILookup<string, string> cases = ConformanceCase.All()
            .Where(static known => !Refused.Contains(known.Name))
            .SelectMany(static known => known.Operators().Distinct(), static (known, type) => (known.Name, Type: type))
            .ToLookup(static pair => pair.Type, static pair => pair.Name);
        string[] operators = [.. OperatorRegistry.All.Select(static known => known.Name)];
        foreach (string type in operators)
        {
            output.WriteLine($"{type,-24} {cases[type].Count()}");
        }

        output.WriteLine($"{operators.Length} operators, {cases.SelectMany(static group => group).Distinct().Count()} cases");
        Assert.Equal(WithoutCase, operators.Where(type => !cases[type].Any()));
    }

    [Fact]
    public void Import_OldBroadcasting_NamesTheFirstOpset() => Assert.All(ConformanceCase.All().Where(static known => Refused.Contains(known.Name)), static known =>
    {
        AtlasModelException error = Assert.Throws<AtlasModelException>(() => known.LargestError());
        Assert.Contains("of opset 6; supported from opset", error.Message, StringComparison.Ordinal);
    });
}

using System.IO.Compression;

namespace Atlas.Onnx.Tests.Conformance;

public sealed class ConformanceTests
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

    [Fact]
    public void Executor_OnBackendTests_MatchesReferences()
    {
        using ZipArchive archive = ConformanceCase.OpenArchive();
        string[] names = [.. ConformanceCase.Names(archive)];

        string[] wrong = [.. names.Except(Refused).Where(name => new ConformanceCase(archive, name).LargestError() > Tolerance)];

        Assert.True(names.Length > 250);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Import_OldBroadcasting_NamesTheFirstOpset()
    {
        using ZipArchive archive = ConformanceCase.OpenArchive();

        Assert.All(Refused, name =>
        {
            AtlasModelException error = Assert.Throws<AtlasModelException>(() => new ConformanceCase(archive, name).LargestError());
            Assert.Contains("of opset 6; supported from opset", error.Message, StringComparison.Ordinal);
        });
    }
}

using Atlas.Onnx.Operators;

namespace Atlas.Onnx.Tests.Operators;

public sealed class RegistryTests
{
    [Fact]
    public void Registry_HasEveryOperatorClassOnce()
    {
        string[] classes = [.. typeof(Operator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract)
            .Select(static type => type.Name)
            .Order(StringComparer.Ordinal)];

        Assert.Equal(classes, OperatorRegistry.All.Select(static known => known.GetType().Name).Order(StringComparer.Ordinal));
        Assert.All(OperatorRegistry.All, static known => Assert.Equal(known.Name + "Operator", known.GetType().Name));
    }
}

using Atlas.Bench;
using BenchmarkDotNet.Running;

if (args is ["models", ..])
{
    return ModelBenchmark.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(FieldBenchmarks).Assembly).Run(args);
return 0;

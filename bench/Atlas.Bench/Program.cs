using Atlas.Bench.Compare;
using Atlas.Bench.Macro;
using Atlas.Bench.Micro;
using Atlas.Bench.Peer;

// Usage: bench/README.md.
return args switch
{
    ["models", .. var rest] => ModelBenchmark.Run(rest),
    ["compare", .. var rest] => CompareBenchmark.Run(rest),
    ["peer", .. var rest] => PeerBenchmark.Run(rest),
    ["micro", .. var rest] => MicroBenchmark.Run(rest),
    _ => MicroBenchmark.Run(args),
};

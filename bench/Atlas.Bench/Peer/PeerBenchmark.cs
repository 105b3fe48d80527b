using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Atlas.Bench.Micro;
using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Pairings;

namespace Atlas.Bench.Peer;

/// <summary>Multi-scalar multiplication and pairing beside other BN254 libraries (bench/peer), measured one after the other on the same machine.</summary>
internal static class PeerBenchmark
{
    private const int Smallest = 10, Runs = 9;

    /// <param name="args">--folder FOLDER (bench/peer, after "npm ci"), --largest N (15: log2 of the largest multi-scalar multiplication), --result FILE.</param>
    public static int Run(string[] args)
    {
        var arguments = new Arguments(args);
        int largest = Math.Clamp(arguments.Number("--largest", 15), Smallest, 15);
        JsonObject peers = Peers(arguments.Text("--folder", Path.Combine("bench", "peer")), largest);
        var ours = new Dictionary<int, JsonObject> { [1] = Ours(1, largest), [2] = Ours(2, largest) };
        foreach (JsonNode? peer in peers["results"]!.AsArray())
        {
            Print(peer!.AsObject(), ours[peer["threads"]!.GetValue<int>() == 1 ? 1 : 2]);
        }

        JsonObject result = Machine.Describe();
        (result["joltatlas"], result["peers"]) = (new JsonArray([.. ours.Values]), peers);
        Machine.Write(arguments.Text("--result", Path.Combine("bench", "results", "peer.json")), result);
        return 0;
    }

    private static JsonObject Peers(string folder, int largest)
    {
        var start = new ProcessStartInfo("node", ["peer.mjs", largest.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonNode.Parse(output)!.AsObject()
            : throw new InvalidOperationException($"node ended with {process.ExitCode}: is \"npm ci\" done in {folder}?");
    }

    /// <summary>The same work in the peers' form: milliseconds by number of scalars.</summary>
    private static JsonObject Ours(int threads, int largest)
    {
        var msm = new JsonObject();
        for (int log = Smallest; log <= largest; log++)
        {
            int count = 1 << log;
            Fr[] scalars = BenchData.Scalars(count, seed: log);
            msm[count.ToString(CultureInfo.InvariantCulture)] = Milliseconds(() => Msm.Compute(Ignition.Srs.Powers[..count], scalars, threads));
        }

        double pairing = Milliseconds(static () => Pairing.Compute(G1Affine.Generator, G2Affine.Generator));
        return new JsonObject { ["threads"] = threads, ["msm"] = msm, ["pairing"] = pairing };
    }

    /// <summary>Median of several runs, after some that only warm up.</summary>
    private static double Milliseconds<T>(Func<T> work)
    {
        var times = new List<double>();
        for (int run = -Runs; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            if (run >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return Statistics.Of(times).Median;
    }

    private static void Print(JsonObject peer, JsonObject ours)
    {
        Console.WriteLine($"{peer["library"]} {peer["version"]}, {peer["threads"]} thread(s){"JoltAtlas",24}{"ratio",9}");
        foreach ((string count, JsonNode? time) in peer["msm"]!.AsObject())
        {
            Line($"MSM of {count}", time!.GetValue<double>(), ours["msm"]![count]!.GetValue<double>());
        }

        Line("pairing", peer["pairing"]!.GetValue<double>(), ours["pairing"]!.GetValue<double>());
    }

    private static void Line(string name, double theirs, double ours) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18}{theirs,12:N2} ms{ours,20:N2} ms{theirs / ours,9:N1}"));
}

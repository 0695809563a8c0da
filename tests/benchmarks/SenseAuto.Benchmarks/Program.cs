using System;
using System.CommandLine;
using System.Threading.Tasks;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>Measures this machine: speed as ratios to others in the same run, frame budgets and memory in long real-time runs.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 160;
        var minutes = new Option<double>("--minutes") { Description = "Length of the run", DefaultValueFactory = _ => 10 };
        var soak = new Command("soak", "The road loop at 20 Hz with recording, live view and MQTT: late frames, memory, collections") { minutes };
        soak.SetAction((parsed, stop) => SoakBench.RunAsync(parsed.GetValue(minutes), stop));
        var seconds = new Option<double>("--seconds") { Description = "Length of each run", DefaultValueFactory = _ => 40 };
        var overload = new Command("overload", "The road loop with and without an overloaded recorder and live view, in turn") { seconds };
        overload.SetAction((parsed, stop) => SoakBench.OverloadAsync(parsed.GetValue(seconds), stop));
        var functions = new Command("functions", "What each function costs a frame with 8, 32 and 128 objects");
        functions.SetAction(_ => FunctionsBench.Run());
        var frames = new Option<int>("--frames")
        {
            Description = "Frames of the whole cabin loop",
            DefaultValueFactory = _ => 1800,
        };
        var cabin = new Command("cabin", "Cost of the cabin's path and of its whole loop on a recorded face") { frames };
        cabin.SetAction(parsed => CabinBench.Run(parsed.GetValue(frames)));
        var sim = new Command("sim", "How many times faster than real time scenes play in lock step, without pictures");
        sim.SetAction((_, stop) => SceneBench.RunAsync(stop));
        var root = new RootCommand("SenseAuto benchmarks; without a verb: the quick ones")
        {
            soak, overload, functions, cabin, sim,
        };
        root.SetAction(async (_, stop) =>
        {
            SpeedBench.Run();
            return await SoakBench.RunAsync(0.5, stop).ConfigureAwait(false);
        });
        return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
    }
}

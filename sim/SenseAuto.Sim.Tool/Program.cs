using System.CommandLine;
using System.Threading.Tasks;
using SenseAuto.Service.Commands;

namespace SenseAuto.Sim.Tool;

/// <summary>
/// Plays scenarios in the loop with the service. Exit codes: 0 every verdict passed, 1 one failed, 2 it could not be run.
/// </summary>
public static class Program
{
    private const string Verb = "sim";

    public static Task<int> Main(string[] args) => CommandRun.RunAsync(
        new Command(CommandRun.FrontDoor, "SenseAuto: scenarios")
        {
            new Command(Verb, "Play scenarios through the service, with a verdict")
            {
                RunCommand.Make(), MatrixCommand.Make(), ListCommand.Make(), ServeCommand.Make(),
            },
        }, [Verb, .. args]);
}

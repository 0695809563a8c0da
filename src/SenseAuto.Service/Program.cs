using System.CommandLine;
using System.Threading.Tasks;
using SenseAuto.Service.Commands;

namespace SenseAuto.Service;

/// <summary>The executable: one command each for what a person does with it. Exit codes: 0 good, 1 a verdict that is not, 2 it could not be done.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => CommandRun.RunAsync(
        new Command(CommandRun.FrontDoor, "SenseAuto: perception and warnings of a car")
        {
            DemoCommand.Make(), RunCommand.Make(), ReplayCommand.Make(), LogCommand.Make(), CalibrationCommand.Make(), CabinCommand.Make(),
        }, args);
}

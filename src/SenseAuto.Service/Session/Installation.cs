using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.Output;
using SenseAuto.Can.Vehicle;
using SenseAuto.Inference;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Service.Session;

/// <summary>Where the files of this installation lie: beside the program, or where the caller says.</summary>
public sealed record Installation(string ProgramFolder, string ModelFolder)
{
    public static Installation Here(string? modelFolder = null) => new(
        AppContext.BaseDirectory, Path.GetFullPath(modelFolder ?? ProjectFolder.Models));

    public DbcDatabase LoadOutputDbc() => DbcDatabase.Load(OutputDbcPath);

    public string OutputDbcPath => Path.Combine(ProgramFolder, OutputEncoder.DbcFileName);

    /// <summary>A vehicle that comes with the program, by its name; or any folder.</summary>
    /// <exception cref="VehicleProfileException">Everything that is wrong with it.</exception>
    public VehicleProfile LoadVehicle(string nameOrFolder)
    {
        string folder = VehicleFolder(nameOrFolder);
        if (Directory.Exists(folder))
            return VehicleProfile.Load(folder);

        string vehicles = Path.Combine(ProgramFolder, "vehicles");
        IEnumerable<string?> known = Directory.Exists(vehicles)
            ? Directory.EnumerateDirectories(vehicles).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            : [];
        throw new VehicleProfileException(
            $"vehicle '{nameOrFolder}': no such folder, and none of the program's own ({string.Join(", ", known)})");
    }

    public string VehicleFolder(string nameOrFolder) =>
        Directory.Exists(nameOrFolder) ? nameOrFolder : Path.Combine(ProgramFolder, "vehicles", nameOrFolder);

    /// <summary>A drive of our own that comes with the program.</summary>
    public string ScenarioPath(string name) => Path.Combine(ProgramFolder, "scenarios", name + SceneFile.DriveEnding);

    public ModelStore Models() => new(ModelCatalogue.Load(), ModelFolder);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.Output;
using SenseAuto.Can.Vehicle;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service.Session;

/// <summary>The vehicle, calibration and messages of a session, as attachments of its log, and back.</summary>
public static class LogSetup
{
    public const string ParametersName = "parameters.json";

    /// <summary>The fact that says whether the log has a cabin side.</summary>
    public const string CabinFact = "cabin";
    private const string VehiclePrefix = "vehicles/";

    /// <summary>Every value, so that a later default cannot change an old log's meaning.</summary>
    public static byte[] Write(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var text = new StringBuilder("{\n");
        for (int i = 0; i < ParameterTable.All.Count; i++)
        {
            string name = ParameterTable.All[i].Name;
            string end = i + 1 < ParameterTable.All.Count ? "," : "";
            text.Append(FormattableString.Invariant($"  \"{name}\": {parameters.Number(name):R}{end}\n"));
        }

        return Encoding.UTF8.GetBytes(text.Append("}\n").ToString());
    }

    /// <summary>vehicle.json and every DBC file below the vehicle's parent folder that it may name.</summary>
    public static IEnumerable<LogAttachment> VehicleFiles(string folder)
    {
        string parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        yield return FileOf(Path.Combine(folder, VehicleProfile.FileName), parent);
        foreach (string dbc in Directory.EnumerateFiles(parent, "*.dbc", SearchOption.AllDirectories))
        {
            if (Path.GetDirectoryName(dbc) != parent)
                yield return FileOf(dbc, parent);
        }
    }

    /// <summary>The setup with which the log was made.</summary>
    /// <param name="scratch">An empty folder for the vehicle's files.</param>
    /// <exception cref="InvalidDataException">The log lacks something; the text names it.</exception>
    public static RoadSetup Read(DriveLogReader log, string scratch)
    {
        ArgumentNullException.ThrowIfNull(log);
        string? vehicleFile = null;
        foreach (McapAttachmentIndex index in log.Attachments)
        {
            string name = index.Attachment.Name;
            if (!name.StartsWith(VehiclePrefix, StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal))
                continue;

            string path = Path.Combine(scratch, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Need(log, name));
            vehicleFile = name.EndsWith("/" + VehicleProfile.FileName, StringComparison.Ordinal) ? path : vehicleFile;
        }

        if (vehicleFile is null)
            throw new InvalidDataException("the log holds no vehicle profile: it cannot be replayed");

        VehicleProfile vehicle = VehicleProfile.Load(Path.GetDirectoryName(vehicleFile)!);
        bool hasCamera = log.Facts.TryGetValue("has_camera", out string? answer) && answer == "yes";
        if (!ParameterSet.TryLoad(Need(log, ParametersName), ParametersName, out ParameterSet? parameters, out IReadOnlyList<string> problems))
            throw new InvalidDataException("the log's calibration cannot be used: " + string.Join("; ", problems));

        string dbc = Encoding.UTF8.GetString(Need(log, OutputEncoder.DbcFileName));
        return new RoadSetup(vehicle, parameters!, hasCamera ? vehicle.Cameras["road"] : null)
        {
            OutputDbc = DbcDatabase.Parse(dbc, OutputEncoder.DbcFileName),
            Cabin = CabinOf(log),
        };
    }

    private static CabinPresence CabinOf(DriveLogReader log) =>
        log.Facts.TryGetValue(CabinFact, out string? text) && Enum.TryParse(text, out CabinPresence presence)
            ? presence
            : CabinPresence.None;

    private static LogAttachment FileOf(string path, string parent) => new(
        VehiclePrefix + Path.GetRelativePath(parent, path).Replace('\\', '/'), "text/plain", File.ReadAllBytes(path));

    private static byte[] Need(DriveLogReader log, string name) => log.TryReadAttachment(name, out byte[] content, out string problem)
        ? content
        : throw new InvalidDataException(problem);
}

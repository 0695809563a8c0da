using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;

namespace SenseAuto.Models.Cabin;

/// <summary>What a person said of one picture; null where nothing was said.</summary>
internal sealed record CabinLabel(bool? IsBelted, bool? HasPhone);

/// <summary>
/// Labels of a folder's pictures: "labels.csv" with lines name,belt,phone, else the names of the folders they lie in.
/// </summary>
internal sealed class CabinLabels
{
    public const string FileName = "labels.csv";
    private static readonly string[] Off = ["off", "0", "no", "none", "without", "false"];
    private static readonly string[] On = ["on", "1", "yes", "with", "true", "worn"];
    private static readonly string[] NoPhone = ["none", "0", "no", "false", "off"];
    private static readonly string[] Phone = ["1", "yes", "true", "phone", "in hand", "at the ear", "hand", "ear"];
    private static readonly string[] Unbelted =
        ["nobelt", "beltoff", "noseatbelt", "withoutbelt", "unbelted", "notbelted"];

    private static readonly string[] Phoneless =
    [
        "nophone", "phonenone", "withoutphone", "phoneoff", "passenger", "drinking", "radio", "reaching", "makeup",
        "safedriving", "normaldriving",
    ];

    private static readonly string[] Phoning = ["phone", "texting", "talking", "calling", "atear", "inhand"];
    private readonly Dictionary<string, CabinLabel> _byName = new(StringComparer.Ordinal);
    private readonly string _folder;

    private CabinLabels(string folder) => _folder = folder;

    /// <exception cref="InvalidDataException">Names the file and the line.</exception>
    public static CabinLabels Of(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"{folder}: no such folder");

        var labels = new CabinLabels(folder);
        string file = Path.Combine(folder, FileName);
        if (File.Exists(file))
            labels.Read(file);
        return labels;
    }

    public CabinLabel For(string path)
    {
        string name = Path.GetRelativePath(_folder, path).Replace('\\', '/');
        if (_byName.TryGetValue(name, out CabinLabel? label) || _byName.TryGetValue(Path.GetFileName(name), out label))
            return label;

        return _byName.Count > 0 ? new CabinLabel(null, null) : ByFolder(Path.GetDirectoryName(name) ?? "");
    }

    private void Read(string file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            string[] cells = line.Trim('\uFEFF', ' ', '\r', '\t').Split(',', StringSplitOptions.TrimEntries);
            if (cells is [""] || (number == 1 && cells is [_, "belt", ..]))
                continue;
            if (cells is not [{ Length: > 0 } name, var belt, ..] || cells.Length > 3)
                throw new InvalidDataException($"{file}:{number}: expected name,belt,phone, not '{line}'");

            string phone = cells.Length > 2 ? cells[2] : "";
            _byName[name] = new CabinLabel(
                Word(belt, On, Off, file, number), Word(phone, Phone, NoPhone, file, number));
        }
    }

    private static bool? Word(string word, string[] yes, string[] no, string file, int line)
    {
        if (word.Length == 0 || word.Equals("unknown", StringComparison.OrdinalIgnoreCase))
            return null;
        if (Array.Exists(yes, one => one.Equals(word, StringComparison.OrdinalIgnoreCase)))
            return true;

        return Array.Exists(no, one => one.Equals(word, StringComparison.OrdinalIgnoreCase))
            ? false
            : throw new InvalidDataException(
                $"{file}:{line}: '{word}' is not one of {string.Join(", ", [.. yes, .. no])}");
    }

    private static CabinLabel ByFolder(string folders)
    {
        string name = folders.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        bool isOff = Array.Exists(Unbelted, name.Contains);
        bool? belt = isOff ? false : name.Contains("belt", StringComparison.Ordinal) ? true : null;
        bool? phone = Array.Exists(Phoneless, name.Contains) ? false
            : Array.Exists(Phoning, name.Contains) ? true : null;
        string last = name[(name.LastIndexOf('/') + 1)..];
        return last switch
        {
            "on" => new CabinLabel(true, phone),
            "off" => new CabinLabel(false, phone),
            "none" => new CabinLabel(belt, false),
            "hand" or "ear" => new CabinLabel(belt, true),

            // The ten classes of State Farm's distracted drivers (kaggle.com): two texting and two telephoning hands,
            // then none in driving, radio, drinking, reaching, hair and talking.
            "c1" or "c2" or "c3" or "c4" => new CabinLabel(belt, true),
            "c0" or "c5" or "c6" or "c7" or "c8" or "c9" => new CabinLabel(belt, false),
            _ => new CabinLabel(belt, phone),
        };
    }
}

/// <summary>What was said of one picture of a cabin.</summary>
/// <param name="Worn">Belief that a belt is worn, 0..1.</param>
internal sealed record CabinVerdict(
    string Path, CabinLabel Label, BeltState Belt, float Worn, PhoneReading Phone);

using System;
using System.Diagnostics;
using System.IO;
using NUnit.Framework;

namespace SenseAuto.Tests.Service;

/// <summary>The program as a person meets it: its words and its exit codes.</summary>
public sealed class CommandTests
{
    [Test]
    public void Wrong_profile_is_refused_with_every_problem_in_words()
    {
        string profile = Path.Combine(TestContext.CurrentContext.WorkDirectory, "wrong-profile.json");
        File.WriteAllText(profile, "{\"fcw.caution.tcc\": 3, \"ldw.speed.on\": 900}");

        (int exit, string text) = Run("cal", "check", profile);

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("did you mean fcw.caution.ttc").And.Contain("ldw.speed.on is 900"));
        Assert.That(text, Does.Not.Contain(".cs:line"), "a person is told, not shown a stack");
    }

    [Test]
    public void File_that_is_no_log_is_refused_in_words()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-log.mcap");
        File.WriteAllText(file, "this is no log at all");

        (int exit, string text) = Run("replay", file);

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("not an MCAP file").And.Not.Contain(".cs:line"));
    }

    [Test]
    public void Unknown_vehicle_and_unknown_bus_are_named()
    {
        (int exit, string text) = Run("run", "--vehicle", "no-such-car", "--can", "car=can0");
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("no-such-car"));

        (exit, text) = Run("run", "--vehicle", "simulated-suv", "--can", "kitchen=can0", "--port", "0");
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("kitchen=can0").And.Contain("car, radar"));
    }

    [Test]
    public void Long_path_in_a_pipe_is_not_broken()
    {
        string name = new('x', 150);

        (int exit, string text) = Run("run", "--vehicle", name, "--can", "car=can0");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain(name), "on one line, so that it can be searched and copied");
    }

    [Test]
    public void Calibration_list_prints_the_whole_table()
    {
        (int exit, string text) = Run("cal", "list");

        Assert.That(exit, Is.Zero);
        Assert.That(text, Does.Contain("fcw.imminent.braking").And.Contain("ISO 15623"));
    }

    [Test]
    public void Missing_argument_is_named_with_exit_code_two_and_without_a_page_of_help()
    {
        (int exit, string text) = Run("log", "repair", "cut.mcap");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("'out'").And.Contain("./senseauto log repair --help").And.Not.Contain("Usage:"));
    }

    [Test]
    public void Folder_in_the_place_of_a_file_and_a_missing_file_are_told_apart()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;
        string missing = Path.Combine(folder, "no-such-log.mcap");

        Assert.That(Run("log", "info", folder).Text, Does.Contain(folder).And.Contain("is a folder"));
        Assert.That(Run("log", "info", missing), Is.EqualTo((2, missing + ": no such file\n")));
    }

    [Test]
    public void Repair_that_saves_nothing_leaves_no_file_behind()
    {
        string text = Path.Combine(TestContext.CurrentContext.WorkDirectory, "text.mcap");
        string output = text + ".repaired";
        File.WriteAllText(text, "this is no log at all");

        (int exit, string words) = Run("log", "repair", text, output);

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(words, Does.Contain(text).And.Contain("not an MCAP file"));
        Assert.That(File.Exists(output), Is.False, "it would stand in the way of the next attempt");
    }

    [Test]
    public void Seat_that_no_car_has_is_refused_before_anybody_is_looked_at()
    {
        (int exit, string text) = Run("cabin", "enrol", "Anna", "nowhere.jpg", "--seat", "0.2", "NaN", "20");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("--seat: height is NaN, allowed 0 to 0.5 m"));
    }

    private static (int Exit, string Text) Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "SenseAuto.Service.dll");
        using var service = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string text = service.StandardOutput.ReadToEnd() + service.StandardError.ReadToEnd();
        service.WaitForExit();
        return (service.ExitCode, text);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Models.Signs;

namespace SenseAuto.Models.Tests.Signs;

/// <summary>Both layouts of the benchmark are read; what is wrong is named by file and line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LabelledSignsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text = "")
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void AssertRefused(string word) =>
        Assert.That(() => LabelledSigns.Load(_folder), Throws.TypeOf<EvalException>().With.Message.Contains(word));

    [Test]
    public void Folders_of_classes_are_read_with_and_without_their_table()
    {
        Write("00014/00000_00000.ppm");
        Write("00014/00000_00001.ppm");
        Write("00014/GT-00014.csv", "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\n00000_00001.ppm;40;40;5;6;34;33;14\n");
        Write("3/a.PNG");
        Write("3/b.jpg");
        Write("3/notes.txt");
        Write("other/c.png");

        IReadOnlyList<LabelledSign> signs = LabelledSigns.Load(_folder);

        Assert.That(
            signs.Select(sign => (Path.GetFileName(sign.Path), sign.ClassId, sign.Sign)),
            Is.EqualTo(new (string, int, PixelBox?)[]
            {
                ("00000_00000.ppm", 14, null), ("00000_00001.ppm", 14, new PixelBox(5, 6, 30, 28)), ("a.PNG", 3, null),
                ("b.jpg", 3, null),
            }));
    }

    [Test]
    public void Flat_layout_is_read_from_its_table()
    {
        Write("GT-final_test.csv", "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\r\n00000.ppm;53;54;6;5;48;49;16\r\n");
        Write("GT-final_test.test.csv", "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2\n00000.ppm;53;54;6;5;48;49\n");

        LabelledSign sign = LabelledSigns.Load(_folder).Single();

        Assert.That(sign.Path, Is.EqualTo(Path.Combine(_folder, "00000.ppm")));
        Assert.That(sign.ClassId, Is.EqualTo(16));
        Assert.That(sign.Sign, Is.EqualTo(new PixelBox(6, 5, 43, 45)));
    }

    [Test]
    public void Table_with_commas_and_paths_and_without_regions_is_read()
    {
        Write("Test.csv", "Width,Height,ClassId,Path\n53,54,1,Test/00001.png\n");

        var expected = new LabelledSign(Path.Combine(_folder, "Test/00001.png"), 1, null) { Marked = (53, 54) };
        Assert.That(LabelledSigns.Load(_folder).Single(), Is.EqualTo(expected));
    }

    [Test]
    public void Regions_follow_pictures_that_were_made_another_size()
    {
        Write("t.csv", "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\na.ppm;100;50;10;5;89;44;1\n");
        LabelledSign sign = LabelledSigns.Load(_folder).Single();

        Assert.That(sign.SignOn(100, 50), Is.EqualTo(new PixelBox(10, 5, 80, 40)));
        Assert.That(sign.SignOn(50, 100), Is.EqualTo(new PixelBox(5, 10, 40, 80)));
        Assert.That((sign with { Marked = default }).SignOn(50, 100), Is.EqualTo(new PixelBox(10, 5, 80, 40)));
    }

    [Test]
    public void Wrong_tables_are_named_by_line()
    {
        const string Title = "Filename;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\n";
        Write("t.csv", Title + "a.ppm;1;2;3;4;5\nb.ppm;1;2\n");
        AssertRefused("t.csv:3: 3 columns, the first line has 6");
        Write("t.csv", Title + "a.ppm;1;2;3;4;x\n");
        AssertRefused("t.csv:2: 'x' is not a number");
        Write("t.csv", Title + "a.ppm;5;2;5;4;1\n");
        AssertRefused("t.csv:2: an empty region (5 2 5 4)");
    }

    [Test]
    public void Folder_without_anything_is_named()
    {
        AssertRefused("neither folders named by class numbers");
        Write("t.csv", "");
        AssertRefused("neither folders");
        Assert.That(
            () => LabelledSigns.Load(_folder + "x"), Throws.TypeOf<EvalException>().With.Message.Contains("no such folder"));
    }

    [Test]
    public void All_classes_of_the_benchmark_are_known_and_different()
    {
        Assert.That(GermanClasses.All.ToArray(), Is.Unique);
        Assert.That(GermanClasses.All.Length, Is.EqualTo(43));
        Assert.That(GermanClasses.TryFind(14, out SignClass stop), Is.True);
        Assert.That(stop, Is.EqualTo(SignClass.Stop));
        Assert.That(GermanClasses.TryFind(43, out _) || GermanClasses.TryFind(-1, out _), Is.False);
    }
}

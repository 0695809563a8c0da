using System.IO;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>What the evaluation commands read and how they count.</summary>
public sealed class EvalInputTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("eval").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [TestCase("a,b,same\nx.jpg,y.jpg,1\nx.jpg,z/w.jpg,0\n")]
    [TestCase("x.jpg, y.jpg, 1\r\n\r\nx.jpg,z/w.jpg,0")]
    [TestCase("file_x,file_y,Decision\nx.jpg,y.jpg,Yes\nx.jpg,z/w.jpg,No\n")]
    [TestCase("\"x.jpg\";\"y.jpg\";1\n# a remark\n\"x.jpg\";\"z/w.jpg\";0\n")]
    [TestCase("x.jpg\ty.jpg\tsame\nx.jpg\tz/w.jpg\tdifferent\n")]
    [TestCase("label,img1,img2\n1,x.jpg,y.jpg\n-1,x.jpg,z/w.jpg\n")]
    [TestCase("id,path a,path b,distance,Is Same\n7,x.jpg,y.jpg,0.2,TRUE\n8,x.jpg,z/w.jpg,0.9,FALSE\n")]
    public void Pairs_are_read_in_the_forms_people_write_them(string text)
    {
        FacePairs list = PairList.Read(Write("pairs.csv", text));

        Assert.That(list.Wrong, Is.Empty);
        Assert.That(list.Pairs, Is.EqualTo(new[]
        {
            new FacePair(Path.Combine(_folder, "x.jpg"), Path.Combine(_folder, "y.jpg"), true),
            new FacePair(Path.Combine(_folder, "x.jpg"), Path.Combine(_folder, "z/w.jpg"), false),
        }));
    }

    [Test]
    public void Quoted_cell_keeps_its_comma_and_its_quotes()
    {
        FacePairs list = PairList.Read(Write("pairs.csv", "\"a, b.jpg\",\"c \"\"d\"\".jpg\",1\n"));

        Assert.That(list.Pairs[0].First, Is.EqualTo(Path.Combine(_folder, "a, b.jpg")));
        Assert.That(list.Pairs[0].Second, Is.EqualTo(Path.Combine(_folder, "c \"d\".jpg")));
    }

    [TestCase("a,b,same\nx.jpg,y.jpg,2\n", "pairs.csv:2")]
    [TestCase("x.jpg,y.jpg\n", "pairs.csv:1")]
    [TestCase("x.jpg,,1\n", "pairs.csv:1")]
    [TestCase("x.jpg,y.jpg,\n", "pairs.csv:1")]
    [TestCase("a,b,same\n", "no pairs")]
    [TestCase("", "no pairs")]
    public void List_without_a_pair_names_its_first_wrong_line(string text, string expected) => Assert.That(
        () => PairList.Read(Write("pairs.csv", text)),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected));

    [Test]
    public void Wrong_line_is_named_and_the_others_are_read()
    {
        const string Text = "a,b,same\nx.jpg,y.jpg,1\nx.jpg,y.jpg,maybe\nx.jpg,z.jpg,0\n";
        FacePairs list = PairList.Read(Write("pairs.csv", Text));

        Assert.That(list.Pairs, Has.Count.EqualTo(2));
        Assert.That(list.Wrong, Has.Count.EqualTo(1));
        Assert.That(list.Wrong[0], Does.Contain("pairs.csv:3").And.Contain("maybe"));
    }

    [Test]
    public void Pictures_are_looked_for_beside_the_list_first_and_then_in_the_folder_of_pictures()
    {
        string pictures = Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        Directory.CreateDirectory(Path.Combine(pictures, "b"));
        Write("a.jpg", "");
        Write("pictures/a.jpg", "");
        Write("pictures/b/c.jpg", "");

        FacePair pair = PairList.Read(Write("pairs.csv", "a.jpg,b\\c.jpg,1\n"), pictures).Pairs[0];

        Assert.That(pair.First, Is.EqualTo(Path.Combine(_folder, "a.jpg")));
        Assert.That(pair.Second, Is.EqualTo(Path.Combine(pictures, "b/c.jpg")));
    }

    [Test]
    public void Folder_of_pictures_that_is_not_there_is_named() => Assert.That(
        () => PairList.Read(Write("pairs.csv", "a.jpg,b.jpg,1\n"), Path.Combine(_folder, "none")),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("none: no such folder"));

    [Test]
    public void Pictures_that_cannot_be_judged_are_left_out_with_the_reason_and_the_rest_is_scored()
    {
        const string Johns = "cabin/landmarks-dlib/examples/johns/";
        string salley = SharedRecordings.PathOf(Johns + "John_Salley/000179_02159509.jpg");
        string again = SharedRecordings.PathOf(Johns + "John_Salley/000183_02159543.jpg");
        string simm = SharedRecordings.PathOf(Johns + "John_Simm/000288_00470387.jpg");
        string broken = Write("broken.jpg", "no picture at all");
        string missing = Path.Combine(_folder, "missing.jpg");
        var store = new ModelStore(
            ModelCatalogue.Load(), Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

        IdentityScore score = IdentityCommand.Score(
            [
                new(salley, again, true), new(salley, simm, false), new(salley, missing, false),
                new(broken, salley, true), new(broken, missing, true),
            ],
            store);

        Assert.That((score.Same.Count, score.Other.Count), Is.EqualTo((1, 1)));
        Assert.That(score.Same[0], Is.GreaterThan(score.Other[0]));
        Assert.That(score.LeftOut(PairFault.NoFile), Is.EqualTo(1));
        Assert.That(score.LeftOut(PairFault.NoPicture), Is.EqualTo(2));
        Assert.That(score.Looks[missing].Fault, Is.EqualTo(PairFault.NoFile));
        Assert.That(score.Looks[broken].Fault, Is.EqualTo(PairFault.NoPicture));
    }

    [Test]
    public void Missing_list_is_named() => Assert.That(
        () => PairList.Read(Path.Combine(_folder, "none.csv")),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("none.csv"));

    [Test]
    public void Curve_of_known_scores_is_known()
    {
        var curve = new RocCurve([0.9, 0.8, 0.7, 0.3], [0.6, 0.4, 0.2, 0.1]);

        Assert.That(curve.At(0.5), Is.EqualTo(new RocPoint(0.5, 0.25, 0.25)));
        Assert.That(curve.Equal().FalseAccepts, Is.EqualTo(0.25));
        Assert.That(curve.WithFalseAccepts(0), Is.EqualTo(new RocPoint(0.7, 0, 0.25)));
        Assert.That(curve.WithFalseAccepts(0.5).FalseRejects, Is.Zero);
    }

    [TestCase("belt_on", true, null)]
    [TestCase("on", true, null)]
    [TestCase("belt_off", false, null)]
    [TestCase("no seat belt", false, null)]
    [TestCase("belt/phone", true, true)]
    [TestCase("no-phone", null, false)]
    [TestCase("off/none", null, false)]
    [TestCase("texting_right", null, true)]
    [TestCase("talking to passenger", null, false)]
    [TestCase("c4", null, true)]
    [TestCase("c5", null, false)]
    [TestCase("c10", null, null)]
    [TestCase("other", null, null)]
    public void Folders_name_labels(string folder, bool? belt, bool? phone)
    {
        string path = Path.Combine(_folder, folder, "1.jpg");

        Assert.That(CabinLabels.Of(_folder).For(path), Is.EqualTo(new CabinLabel(belt, phone)));
    }

    [Test]
    public void Labels_of_the_file_go_before_folders()
    {
        Write("labels.csv", "name,belt,phone\nbelt_on/1.jpg,off,at the ear\n2.jpg,,none\n");
        CabinLabels labels = CabinLabels.Of(_folder);

        Assert.That(labels.For(Path.Combine(_folder, "belt_on", "1.jpg")), Is.EqualTo(new CabinLabel(false, true)));
        Assert.That(labels.For(Path.Combine(_folder, "2.jpg")), Is.EqualTo(new CabinLabel(null, false)));
        Assert.That(labels.For(Path.Combine(_folder, "belt_on", "3.jpg")), Is.EqualTo(new CabinLabel(null, null)));
    }

    [TestCase("1.jpg,maybe,none\n")]
    [TestCase("1.jpg,on,none,more\n")]
    [TestCase(",on,none\n")]
    public void Wrong_label_is_named_with_its_line(string text)
    {
        Write("labels.csv", text);

        Assert.That(
            () => CabinLabels.Of(_folder), Throws.TypeOf<InvalidDataException>().With.Message.Contains("labels.csv:1"));
    }
}

using System.Runtime.Intrinsics;
using NUnit.Framework;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Tests.Imaging;

/// <summary>The instruction chosen on this machine does what its plain description says.</summary>
public sealed class LanesTests
{
    private static readonly Vector128<short> A = Vector128.Create((short)1, -2, 32640, 32640, -5, 6, 0, -32640);
    private static readonly Vector128<short> B = Vector128.Create((short)3, 4, 16384, 0, 7, -8, 9, 16384);

    [Test]
    public void Multiply_add_pairs() =>
        Assert.That(
            Lanes.MultiplyAddPairs(A, B),
            Is.EqualTo(Vector128.Create((1 * 3) - (2 * 4), 32640 * 16384, -35 - 48, -32640 * 16384)));

    [Test]
    public void Multiply_fraction_rounds_to_nearest()
    {
        Vector128<short> halves = Vector128.Create((short)16384);

        Vector128<short> product = Lanes.MultiplyFraction(A, halves);

        Assert.That(product, Is.EqualTo(Vector128.Create((short)1, -1, 16320, 16320, -2, 3, 0, -16320)));
    }

    [Test]
    public void Even_odd_zip_and_transpose()
    {
        Vector128<int> a = Vector128.Create(0, 1, 2, 3);
        Vector128<int> b = Vector128.Create(10, 11, 12, 13);
        Vector128<int> c = Vector128.Create(20, 21, 22, 23);
        Vector128<int> d = Vector128.Create(30, 31, 32, 33);

        Assert.That(Lanes.Even(a, b), Is.EqualTo(Vector128.Create(0, 2, 10, 12)));
        Assert.That(Lanes.Odd(a, b), Is.EqualTo(Vector128.Create(1, 3, 11, 13)));
        Assert.That(Lanes.ZipLow(A, B), Is.EqualTo(Vector128.Create((short)1, 3, -2, 4, 32640, 16384, 32640, 0)));
        Lanes.Planes3 planes = Lanes.Transpose3(a, b, c, d);
        Assert.That(planes.First, Is.EqualTo(Vector128.Create(0, 10, 20, 30)));
        Assert.That(planes.Second, Is.EqualTo(Vector128.Create(1, 11, 21, 31)));
        Assert.That(planes.Third, Is.EqualTo(Vector128.Create(2, 12, 22, 32)));
    }
}

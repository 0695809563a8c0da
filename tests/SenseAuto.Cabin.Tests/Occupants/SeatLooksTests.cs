using NUnit.Framework;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Occupants;

public sealed class SeatLooksTests
{
    private static readonly PictureSize Picture = new(1000, 500);
    private static readonly MonoTime Now = MonoTime.FromSeconds(7);

    private static readonly SeatMap Map = new(
    [
        new(SeatId.Row1DriverSide, new PixelBox(0.5f, 0, 0.5f, 1)),
        new(SeatId.Row1PassengerSide, new PixelBox(0, 0, 0.5f, 1)),
    ]);

    private static SeatLook Of(SeatId seat, CabinObject[] things, params SeatFace[] faces) =>
        SeatLooks.Of(Map, seat, things, faces, Picture, Now);

    [Test]
    public void Everything_is_laid_on_its_own_seat()
    {
        CabinObject[] things =
        [
            new(CabinObjectKind.Person, 0.7f, new PixelBox(600, 50, 300, 450)),
            new(CabinObjectKind.Item, 0.5f, new PixelBox(100, 300, 100, 100)),
            new(CabinObjectKind.Pet, 0.4f, new PixelBox(250, 300, 100, 100)),
        ];

        SeatLook driver = Of(SeatId.Row1DriverSide, things);
        SeatLook passenger = Of(SeatId.Row1PassengerSide, things);

        Assert.That((driver.PersonScore, driver.ItemScore, driver.PetScore), Is.EqualTo((0.7f, 0f, 0f)));
        Assert.That((passenger.PersonScore, passenger.ItemScore, passenger.PetScore), Is.EqualTo((0f, 0.5f, 0.4f)));
        Assert.That(driver.Captured, Is.EqualTo(Now));
    }

    [Test]
    public void Face_alone_is_a_person_with_age_and_belt()
    {
        SeatLook look = Of(
            SeatId.Row1DriverSide, [], new SeatFace(new PixelBox(700, 100, 80, 80), 0.9f, 9, BeltState.On, ChildSeatState.Fitted));

        Assert.That(look.ChildSeat, Is.EqualTo(ChildSeatState.Fitted));
        Assert.That(look.PersonScore, Is.EqualTo(0.6f));
        Assert.That(look.AgeYears, Is.EqualTo(9));
        Assert.That(look.Belt, Is.EqualTo(BeltState.On));
    }

    [TestCase(0.5f, 0f, 0f)]
    [TestCase(0.39f, 0f, 0.6f)]
    [TestCase(0.5f, 0.6f, 0.6f)]
    public void Face_inside_of_a_pet_is_a_pet_s(float pet, float person, float expected)
    {
        CabinObject[] things =
        [
            new(CabinObjectKind.Pet, pet, new PixelBox(600, 50, 300, 450)),
            new(CabinObjectKind.Person, person, new PixelBox(650, 50, 300, 450)),
        ];

        SeatLook look = Of(
            SeatId.Row1DriverSide, things, new SeatFace(new PixelBox(700, 100, 80, 80), 0.9f, 9, BeltState.Unknown, default));

        Assert.That(look.PersonScore, Is.EqualTo(expected));
    }

    [Test]
    public void Picture_without_size_is_not_seen() =>
        Assert.That(SeatLooks.Of(Map, SeatId.Row1DriverSide, [], [], default, Now).IsSeen, Is.False);

    [Test]
    public void Laying_on_seats_allocates_nothing()
    {
        CabinObject[] things = [new(CabinObjectKind.Person, 0.7f, new PixelBox(600, 50, 300, 450))];
        SeatFace[] faces = [new(new PixelBox(700, 100, 80, 80), 0.9f, 9, BeltState.On, default)];
        SeatLooks.Of(Map, SeatId.Row1DriverSide, things, faces, Picture, Now);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                SeatLooks.Of(Map, SeatId.Row1DriverSide, things, faces, Picture, Now);
        });

        Assert.That(bytes, Is.Zero);
    }
}

using System;
using System.Numerics;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// What a cabin camera sees: a photographic driver with any head pose, lids, gaze and mouth, others on their seats, in daylight or
/// infrared. Same input, same bytes; nothing is allocated after construction.
/// </summary>
public sealed class CabinPicture
{
    private const float SeatsApartM = 0.72f;
    private const float RowsApartM = 0.85f;
    private readonly CabinView _view;
    private readonly CabinLight _light;
    private readonly CabinCanvas _canvas;
    private readonly CabinSeats _seats;
    private readonly HeadModel _model;
    private readonly HeadPainter _head;
    private readonly float _noiseSigma;
    private readonly sbyte[] _noise = new sbyte[1 << 14];
    private readonly SimNoise _dice;

    public CabinPicture(CabinView view, HeadModel head, CabinLight light, ulong seed, double noiseSigma = 1.5)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(head);
        view.Validate();
        (_view, _light, _model) = (view, light, head);
        _canvas = new CabinCanvas(view.Width, view.Height);
        _seats = new CabinSeats(_canvas, (float)view.FocalPx);
        _head = new HeadPainter(head, _canvas, (float)view.FocalPx);
        _noiseSigma = (float)noiseSigma;
        _dice = new SimNoise(seed);
        for (int i = 0; i < _noise.Length; i++)
            _noise[i] = (sbyte)Math.Clamp(Math.Round(_dice.Gaussian() * _noiseSigma), -127, 127);
    }

    /// <summary>Column and row of one of the driver's 468 mesh points in the last picture, hidden or not.</summary>
    public (float Column, float Row) DriverPoint(int index)
    {
        Invariant.Require(index is >= 0 and < FacePoints.Count, "a face has 468 points");
        Vector2 place = _head.PlaceOf(index);
        return (place.X, place.Y);
    }

    /// <summary>Draws into memory of the given layout: BGR, RGB, grey or NV12.</summary>
    /// <exception cref="ArgumentException">A number of the look lies outside its range.</exception>
    public void Draw(in DriverLook look, in CabinScene scene, PixelFormat format, Span<byte> pixels)
    {
        look.Validate();
        Invariant.Require(pixels.Length >= CameraFrame.BytesFor(_view.Width, _view.Height, format), "picture buffer too small");
        _seats.Background();
        var driver = new Vector3((float)_view.DriverRight.Value, 0, (float)_view.DriverAhead.Value);
        Vector3 passenger = driver - new Vector3(SeatsApartM, 0, 0), back = new(0, 0.02f, RowsApartM);
        if (scene.HasRearLeft)
            Person(DriverLook.Ahead, driver + back, isBelted: false, new Vector3(0.82f, 0.76f, 0.72f), new Vector3(90, 96, 60));
        if (scene.HasRearRight)
            Person(DriverLook.Ahead, passenger + back, isBelted: false, new Vector3(0.95f, 0.9f, 0.9f), new Vector3(120, 60, 70));
        _seats.Seat(passenger);
        if (scene.HasFrontPassenger)
            Person(DriverLook.Ahead, passenger, scene.IsPassengerBelted, new Vector3(0.9f, 0.84f, 0.8f), new Vector3(60, 80, 120));
        if (scene.HasBag)
            _seats.Bag(passenger);
        _seats.Seat(driver);
        if (scene.Phone != PhonePlace.None)
            _seats.Phone(driver + PhoneAt(scene.Phone), SkinColour());

        // The driver last: his head's points are those that are told afterwards.
        Vector3 moved = new((float)look.Right.Value, (float)look.Down.Value, -(float)look.Nearer.Value);
        if (scene.HasDriver)
            Person(in look, driver + moved, scene.IsDriverBelted, Vector3.One, new Vector3(78, 84, 96));
        if (scene.IsLensCovered)
            Array.Clear(_canvas.Colours);
        Deliver(format, pixels);
    }

    private static Vector3 PhoneAt(PhonePlace place) => place switch
    {
        PhonePlace.LeftEar => new Vector3(0.105f, 0.02f, -0.05f),
        PhonePlace.RightEar => new Vector3(-0.105f, 0.02f, -0.05f),
        _ => new Vector3(-0.12f, 0.20f, -0.22f),
    };

    private void Person(in DriverLook look, Vector3 place, bool isBelted, Vector3 tint, Vector3 shirt)
    {
        _seats.Body(place, tint * SkinColour(), shirt);
        if (isBelted)
            _seats.Belt(place, isFromRight: place.X >= 0);
        _head.Draw(in look, place, tint);
    }

    private Vector3 SkinColour()
    {
        Vector2 cheek = _model.Texture[FacePoints.RightCheekBone];
        return _model.Portrait.At(cheek.X, cheek.Y);
    }

    private void Deliver(PixelFormat format, Span<byte> pixels)
    {
        int offset = (int)(_dice.Next() % (ulong)_noise.Length);
        for (int row = 0; row < _view.Height; row++)
        {
            for (int column = 0; column < _view.Width; column++)
            {
                int at = (row * _view.Width) + column;
                Vector3 colour = Exposed(at, row, column) + new Vector3(_noise[(offset + (at * 7)) & (_noise.Length - 1)]);
                Put(format, pixels, row, column, Vector3.Clamp(colour, default, new Vector3(255)));
            }
        }
    }

    private Vector3 Exposed(int at, int row, int column)
    {
        Vector3 colour = _canvas.Colours[at];
        if (_light == CabinLight.Day)
            return colour;

        // Skin and cloth throw back more infrared than light; the lamp's strength falls with the square of the distance.
        float grey = (0.62f * colour.X) + (0.30f * colour.Y) + (0.08f * colour.Z);
        float near = (float)_view.DriverAhead.Value / _canvas.Depths[at];
        float off = (new Vector2(column, row) - (new Vector2(_view.Width, _view.Height) / 2)).Length() / _view.Width;
        return new Vector3(0.78f * MathF.Min(1.15f, near * MathF.Sqrt(near)) * (1.1f - (0.6f * off * off)) * grey);
    }

    private void Put(PixelFormat format, Span<byte> pixels, int row, int column, Vector3 colour)
    {
        int at = (row * _view.Width) + column;
        switch (format)
        {
            case PixelFormat.Bgr24:
                (pixels[3 * at], pixels[(3 * at) + 1], pixels[(3 * at) + 2]) = ((byte)colour.Z, (byte)colour.Y, (byte)colour.X);
                break;
            case PixelFormat.Rgb24:
                (pixels[3 * at], pixels[(3 * at) + 1], pixels[(3 * at) + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
                break;
            case PixelFormat.Gray8:
                pixels[at] = (byte)((0.299f * colour.X) + (0.587f * colour.Y) + (0.114f * colour.Z));
                break;
            case PixelFormat.Nv12:
                Pictures.Yuv yuv = Pictures.Yuv.FromRgb((int)colour.X, (int)colour.Y, (int)colour.Z);
                pixels[at] = (byte)yuv.Y;
                if ((row & 1) != 0 || (column & 1) != 0)
                    break;

                int chroma = (_view.Width * _view.Height) + (row / 2 * _view.Width) + column;
                (pixels[chroma], pixels[chroma + 1]) = ((byte)yuv.U, (byte)yuv.V);
                break;
            default:
                throw new ArgumentException($"a cabin picture is not drawn as {format}");
        }
    }
}

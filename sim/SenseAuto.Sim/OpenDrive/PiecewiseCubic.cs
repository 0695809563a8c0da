using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>
/// A value along a road in pieces a + b ds + c ds^2 + d ds^3, ds from the piece's start. Before the first piece the
/// first one
/// holds with ds 0; without pieces the value is 0.
/// </summary>
public sealed class PiecewiseCubic
{
    private readonly Piece[] _pieces;

    internal PiecewiseCubic(List<Piece> pieces)
    {
        _pieces = [.. pieces];
        Array.Sort(_pieces, static (a, b) => a.StartS.CompareTo(b.StartS));
    }

    /// <summary>Nowhere anything but 0.</summary>
    public bool IsZero
    {
        get
        {
            foreach (Piece piece in _pieces)
            {
                if (piece.A != 0 || piece.B != 0 || piece.C != 0 || piece.D != 0)
                    return false;
            }

            return true;
        }
    }

    public double At(double s)
    {
        if (_pieces.Length == 0)
            return 0;

        ref readonly Piece piece = ref Find(s);
        double ds = Math.Max(0, s - piece.StartS);
        return piece.A + (ds * (piece.B + (ds * (piece.C + (ds * piece.D)))));
    }

    public double SlopeAt(double s)
    {
        if (_pieces.Length == 0 || s < _pieces[0].StartS)
            return 0;

        ref readonly Piece piece = ref Find(s);
        double ds = s - piece.StartS;
        return piece.B + (ds * ((2 * piece.C) + (3 * ds * piece.D)));
    }

    private ref readonly Piece Find(double s)
    {
        int low = 0;
        int high = _pieces.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].StartS <= s)
                low = middle;
            else
                high = middle - 1;
        }

        return ref _pieces[low];
    }

    internal readonly record struct Piece(double StartS, double A, double B, double C, double D);
}

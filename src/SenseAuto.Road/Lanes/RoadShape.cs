using System;
using SenseAuto.Core;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// The filter's state: up to four parallel lines, y = offset + heading·x + curvature/2·x² with x from the camera's foot, and how
/// far the camera's pitch is from its nominal one. Slots go from left to right: next left, left, right, next right.
/// </summary>
internal sealed class RoadShape
{
    public const int Slots = 4;
    public const int HeadingIndex = 4;
    public const int CurvatureIndex = 5;
    public const int PitchIndex = 6;

    private const double UnknownVariance = 100;
    private const double PitchSigmaRad = 0.02;
    private readonly bool[] _isActive = new bool[Slots];

    public double[] State { get; } = new double[Spd7.N];

    public double[] Covariance { get; } = new double[Spd7.N * Spd7.N];

    public double Heading => State[HeadingIndex];

    public double Curvature => State[CurvatureIndex];

    /// <summary>Added to the nominal pitch, positive down, in rad.</summary>
    public double PitchRad => State[PitchIndex];

    public bool IsActive(int slot) => _isActive[slot];

    public bool HasLines => _isActive[0] || _isActive[1] || _isActive[2] || _isActive[3];

    public double LeftAtM(int slot, double aheadM) =>
        State[slot] + (aheadM * (Heading + (aheadM * Curvature / 2)));

    /// <summary>Forgets all but the pitch, which belongs to the car and not to the lane.</summary>
    public void Restart(double heading, double curvature, double pitchRad)
    {
        Array.Clear(Covariance);
        Array.Clear(_isActive);
        for (int slot = 0; slot < Slots; slot++)
            Set(slot, 0, UnknownVariance);
        Set(HeadingIndex, heading, 0.015 * 0.015);
        Set(CurvatureIndex, curvature, 0.0015 * 0.0015);
        Set(PitchIndex, pitchRad, PitchSigmaRad * PitchSigmaRad);
    }

    public void Open(int slot, double offsetM, double sigmaM)
    {
        Forget(slot);
        Set(slot, offsetM, sigmaM * sigmaM);
        _isActive[slot] = true;
    }

    public void Close(int slot)
    {
        Forget(slot);
        Set(slot, 0, UnknownVariance);
        _isActive[slot] = false;
    }

    /// <summary>Renames the lines after the car has crossed one: +1 when it moved into the lane to its left.</summary>
    public void ShiftSlots(int by)
    {
        Invariant.Require(by is 1 or -1, "lines shift by one lane at a time");
        int start = by > 0 ? Slots - 1 : 0;
        int lost = by > 0 ? 0 : Slots - 1;
        for (int i = 0, slot = start; i < Slots - 1; i++, slot -= by)
            Swap(slot, slot - by);
        Close(lost);
    }

    private void Set(int index, double value, double variance)
    {
        State[index] = value;
        Covariance[(index * Spd7.N) + index] = variance;
    }

    private void Forget(int index)
    {
        for (int i = 0; i < Spd7.N; i++)
            Covariance[(index * Spd7.N) + i] = Covariance[(i * Spd7.N) + index] = 0;
    }

    private void Swap(int a, int b)
    {
        (_isActive[a], _isActive[b]) = (_isActive[b], _isActive[a]);
        (State[a], State[b]) = (State[b], State[a]);
        for (int i = 0; i < Spd7.N; i++)
            (Covariance[(a * Spd7.N) + i], Covariance[(b * Spd7.N) + i]) = (Covariance[(b * Spd7.N) + i], Covariance[(a * Spd7.N) + i]);
        for (int i = 0; i < Spd7.N; i++)
            (Covariance[(i * Spd7.N) + a], Covariance[(i * Spd7.N) + b]) = (Covariance[(i * Spd7.N) + b], Covariance[(i * Spd7.N) + a]);
    }
}

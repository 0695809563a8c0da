using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>
/// What grows beside roads: crowns of leaves around a dark inside, ragged at the edge. Smooth crowns are taken for animals
/// by object networks.
/// </summary>
internal sealed class TreeMeshes
{
    private const int Kinds = 3;
    private readonly MeshBuilder _builder = new();
    private readonly SimNoise _dice;
    private readonly bool _isFar;
    private readonly float _heightM;

    private TreeMeshes(int number, bool isFar)
    {
        _dice = new SimNoise(0x54726565UL + (ulong)number);
        _isFar = isFar;
        _heightM = Next(6, 11);
    }

    /// <summary>A tree; the number makes another one. The far one has fewer and larger leaves.</summary>
    public static Mesh Tree(int number, bool isFar)
    {
        var tree = new TreeMeshes(number, isFar);
        switch (number % Kinds)
        {
            case 0:
                tree.Broad();
                break;
            case 1:
                tree.Fir();
                break;
            default:
                tree.Bushes();
                break;
        }

        return tree._builder.Build();
    }

    private void Broad()
    {
        Trunk(0.5f);
        float spread = 0.17f * _heightM;
        for (int i = 0; i < 4; i++)
        {
            var centre = new Vector3(Next(-spread, spread), Next(-spread, spread), _heightM * Next(0.40f, 0.78f));
            float size = _heightM * Next(0.18f, 0.26f);
            Crown(centre, new Vector3(size, size, size * Next(0.8f, 1.2f)), 110);
        }
    }

    private void Fir()
    {
        Trunk(0.15f);
        const int Rounds = 7;
        for (int i = 0; i < Rounds; i++)
        {
            float share = i / (float)Rounds;
            float wide = _heightM * 0.30f * (1 - (0.85f * share));
            var centre = new Vector3(Next(-0.2f, 0.2f), Next(-0.2f, 0.2f), _heightM * (0.16f + (0.8f * share)));
            Crown(centre, new Vector3(wide, wide, 0.11f * _heightM), 70 - (8 * i));
        }
    }

    private void Bushes()
    {
        for (int i = 0; i < 4; i++)
        {
            float size = Next(0.9f, 1.9f);
            var centre = new Vector3(Next(-3.5f, 3.5f), Next(-1.2f, 1.2f), 0.6f * size);
            Crown(centre, new Vector3(1.3f * size, size, size), 90);
        }
    }

    private void Trunk(float share) =>
        _builder.Tube(Surface.Trunk, default, new Vector3(0, 0, share * _heightM), 0.16f, 0.11f, 5);

    private void Crown(Vector3 centre, Vector3 radii, int leaves)
    {
        _builder.Ellipsoid(Surface.LeavesDark, centre, 0.55f * radii, 6, 3);
        float size = _isFar ? 0.80f : 0.36f;
        for (int i = 0; i < (_isFar ? leaves / 6 : leaves); i++)
        {
            Vector3 way = Way();
            Vector3 place = centre + (radii * way * Next(0.50f, 1.10f));
            Leaf(place, Vector3.Normalize(way + (0.7f * Way())), size * Next(0.6f, 1.4f));
        }
    }

    private void Leaf(Vector3 place, Vector3 facing, float sizeM)
    {
        Vector3 across = Vector3.Normalize(Vector3.Cross(facing, Way()));
        Vector3 along = Vector3.Cross(facing, across);
        Surface surface = (_dice.Next() & 3) switch
        {
            0 => Surface.LeavesDark,
            1 => Surface.LeavesLight,
            _ => Surface.Leaves,
        };
        _builder.Leaf(
            surface, place + (sizeM * across), place + (sizeM * ((Next(0.5f, 1) * along) - (0.5f * across))),
            place - (sizeM * ((Next(0.5f, 1) * along) + (0.5f * across))), facing);
    }

    /// <summary>Any direction, each as likely.</summary>
    private Vector3 Way()
    {
        float up = Next(-1, 1);
        (float sin, float cos) = MathF.SinCos(Next(0, 2 * MathF.PI));
        float level = MathF.Sqrt(1 - (up * up));
        return new Vector3(cos * level, sin * level, up);
    }

    private float Next(float low, float high) => low + ((high - low) * (float)_dice.Uniform());
}

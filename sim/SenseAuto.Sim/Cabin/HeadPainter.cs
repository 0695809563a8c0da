using System;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>Puts a head into the cabin picture with any turn, lids, gaze and mouth. Memory is taken once.</summary>
internal sealed class HeadPainter
{
    // Chosen by us: the lids meet this share of the way up from the lower lid.
    private const float LidsMeet = 0.10f;
    private const float FoldShare = 0.45f;
    private const float YawnM = 0.034f;
    private const float LightFloor = 0.55f;
    private static readonly Vector3 ToLight = Vector3.Normalize(new Vector3(0.1f, -0.35f, -1));
    private readonly HeadModel _head;
    private readonly CabinCanvas _canvas;
    private readonly float _focalPx;
    private readonly Vector3[] _now;
    private readonly Vector3[] _turned;
    private readonly Vector3[] _normals;
    private readonly Vector3[] _restNormals;
    private readonly CabinCorner[] _corners;

    public HeadPainter(HeadModel head, CabinCanvas canvas, float focalPx)
    {
        (_head, _canvas, _focalPx) = (head, canvas, focalPx);
        int count = head.Rest.Length;
        (_now, _turned, _normals) = (new Vector3[count], new Vector3[count], new Vector3[count]);
        (_restNormals, _corners) = (new Vector3[count], new CabinCorner[count]);
        AddNormals(head.Rest, _restNormals);
    }

    /// <summary>Where the mesh points lie in the picture just drawn.</summary>
    public Vector2 PlaceOf(int point) => _corners[point].Place;

    /// <param name="place">Of the middle between the ears, camera frame, metres.</param>
    public void Draw(in DriverLook look, Vector3 place, Vector3 tint)
    {
        Deform(in look);
        Turn(in look, place);
        var skin = new PortraitTexture(_head.Portrait, tint);
        Fill(_head.Triangles, skin);
        Eye(isLeft: false, look.RightEyeOpening, in look, tint);
        Eye(isLeft: true, look.LeftEyeOpening, in look, tint);
        Mouth((float)look.MouthOpening, skin, tint);
        Fill(_head.Outer, skin);
    }

    private void Deform(in DriverLook look)
    {
        _head.Rest.CopyTo(_now, 0);
        Close(isLeft: false, (float)look.RightEyeOpening);
        Close(isLeft: true, (float)look.LeftEyeOpening);
        if (look.MouthOpening > 0)
            OpenMouth((float)look.MouthOpening * YawnM);
    }

    private void Close(bool isLeft, float opening)
    {
        ReadOnlySpan<int> upper = FacePoints.UpperLid(isLeft), lower = FacePoints.LowerLid(isLeft), fold = FacePoints.LidFold(isLeft);
        for (int i = 1; i + 1 < upper.Length; i++)
        {
            Vector3 above = _head.Rest[upper[i]], below = _head.Rest[lower[i]];
            Vector3 meet = Vector3.Lerp(below, above, LidsMeet);
            _now[upper[i]] = Vector3.Lerp(meet, above, opening);
            _now[lower[i]] = Vector3.Lerp(meet, below, opening);
            _now[fold[i - 1]] += FoldShare * (_now[upper[i]] - above);
        }
    }

    /// <summary>The jaw goes down: everything below the upper lip's edge, most at the lower lip and chin, least at the ears.</summary>
    private void OpenMouth(float dropM)
    {
        float lipM = _head.Rest[13].Y, chinM = _head.Rest[FacePoints.Chin].Y;
        float halfMouthM = MathF.Max(0.01f, MathF.Abs(_head.Rest[308].X - _head.Rest[78].X) / 2);
        float middleM = (_head.Rest[308].X + _head.Rest[78].X) / 2;
        for (int i = 0; i < _now.Length; i++)
        {
            Vector3 rest = _head.Rest[i];
            float low = Math.Clamp((rest.Y - lipM) / (0.12f * (chinM - lipM)), 0, 1);
            float side = (rest.X - middleM) / (3.2f * halfMouthM);
            _now[i] += new Vector3(0, dropM * low * MathF.Max(0, 1 - (side * side)), 0);
        }

        foreach (int i in FacePoints.LowerLip)
        {
            float side = (_head.Rest[i].X - middleM) / halfMouthM;
            _now[i] = _head.Rest[i] + new Vector3(0, dropM * MathF.Max(0, 1 - (side * side)), 0);
        }

        foreach (int i in FacePoints.UpperLip)
            _now[i] = _head.Rest[i];
    }

    private void Turn(in DriverLook look, Vector3 place)
    {
        // The head's axes (forward, left, up) are the picture's (-z, x, -y) when he looks into the camera.
        Matrix4x4 turn = Matrix4x4.CreateFromAxisAngle(-Vector3.UnitZ, (float)look.Roll.Value)
            * Matrix4x4.CreateFromAxisAngle(Vector3.UnitX, (float)look.Pitch.Value)
            * Matrix4x4.CreateFromAxisAngle(-Vector3.UnitY, (float)look.Yaw.Value);
        for (int i = 0; i < _now.Length; i++)
        {
            _turned[i] = Vector3.Transform(_now[i], turn);
            Vector3 camera = _turned[i] + place;
            Vector2 at = new Vector2(_canvas.Width, _canvas.Height) / 2;
            at += _focalPx / camera.Z * new Vector2(camera.X, camera.Y);
            float light = Light(Vector3.TransformNormal(_restNormals[i], turn)) / Light(_restNormals[i]);
            _corners[i] = new CabinCorner(at, camera.Z, _head.Texture[i], _head.Shade[i] * Math.Clamp(light, 0.45f, 1.4f), _head.Alpha[i]);
        }
    }

    private static float Light(Vector3 normal) => LightFloor + ((1 - LightFloor) * MathF.Max(0, Vector3.Dot(normal, ToLight)));

    private void AddNormals(Vector3[] points, Vector3[] normals)
    {
        foreach (int[] triangles in new[] { _head.Triangles, _head.Outer })
        {
            for (int i = 0; i < triangles.Length; i += 3)
            {
                Vector3 a = points[triangles[i]];
                Vector3 normal = Vector3.Cross(points[triangles[i + 1]] - a, points[triangles[i + 2]] - a);
                normal = normal.Z > 0 ? -normal : normal;
                for (int j = 0; j < 3; j++)
                    normals[triangles[i + j]] += normal;
            }
        }

        for (int i = 0; i < normals.Length; i++)
            normals[i] = normals[i].LengthSquared() > 0 ? Vector3.Normalize(normals[i]) : -Vector3.UnitZ;
    }

    private void Fill<T>(int[] triangles, T texture)
        where T : ICabinTexture
    {
        for (int i = 0; i < triangles.Length; i += 3)
        {
            _canvas.Triangle(
                in _corners[triangles[i]], in _corners[triangles[i + 1]], in _corners[triangles[i + 2]], texture);
        }
    }

    private void Eye(bool isLeft, double opening, in DriverLook look, Vector3 tint)
    {
        var gaze = new Vector2(MathF.Sin((float)look.GazeYaw.Value), MathF.Sin((float)look.GazePitch.Value));
        var texture = new EyeTexture(_head.EyeMiddles[isLeft ? 1 : 0], gaze, (float)opening, tint * _head.White);
        Strip(FacePoints.UpperLid(isLeft), FacePoints.LowerLid(isLeft), texture, isInHead: true);
    }

    private void Mouth(float opening, PortraitTexture skin, Vector3 tint)
    {
        if (opening < 0.02f)
            Strip(FacePoints.UpperLip, FacePoints.LowerLip, skin, isInHead: false);
        else
            Strip(FacePoints.UpperLip, FacePoints.LowerLip, new PlainTexture(tint * new Vector3(44, 18, 20)), isInHead: false);
    }

    /// <summary>Between two edges of equally many points.</summary>
    /// <param name="isInHead">The texture's places are those of the head's plane, not of the portrait.</param>
    private void Strip<T>(ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, T texture, bool isInHead)
        where T : ICabinTexture
    {
        for (int i = 0; i + 1 < upper.Length; i++)
        {
            CabinCorner a = CornerOf(upper[i], isInHead), b = CornerOf(upper[i + 1], isInHead);
            CabinCorner c = CornerOf(lower[i], isInHead), d = CornerOf(lower[i + 1], isInHead);
            _canvas.Triangle(in a, in b, in d, texture);
            _canvas.Triangle(in a, in d, in c, texture);
        }
    }

    private CabinCorner CornerOf(int point, bool isInHead) =>
        isInHead ? _corners[point] with { Texture = new Vector2(_now[point].X, _now[point].Y) } : _corners[point];
}

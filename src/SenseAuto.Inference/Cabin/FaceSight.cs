using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// The face path of the cabin loop: finds the driver's face once, follows it by its own landmarks, and tells head,
/// eyes, gaze and mouth of every picture. One thread at a time; after construction a picture takes no memory.
/// </summary>
public sealed class FaceSight : IDisposable
{
    private readonly FaceDetector _detector;
    private readonly FaceLandmarker _landmarker;
    private readonly FaceReader _reader;
    private readonly FaceLimits _limits;
    private readonly CabinCamera _camera;
    private readonly PixelBox _seat;
    private readonly PictureWatch _watch = new();
    private readonly FixedList<FaceCandidate> _faces = new(BlazefaceDecoder.FacesMax);
    private FaceMemory _memory;
    private FaceCrop _crop;
    private MonoTime _lookedAt;
    private bool _isTracking;

    // Found on the last picture after it was lost, not marked yet.
    private bool _isNew;
    private bool _hasTwo;
    private int _faceCount;

    /// <param name="seat">Where the driver's head may be; null for anywhere on the picture.</param>
    /// <exception cref="ModelException">A model is missing or not the one of the catalogue.</exception>
    /// <exception cref="ArgumentException">The camera's numbers cannot be.</exception>
    public FaceSight(ModelStore store, CabinCamera camera, FaceLimits limits, PixelBox? seat = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(limits);
        if (!camera.IsUsable)
            throw new ArgumentException($"no camera is like this: {camera}", nameof(camera));

        _limits = limits;
        _camera = camera;
        _seat = seat ?? new PixelBox(0, 0, camera.Width, camera.Height);
        _reader = new FaceReader(camera, limits);
        _detector = new FaceDetector(store.Open(FaceDetector.ModelId), limits.ScoreMin);
        _landmarker = new FaceLandmarker(store.Open(FaceLandmarker.ModelId));
    }

    /// <summary>
    /// Points of the driver's face on the last picture; meaningful when its state was not Unavailable.
    /// </summary>
    public FaceMesh Mesh { get; } = new();

    /// <summary>
    /// The driver's face on the last picture as it was read, before filters; meaningful like the mesh.
    /// </summary>
    public FaceReading Reading { get; private set; }

    /// <summary>Faces of the last look at the whole picture, strongest first.</summary>
    public ReadOnlySpan<FaceCandidate> Faces => _faces.Items;

    /// <summary>The whole picture was searched on the last one, which costs as much as following a hand.</summary>
    public bool HasSearched { get; private set; }

    /// <summary>Times the driver's face was lost after it had been followed. Only goes up.</summary>
    public long Lost { get; private set; }

    /// <summary>Pictures of another size than the camera's. Only goes up.</summary>
    public long Refused { get; private set; }

    /// <summary>The state of the face on this picture; its time is the picture's.</summary>
    public FaceState Look(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width != _camera.Width || picture.Height != _camera.Height)
        {
            Refused++;
            return Absent(picture.Captured);
        }

        PictureLook look = _watch.Look(picture);
        bool isWorking = TryFollow(picture, out bool hasFace, out FaceReading reading);
        var input = new FaceInput(true, !isWorking, look, _faceCount, _hasTwo, hasFace, reading);
        Reading = reading;
        FaceState state = Publish(in input, picture.Captured);
        if (state.Validity == Validity.Valid)
            _watch.Learn(picture.Captured);
        return state;
    }

    /// <summary>
    /// Another detector found these on the whole picture; while the driver's face is followed, this one need not search
    /// then. Older ones than the last look are passed over.
    /// </summary>
    /// <param name="faces">Strongest first.</param>
    /// <param name="captured">Of the picture they are on.</param>
    public void Take(ReadOnlySpan<FaceCandidate> faces, MonoTime captured)
    {
        if (captured <= _lookedAt)
            return;

        _faces.Clear();
        foreach (ref readonly FaceCandidate face in faces)
            _faces.TryAdd(in face);
        Count(captured);
    }

    /// <summary>The state when no picture came.</summary>
    public FaceState Absent(MonoTime now)
    {
        (_isTracking, _isNew) = (false, false);
        return Publish(default, now);
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarker.Dispose();
    }

    private FaceState Publish(in FaceInput input, MonoTime now)
    {
        (_memory, FaceState state) = FaceStep.Step(in input, in _memory, _limits, now);
        return state;
    }

    /// <summary>False when a network failed.</summary>
    private bool TryFollow(CameraFrame picture, out bool hasFace, out FaceReading reading)
    {
        (hasFace, reading) = (false, default);
        HasSearched = false;
        bool isWorking = true;
        bool isLost = false;
        if (_isTracking)
        {
            isWorking = TryMark(picture, out hasFace, out reading);
            isLost = !hasFace;
            Lost += isLost && !_isNew ? 1 : 0;
            (_isTracking, _isNew) = (hasFace, false);
        }

        bool isDue = !_isTracking || picture.Captured.AgeOf(_lookedAt) >= _limits.LookEvery;
        if (!isWorking || !isDue)
            return isWorking;

        HasSearched = true;
        FaceCrop whole = FaceDetector.Whole(picture);
        if (!_detector.TryFind(picture, in whole, _faces))
            return false;

        int driver = Count(picture.Captured);
        if (_isTracking || driver < 0)
            return true;
        if (!isLost)
            return TryBegin(picture, _faces.Items[driver], out hasFace, out reading);

        // Marked in vain and searched: there is no time for more. The next picture is marked where the face is now.
        _crop = FaceCrop.Around(in _faces.Items[driver]);
        (_isTracking, _isNew) = (true, true);
        return true;
    }

    /// <returns>Place of the driver's face; -1 when it is not among them.</returns>
    private int Count(MonoTime captured)
    {
        int driver = FaceChoice.Driver(_faces.Items, _seat);
        (_lookedAt, _faceCount) = (captured, _faces.Count);
        _hasTwo = FaceChoice.HasSecond(_faces.Items, driver, _limits);
        return driver;
    }

    /// <summary>
    /// Marked twice: the detector's box is rough, the landmarks' own crop is what the network was made for.
    /// </summary>
    private bool TryBegin(CameraFrame picture, in FaceCandidate face, out bool hasFace, out FaceReading reading)
    {
        _crop = FaceCrop.Around(in face);
        bool isWorking = TryMark(picture, out hasFace, out reading);
        if (isWorking && hasFace)
            isWorking = TryMark(picture, out hasFace, out reading);
        _isTracking = hasFace;
        return isWorking;
    }

    private bool TryMark(CameraFrame picture, out bool hasFace, out FaceReading reading)
    {
        (hasFace, reading) = (false, default);
        if (!_crop.IsUsable)
            return true;
        if (!_landmarker.TryRun(picture, in _crop, Mesh))
            return false;

        hasFace = Mesh.Presence >= _limits.PresenceMin && _reader.TryRead(Mesh, picture, out reading);
        _crop = FaceCrop.Around(Mesh);
        return true;
    }
}

using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Gestures;

/// <summary>One palm as the detector saw it.</summary>
/// <param name="Score">0..1, the network's own.</param>
/// <param name="Box">Of the palm, without fingers, in pixels of the picture.</param>
/// <param name="Wrist">In pixels of the picture.</param>
/// <param name="MiddleKnuckle">Where the middle finger begins.</param>
public readonly record struct HandCandidate(float Score, PixelBox Box, PixelPoint Wrist, PixelPoint MiddleKnuckle)
    : ICandidate;

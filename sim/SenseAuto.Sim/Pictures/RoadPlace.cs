using System.Numerics;
using SenseAuto.Core;

namespace SenseAuto.Sim.Pictures;

/// <summary>From a place on the road to the vehicle frame.</summary>
internal static class RoadPlace
{
    /// <summary>Pose of a thing that stands on the road: its x along its heading, origin on the ground.</summary>
    public static Matrix4x4 Of(RoadScene scene, GroundPainter ground, Metres along, Metres left, Radians heading)
    {
        EgoPose ego = scene.Ego;
        float aheadM = (float)(along.Value - ego.Along.Value);
        float bendM = ground.BendAt(aheadM);
        float turned = (ground.BendAt(aheadM + 4) - bendM) / 4;
        float leftM = (float)(left.Value - ego.Left.Value - (ego.Heading.Value * aheadM)) + bendM;
        return Matrix4x4.CreateRotationZ((float)(heading.Value - ego.Heading.Value) + turned) * Matrix4x4.CreateTranslation(aheadM, leftM, 0);
    }
}

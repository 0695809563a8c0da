namespace SenseAuto.Cabin.Face;

/// <summary>How open the eyes are on one picture, as a share of the widest of late.</summary>
/// <param name="Both">Of the eyes that can be measured, the better ones counting more; 0..1.5.</param>
/// <param name="Left">Of the left eye; NaN when it cannot be measured. So the right.</param>
/// <param name="IsNewFace">It stands elsewhere than the one before: what was begun there is over.</param>
public readonly record struct LidOpening(float Both, float Left, float Right, bool IsNewFace)
{
    /// <summary>Both eyes open alike.</summary>
    public static LidOpening Alike(float share) => new(share, share, share, false);
}

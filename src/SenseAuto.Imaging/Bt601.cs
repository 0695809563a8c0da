namespace SenseAuto.Imaging;

/// <summary>
/// Numbers of ITU-R BT.601: luma shares, and limited range (luma 16..235, chroma 16..240) to full range.
/// </summary>
internal static class Bt601
{
    public const float RedShare = 0.299f;
    public const float GreenShare = 0.587f;
    public const float BlueShare = 0.114f;

    public const int LumaBlack = 16;
    public const int ChromaNone = 128;

    public const float LumaGain = 255f / 219;
    private const float ChromaGain = 255f / 224;

    public const float RedFromV = 2 * (1 - RedShare) * ChromaGain;
    public const float BlueFromU = 2 * (1 - BlueShare) * ChromaGain;
    public const float GreenFromU = -BlueFromU * BlueShare / GreenShare;
    public const float GreenFromV = -RedFromV * RedShare / GreenShare;
}

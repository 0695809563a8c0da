using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>
/// How long something has been so. Unknown time counts neither way: it stops the watch. Time from the last known
/// frame on
/// belongs to what is seen now, so that an answer comes within one frame of the truth at any frame rate.
/// </summary>
/// <param name="At">Of the last step.</param>
/// <param name="Last">Answer of the last step.</param>
/// <param name="Yes">Known time that it was so, since it was last not so for long enough.</param>
/// <param name="No">Known time that it has not been so, without a yes between.</param>
/// <param name="Unknown">Time without an answer, without a break.</param>
public readonly record struct Spell(
    MonoTime At, Answer Last, MonoDuration Yes, MonoDuration No, MonoDuration Unknown)
{
    /// <param name="reset">A no of this length ends the yes.</param>
    /// <param name="gap">Frames farther apart than this leave the time between unknown.</param>
    public Spell Step(Answer answer, MonoTime at, MonoDuration reset, MonoDuration gap)
    {
        MonoDuration passed = Last == default && At == default ? default : at.AgeOf(At);
        bool isKnown = Last != Answer.Unknown && passed <= gap;
        MonoDuration credit = isKnown ? passed : default;
        switch (answer)
        {
            case Answer.Yes:
                return new Spell(at, answer, Yes + credit, default, default);
            case Answer.No:
                MonoDuration no = No + credit;
                return new Spell(at, answer, no >= reset ? default : Yes, no, default);
            default:
                return new Spell(at, answer, Yes, No, Unknown + passed);
        }
    }

    /// <summary>The time that the last step knew about; zero when it or the one before knew nothing.</summary>
    public static MonoDuration Credit(in Spell before, in Spell after) =>
        new(Math.Max(0, after.Last == Answer.Yes
            ? after.Yes.Nanoseconds - before.Yes.Nanoseconds
            : after.No.Nanoseconds - before.No.Nanoseconds));
}

using System.Threading;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Recording;

/// <summary>Counts what a recorder could not keep, in total and since the last gap record. One writer thread.</summary>
internal sealed class RecorderLosses
{
    private const string RingFull = "the recorder's ring was full";
    private long _records;
    private long _pictures;
    private long _refusedRecordsSeen;
    private long _refusedPicturesSeen;
    private long _gapRecords;
    private long _gapPictures;
    private MonoTime _gapFrom;
    private string _gapReason = "";

    public long Records => Volatile.Read(ref _records);

    public long Pictures => Volatile.Read(ref _pictures);

    /// <summary>Takes the rings' up-only counters before a pass.</summary>
    public void NoteRefused(long records, long pictures, MonoTime last)
    {
        if (records > _refusedRecordsSeen || pictures > _refusedPicturesSeen)
            Add(records - _refusedRecordsSeen, pictures - _refusedPicturesSeen, last, RingFull);
        _refusedRecordsSeen = records;
        _refusedPicturesSeen = pictures;
    }

    public void Add(long records, long pictures, MonoTime last, string reason)
    {
        if (records + pictures == 0)
            return;

        if (_gapRecords + _gapPictures == 0)
        {
            _gapFrom = last;
            _gapReason = reason;
        }

        _gapRecords += records;
        _gapPictures += pictures;
        Volatile.Write(ref _records, _records + records);
        Volatile.Write(ref _pictures, _pictures + pictures);
    }

    /// <summary>False when nothing was lost since the last gap.</summary>
    public bool TryTakeGap(MonoTime now, out LogGap gap)
    {
        gap = default;
        if (_gapRecords + _gapPictures == 0)
            return false;

        MonoTime from = _gapFrom < now ? _gapFrom : now;
        gap = new LogGap(from, now, _gapRecords, _gapPictures, _gapReason);
        _gapRecords = _gapPictures = 0;
        return true;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Service.Faults;

/// <summary>Files on a disk that is full while the orders say so: half of a write still fits, and nothing after it.</summary>
internal sealed class FillingStore(ILogStore store, IReadOnlyList<FaultOrder> orders, FaultClock clock) : ILogStore
{
    public const string Problem = "No space left on device (fault Fill of disk)";

    public Stream Create(int part, out string name) =>
        clock.IsAnyOn(orders) ? throw new IOException(Problem) : new FillingStream(store.Create(part, out name), this);

    private bool IsFull => clock.IsAnyOn(orders);

    private sealed class FillingStream(Stream file, FillingStore disk) : Stream
    {
        private bool _isCut;

        public override bool CanRead => file.CanRead;

        public override bool CanSeek => file.CanSeek;

        public override bool CanWrite => file.CanWrite;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        /// <summary>A file that is made shorter needs no room.</summary>
        public override void SetLength(long value) => file.SetLength(value);

        public override void Flush() => file.Flush();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!disk.IsFull)
            {
                file.Write(buffer);
                return;
            }

            if (!_isCut)
                file.Write(buffer[..(buffer.Length / 2)]);
            _isCut = true;
            throw new IOException(Problem);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}

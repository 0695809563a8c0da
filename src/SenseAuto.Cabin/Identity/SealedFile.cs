using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;

namespace SenseAuto.Cabin.Identity;

/// <summary>
/// A file that only the holder of the key can read or change: AES-256-GCM, a fresh nonce every time it is written.
/// </summary>
/// <remarks>Layout: "SAID", version (4 bytes, little endian), nonce (12), tag (16), cipher text.</remarks>
public sealed class SealedFile
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 8;
    private const int Version = 1;
    private const long LengthMax = 64L << 20;
    private const int SealBytes = HeaderBytes + NonceBytes + TagBytes;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _path;
    private readonly string _keyPath;

    // The seal of the file as this object last read or wrote it: two writers must not undo each other.
    private byte[] _seal = [];

    /// <param name="path">Of the sealed file.</param>
    /// <param name="keyPath">Of the key: 32 bytes, for its owner alone; made when neither file is there.</param>
    public SealedFile(string path, string keyPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(keyPath);
        _path = path;
        _keyPath = keyPath;
    }

    /// <summary>What is in the file; empty when there is none yet.</summary>
    /// <exception cref="IdentityStoreException">Tampered with, another key, no key, or not readable.</exception>
    public byte[] Read()
    {
        try
        {
            if (!File.Exists(_path))
                return [];

            byte[] file = ReadWhole();
            byte[] plain = Open(file, Key(mayMake: false));
            _seal = file[..SealBytes];
            return plain;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IdentityStoreException($"{_path}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Replaces the file whole, or leaves the one that was there. Its folder is made for its owner.</summary>
    /// <exception cref="IdentityStoreException">
    /// No key for a file that exists, another wrote the file since it was read here, or the disk took it not.
    /// </exception>
    public void Write(ReadOnlySpan<byte> plain)
    {
        string fresh = _path + ".new";
        try
        {
            MakeFolder();
            byte[] key = Key(mayMake: !File.Exists(_path));
            if (!SealOnDisk().AsSpan().SequenceEqual(_seal))
                throw new IdentityStoreException($"{_path}: another wrote it meanwhile; nothing was kept, try again");

            byte[] file = Seal(plain, key);
            Replace(_path, fresh, file);
            _seal = file[..SealBytes];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Discard(fresh);
            throw new IdentityStoreException(
                $"{_path}: the known persons could not be kept, the file is as it was: {failure.Message}", failure);
        }
    }

    private void MakeFolder()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is not { } folder || Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private byte[] SealOnDisk()
    {
        if (!File.Exists(_path))
            return [];

        byte[] seal = new byte[SealBytes];
        using FileStream stream = File.OpenRead(_path);
        int read = stream.ReadAtLeast(seal, SealBytes, throwOnEndOfStream: false);
        return seal[..read];
    }

    private static void Replace(string path, string fresh, ReadOnlySpan<byte> bytes)
    {
        using (FileStream stream = Create(fresh))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // The next write begins by replacing it.
        }
    }

    private byte[] ReadWhole()
    {
        long length = new FileInfo(_path).Length;
        if (length is < SealBytes or > LengthMax)
            throw new IdentityStoreException($"{_path}: {length} bytes are no file of known persons");

        return File.ReadAllBytes(_path);
    }

    private byte[] Open(ReadOnlySpan<byte> file, byte[] key)
    {
        if (!file.StartsWith("SAID"u8) || BinaryPrimitives.ReadInt32LittleEndian(file[4..]) != Version)
            throw new IdentityStoreException($"{_path}: no file of known persons, or of another version");

        ReadOnlySpan<byte> nonce = file.Slice(HeaderBytes, NonceBytes);
        ReadOnlySpan<byte> tag = file.Slice(HeaderBytes + NonceBytes, TagBytes);
        ReadOnlySpan<byte> cipher = file[SealBytes..];
        byte[] plain = new byte[cipher.Length];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(nonce, cipher, tag, plain, file[..HeaderBytes]);
            return plain;
        }
        catch (CryptographicException failure)
        {
            throw new IdentityStoreException(
                $"{_path}: was changed, or {_keyPath} is not its key; nobody is recognised until both fit", failure);
        }
    }

    private static byte[] Seal(ReadOnlySpan<byte> plain, byte[] key)
    {
        byte[] file = new byte[SealBytes + plain.Length];
        "SAID"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Version);
        Span<byte> nonce = file.AsSpan(HeaderBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce, plain, file.AsSpan(SealBytes),
            file.AsSpan(HeaderBytes + NonceBytes, TagBytes), file.AsSpan(0, HeaderBytes));
        return file;
    }

    private byte[] Key(bool mayMake)
    {
        if (!File.Exists(_keyPath))
        {
            if (!mayMake)
            {
                throw new IdentityStoreException(
                    $"{_keyPath}: the key is missing, so {_path} cannot be read; bring it back, "
                    + "or delete that file, too, to forget everybody");
            }

            Replace(_keyPath, _keyPath + ".new", RandomNumberGenerator.GetBytes(KeyBytes));
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(_keyPath) & ~OwnerOnly) != 0)
            throw new IdentityStoreException($"{_keyPath}: others may read the key; set its mode to 600");

        byte[] key = File.ReadAllBytes(_keyPath);
        return key.Length == KeyBytes
            ? key
            : throw new IdentityStoreException($"{_keyPath}: {key.Length} bytes are no key of {KeyBytes}");
    }
}

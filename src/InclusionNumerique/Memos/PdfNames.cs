namespace InclusionNumerique.Memos;

/// <summary>Listens for the names of a PDF that make it more than paper. Letters of a name may be written by their numbers (#4A), which changes nothing.</summary>
internal sealed class PdfNames
{
    private const int LengthMost = 16;

    private static readonly byte[][] Active = [.. new[] { "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private readonly byte[] _name = new byte[LengthMost];
    private int _length = -1;
    private int _number = -1;
    private bool _isScript;

    public bool IsActive { get; private set; }

    public bool IsLocked { get; private set; }

    public bool HoldsObjects { get; private set; }

    /// <summary>The next part of what is read; a name may begin in one and end in the next.</summary>
    public void Read(ReadOnlySpan<byte> part)
    {
        while (!part.IsEmpty)
        {
            if (_length < 0 && !_isScript)
            {
                var next = part.IndexOf((byte)'/');
                if (next < 0)
                {
                    return;
                }

                part = part[next..];
            }

            Take(part[0]);
            part = part[1..];
        }
    }

    private void Take(byte letter)
    {
        if (_length >= 0 && !IsDelimiter(letter))
        {
            Spell(letter);
            return;
        }

        if (_length >= 0)
        {
            End();
        }

        // Two letters come about by chance in pictures: the script itself, or where it is, comes after them.
        if (_isScript && !IsSpace(letter))
        {
            IsActive |= letter is (byte)'(' or (byte)'<' or (>= (byte)'0' and <= (byte)'9');
            _isScript = false;
        }

        _length = letter == (byte)'/' ? 0 : -1;
        _number = -1;
    }

    private void Spell(byte letter)
    {
        if (letter == (byte)'#')
        {
            _number = 0;
            return;
        }

        if (_number >= 0 && char.IsAsciiHexDigit((char)letter))
        {
            // One digit is kept with a mark, the second one completes the letter.
            var digit = Convert.ToInt32(((char)letter).ToString(), 16);
            if (_number == 0)
            {
                _number = 0x100 | digit;
                return;
            }

            letter = (byte)(((_number & 0xF) << 4) | digit);
        }

        _number = -1;
        if (_length < LengthMost)
        {
            _name[_length] = letter;
        }

        _length = Math.Min(_length + 1, LengthMost + 1);
    }

    private void End()
    {
        if (_length > LengthMost)
        {
            return;
        }

        var name = _name.AsSpan(0, _length);
        IsLocked |= name.SequenceEqual("Encrypt"u8);
        HoldsObjects |= name.SequenceEqual("ObjStm"u8);
        _isScript = name.SequenceEqual("JS"u8);
        foreach (var active in Active)
        {
            IsActive |= name.SequenceEqual(active);
        }
    }

    private static bool IsSpace(byte letter) => letter is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsDelimiter(byte letter) => IsSpace(letter) || letter is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';
}

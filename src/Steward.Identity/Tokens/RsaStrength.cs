using System.Numerics;

namespace Steward.Identity;

/// <summary>Refuses RSA keys that anyone could sign for.</summary>
internal static class RsaStrength
{
    private static readonly int[] RocaPrimes =
    [
        11,
        13,
        17,
        19,
        37,
        53,
        61,
        71,
        73,
        79,
        97,
        103,
        107,
        109,
        127,
        151,
        157,
    ];
    private static readonly HashSet<int>[] RocaResidues = [.. RocaPrimes.Select(PowersOf65537)];

    /// <summary>What is wrong with the key, as a sentence; null if nothing is.</summary>
    public static string? Weakness(byte[] modulus, byte[] exponent)
    {
        // Leading zeros are another spelling of the same number.
        if (modulus[0] == 0 || exponent[0] == 0)
            return "A number of the key has leading zeros.";
        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var e = new BigInteger(exponent, isUnsigned: true, isBigEndian: true);
        if (n.GetBitLength() is < 2048 or > 8192)
            return "The key's modulus is shorter than 2048 bits or longer than 8192.";
        if (n.IsEven || e.IsEven || e < 65537 || e > uint.MaxValue)
            return "The key's modulus or exponent is not one that a sound generator makes.";
        return IsRoca(n) ? "The key has the ROCA weakness (CVE-2017-15361)." : null;
    }

    // The broken generator made primes that are powers of 65537 modulo every small prime, so the modulus is one too:
    // Nemec, Sys, Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack", CCS 2017, section 3.
    private static bool IsRoca(BigInteger modulus) =>
        RocaPrimes.Zip(RocaResidues).All(pair => pair.Second.Contains((int)(modulus % pair.First)));

    private static HashSet<int> PowersOf65537(int prime)
    {
        HashSet<int> powers = [];
        for (var power = 1; powers.Add(power); power = power * (65537 % prime) % prime) { }
        return powers;
    }
}

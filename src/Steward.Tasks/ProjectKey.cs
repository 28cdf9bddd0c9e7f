using System.Globalization;
using System.Text;

namespace Steward.Tasks;

/// <summary>Makes a project's key of its name: HOME of Home, BH of Big House, HOME2 where HOME is taken.</summary>
internal static class ProjectKey
{
    public const string Pattern = "[A-Z][A-Z0-9]{0,9}";
    private const int Longest = 10;
    private const int FromOneWord = 4;
    private const int FromMoreWords = 5;

    /// <summary>What a free key begins with.</summary>
    public static string Beginning(string name)
    {
        var words = name.Normalize(NormalizationForm.FormD)
            .Split([' ', '-', '_', '/', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string([.. word.Where(char.IsAsciiLetter)]).ToUpperInvariant())
            .Where(word => word is not "")
            .ToList();
        return words switch
        {
            [] => "P",
            [var one] => one[..Math.Min(one.Length, FromOneWord)],
            _ => new string([.. words.Take(FromMoreWords).Select(word => word[0])]),
        };
    }

    public static string Free(string beginning, IReadOnlySet<string> taken)
    {
        var key = beginning;
        for (var number = 2; taken.Contains(key); number++)
        {
            var end = number.ToString(CultureInfo.InvariantCulture);
            key = beginning[..Math.Min(beginning.Length, Longest - end.Length)] + end;
        }
        return key;
    }
}

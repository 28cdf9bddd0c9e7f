namespace Steward.Assistant;

/// <summary>What the operator decides about models.</summary>
public sealed record ModelOptions
{
    /// <summary>The installation's own models, for every tenant; the first is the default, the others follow when it fails.</summary>
    public IReadOnlyList<ModelProviderOptions> Providers { get; init; } = [];
    public ModelLimits Limits { get; init; } = new();
}

/// <summary>One model at one address.</summary>
public sealed record ModelProviderOptions(string Name, ModelKind Kind, Uri Url, string Model)
{
    /// <summary>Null: none is sent, as to a server of one's own.</summary>
    public string? Key { get; init; }
    public ModelPrice? Price { get; init; }

    /// <summary>How many tokens it takes, the answer's included; null: unknown, and thought to be enough.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>How many turns it may work on at once, for this server.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>Null: told by the model's name.</summary>
    public ModelSize? Size { get; init; }

    // A record's own ToString would show the key.
    public override string ToString() => $"{Name}: {Model}";
}

/// <summary>What a provider speaks.</summary>
public enum ModelKind
{
    /// <summary>Chat completions, as OpenAI, Gemini, Ollama, llama.cpp and vLLM have them.</summary>
    Openai,

    /// <summary>Messages, as Anthropic has them.</summary>
    Anthropic,
}

/// <summary>The classes by which agents ask for a model.</summary>
public enum ModelSize
{
    Small,
    Medium,
    Large,
}

/// <summary>How long is waited, how often it is tried again, and how much of an answer is taken.</summary>
public sealed record ModelLimits
{
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan BetweenTokens { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the call to the end of the answer, waiting in line and trying again included.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often one provider is asked in one call.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The pause before the second try; it doubles, and a part of it is left to chance.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Who asks us to come back later than this is not waited for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A provider whose line would take longer than this is passed over for one that is free sooner.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many turns of one tenant wait for one provider.</summary>
    public int WaitingPerTenant { get; init; } = 32;

    /// <summary>How many turns wait for one provider in all.</summary>
    public int Waiting { get; init; } = 256;

    /// <summary>After so many failures within <see cref="FailuresWithin"/>, when they are half of the calls, a provider is left alone.</summary>
    public int Failures { get; init; } = 4;
    public TimeSpan FailuresWithin { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan LeftAlone { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of UTF-8, of the text and the tool calls' arguments.</summary>
    public int AnswerBytes { get; init; } = 1024 * 1024;
    public int ToolCalls { get; init; } = 64;

    /// <summary>Of one event on the wire, which is kept until it ends.</summary>
    public long EventBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Of all events: a word of text comes in three hundred bytes of JSON.</summary>
    public long WireBytes { get; init; } = 256 * 1024 * 1024;
}

using System.Collections.Frozen;

namespace Steward.Assistant;

/// <summary>The agents that come with Steward: the files of <c>agents/</c>, read when somebody first asks for one.</summary>
internal sealed class BuiltInAgents(Catalogue catalogue)
{
    private const string Folder = "agents/";

    private readonly Lazy<FrozenDictionary<string, (AgentDefinition, string)>> read = new(() => Read(catalogue));

    public IEnumerable<(AgentDefinition Definition, string Text)> All =>
        read.Value.Values.OrderBy(agent => agent.Item1.Name, StringComparer.Ordinal);

    public (AgentDefinition Definition, string Text)? Find(string name) =>
        read.Value.TryGetValue(name, out var found) ? found : null;

    private static FrozenDictionary<string, (AgentDefinition, string)> Read(Catalogue catalogue)
    {
        var agents = new Dictionary<string, (AgentDefinition, string)>();
        var assembly = typeof(BuiltInAgents).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
            if (name.StartsWith(Folder, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var text = reader.ReadToEnd();
                var agent = AgentReader.Read(text, name[Folder.Length..], isOwn: true, catalogue);
                agents.Add(agent.Name, (agent, text));
            }
        return agents.ToFrozenDictionary();
    }
}

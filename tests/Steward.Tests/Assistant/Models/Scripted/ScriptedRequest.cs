using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

/// <param name="Path">To which address it was sent.</param>
/// <param name="Key">As it was sent: <c>Bearer ...</c>.</param>
public sealed record ScriptedRequest(JsonNode Body, string Path, string? Key)
{
    public IEnumerable<JsonNode> Messages => Body["messages"]!.AsArray().OfType<JsonNode>();
    public IEnumerable<string> Tools =>
        Body["tools"]?.AsArray().Select(tool => (tool!["function"] ?? tool)["name"]!.GetValue<string>()) ?? [];
}

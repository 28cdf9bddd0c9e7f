using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Hosting;
using Steward.Server.Rest;

namespace Steward.Server.OpenAI;

/// <summary>The agents, as models.</summary>
internal sealed class ModelList(Catalogue catalogue, Pipeline pipeline)
{
    public Task List(HttpContext http) =>
        Answer(
            http,
            new ListAgents(),
            result => new { Object = "list", Data = ((AgentList)result).Items.Select(agent => Model(agent)) }
        );

    public Task Get(HttpContext http) =>
        Answer(http, new GetAgent((string)http.GetRouteValue("model")!), result => Model(((AgentDetails)result).Agent));

    private async Task Answer(HttpContext http, IOperation query, Func<object, object> shape)
    {
        try
        {
            var outcome = await pipeline.Run(
                new()
                {
                    Operation = catalogue.Of(query.GetType()),
                    Caller = http.Caller() with { Surface = Surface.OpenAI },
                    Input = () => new(query),
                },
                http.RequestAborted
            );
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(
                JsonSerializer.Serialize(shape(outcome.Result!), Wire.Json),
                http.RequestAborted
            );
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
    }

    private static object Model(AgentView agent) =>
        new
        {
            Id = agent.Name,
            Object = "model",
            Created = agent.CreatedAt?.ToUnixTimeSeconds() ?? 0,
            OwnedBy = agent.Source is AgentSource.BuiltIn ? "steward" : "tenant",
        };
}

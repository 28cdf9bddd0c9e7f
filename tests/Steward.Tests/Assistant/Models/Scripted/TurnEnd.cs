using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

public enum TurnEnd
{
    Done,
    Reset,
    Silence,

    /// <summary>The connection is closed as if all was said, without the last events.</summary>
    Cut,
}

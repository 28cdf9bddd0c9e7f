using System.CommandLine;
using Steward.Server.Cli;

var steward = new RootCommand("Steward: work on real things, with people and AI agents, through one guarded door.")
{
    ServeCommand.Create(),
    McpCommand.Create(),
};

// A stop drains requests and PostgreSQL first; only what hangs is cut off.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = ServeCommand.LongestStop };
return await steward.Parse(args).InvokeAsync(invocation);

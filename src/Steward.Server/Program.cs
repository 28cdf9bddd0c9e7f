using System.CommandLine;
using Steward.Server.Cli;

// A stop drains requests and PostgreSQL first; only what hangs is cut off.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = ServeCommand.LongestStop };
return await CommandLine.Run(args, invocation);

// Connects as a client built on the TypeScript SDK, lists the tools, makes the calls, and prints what it got as JSON.
//   node client.mjs sdk|sdk-2 '{"url", "token"} or {"command", "args", "env"}' '[{"name", "arguments"}, ...]'
import * as sdk2 from '@modelcontextprotocol/client';
import * as sdk2Stdio from '@modelcontextprotocol/client/stdio';
import * as sdk from '@modelcontextprotocol/sdk/client/index.js';
import * as sdkStdio from '@modelcontextprotocol/sdk/client/stdio.js';
import * as sdkHttp from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [generation, target, calls] = [process.argv[2], JSON.parse(process.argv[3]), JSON.parse(process.argv[4])];
const library =
  generation === 'sdk-2'
    ? { ...sdk2, ...sdk2Stdio }
    : { ...sdk, ...sdkStdio, ...sdkHttp };

const client = new library.Client(
  { name: 'foreign-client', version: '1.0.0' },
  { versionNegotiation: { mode: 'auto' } }
);
const transport = target.command
  ? new library.StdioClientTransport(target)
  : new library.StreamableHTTPClientTransport(new URL(target.url), {
      requestInit: { headers: target.token ? { Authorization: `Bearer ${target.token}` } : {} }
    });

const answers = [];
await client.connect(transport);
const { tools } = await client.listTools();
for (const call of calls) {
  try {
    answers.push(await client.callTool(call));
  } catch (error) {
    answers.push({ thrown: error.message });
  }
}
const server = client.getServerVersion();
const version = client.getNegotiatedProtocolVersion?.();
await client.close();
console.log(JSON.stringify({ server, version, tools: tools.map(tool => tool.name), answers }));

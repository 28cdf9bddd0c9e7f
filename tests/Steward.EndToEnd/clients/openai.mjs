// Speaks with a server as OpenAI's own client does, and prints what it got as JSON.
//   node openai.mjs URL KEY
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.argv[2], apiKey: process.argv[3], maxRetries: 0 });
const ask = (content, more = {}) => ({ model: 'steward', messages: [{ role: 'user', content }], ...more });

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status, code: error.code, param: error.param };
  }
}

async function stream(content) {
  const got = { text: '', usage: null, finish: null };
  const chunks = await client.chat.completions.create(
    ask(content, { stream: true, stream_options: { include_usage: true } })
  );
  for await (const chunk of chunks) {
    got.text += chunk.choices[0]?.delta?.content ?? '';
    got.finish ??= chunk.choices[0]?.finish_reason ?? null;
    got.usage ??= chunk.usage ?? null;
  }
  return got;
}

const models = [];
for await (const model of client.models.list()) models.push(model.id);
const whole = await client.chat.completions.create(ask('add'));
const streamed = await stream('stream');
const broken = await failure(() => stream('fail'));
const unknown = await failure(() => client.chat.completions.create({ ...ask('a'), model: 'gpt-5' }));
const tools = await failure(() =>
  client.chat.completions.create(ask('a', { tools: [{ type: 'function', function: { name: 'f' } }] }))
);
const stranger = new OpenAI({ baseURL: process.argv[2], apiKey: 'stw_nobody', maxRetries: 0 });
const unsigned = await failure(() => stranger.models.list());
console.log(JSON.stringify({ models, whole, streamed, broken, unknown, tools, unsigned }));

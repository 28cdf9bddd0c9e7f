/** Where the server's source names the code of a refusal, or of a fault of one input. */
const shapes = [
  /RefusalException\.(?:Conflict|Forbidden)\(\s*"([a-z_]+)"/g,
  /RefusalKind\.\w+,\s*"([a-z_]+)"/g,
  /(?:RefusalException\.Invalid|new InputError)\(\s*\$?"[^"]*",\s*"([a-z_]+)"/g,
  /(?:RefusalException\.Invalid|new InputError)\(\s*\w+,\s*"([a-z_]+)"/g,
  /\bnew\((?:status|pointer|"\/[^"]*"),\s*"([a-z_]+)"/g,
  /Attribute => "([a-z_]+)"/g,
]

export const codesIn = (source: string): string[] =>
  shapes.flatMap(shape => [...source.matchAll(shape)].map(([, code]) => code!))

/** Codes that nobody meets in the app, and why. */
export const notForPeople: ReadonlyMap<string, string> = new Map([
  ['approval_required', 'is an answer to agents, over MCP'],
  ['busy', 'is tried again by itself'],
  ['bad_request', 'the app sends none that is not well formed'],
  ['context_length_exceeded', 'OpenAI API'],
  ['cross_origin', 'the app is of the same origin'],
  ['denied', 'is an answer to agents, over MCP'],
  ['empty', 'OpenAI API'],
  ['feed_restarted', 'the live feed begins anew by itself'],
  ['idempotency_key_reused', 'the app makes its keys'],
  ['invalid_cursor', 'the app sends cursors back as they came'],
  ['invalid_idempotency_key', 'the app makes its keys'],
  ['invalid_state', 'elicitation over MCP'],
  ['invalid_ticket', 'the live connection gets a new one by itself'],
  ['invalid_token', 'the session is renewed by itself, or has ended'],
  ['invalid_unicode', 'OpenAI API'],
  ['malformed_json', 'the app writes JSON'],
  ['key_not_limited', 'is read by calendar programs'],
  ['missing', 'OpenAI API'],
  ['no_user_message', 'OpenAI API'],
  ['not_for_agents', 'is an answer to agents'],
  ['not_for_system', 'is an answer to jobs'],
  ['not_own_run', 'is an answer to agents'],
  ['person_only', 'the app is used by persons who have signed in'],
  ['system_only', 'is an answer to others than jobs'],
  ['tool_not_allowed', 'is an answer to agents'],
  ['tools_not_supported', 'OpenAI API'],
  ['unsupported_content', 'OpenAI API'],
  ['unsupported_media_type', 'the app sends JSON'],
  ['unsupported_value', 'OpenAI API'],
])

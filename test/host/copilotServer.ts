/**
 * A loopback server that answers the bundled Copilot extension in the place of its models: canned completions for the
 * real extension, with no account and no network.
 */
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CopilotRules {
  /** Ghost text that continues `prompt`, the document up to the cursor; null for no suggestion. May be multi-line. */
  ghostText(prompt: string, language: string | null): string | null;
  /** The window of code around the cursor after the next edit; unchanged means there is nothing to suggest. */
  nextEdit?(window: string, prompt: string): string;
  /** 0-based line where a next edit further away would be; null for none. */
  jump?(prompt: string): number | null;
}

export interface CopilotServer {
  /** Environment that makes the bundled extension talk to this server, with a token that is worth nothing. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when the extension has asked for its models and can complete. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server on a free loopback port. */
export async function startCopilotServer(rules: CopilotRules): Promise<CopilotServer> {
  let modelsAsked = (): void => undefined;
  const ready = new Promise<void>((resolve) => (modelsAsked = resolve));
  const server = http.createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = request.url ?? '';
      if (url === '/capi/models') modelsAsked();
      answer(url, body, rules, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: automationEnvironment(port),
    ready,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(url: string, body: Body, rules: CopilotRules, response: http.ServerResponse): void {
  if (/^\/proxy\/v1\/engines\/[^/]+\/completions$/.test(url)) {
    const text = rules.ghostText(body.prompt ?? '', body.extra?.language ?? null) ?? '';
    streamEvents(response, [
      { id: 'completion', choices: [{ index: 0, text, finish_reason: null }] },
      { id: 'completion', choices: [{ index: 0, text: '', finish_reason: 'stop' }] },
    ]);
  } else if (url === '/proxy/chat/completions') {
    const chunk = (delta: object, finish: string | null): object => ({
      id: 'edit',
      object: 'chat.completion.chunk',
      model: body.model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
    const content = nextEditAnswer(body, rules);
    streamEvents(response, [chunk({ role: 'assistant', content }, null), chunk({ content: '' }, 'stop')]);
  } else if (url === '/capi/models') {
    sendJson(response, 200, { object: 'list', data: models });
  } else if (url === '/proxy/models') {
    sendJson(response, 200, { models: [] });
  } else {
    sendJson(response, 404, {});
  }
}

function nextEditAnswer(body: Body, rules: CopilotRules): string {
  const prompt = (body.messages ?? []).map((message) => textOf(message.content)).join('\n');
  if (prompt.startsWith('Your task is to predict the line number')) return String(rules.jump?.(prompt) ?? 0);
  const marked = /<\|code_to_edit\|>\n([\s\S]*?)<\|\/code_to_edit\|>/.exec(prompt)?.[1] ?? '';
  const window = marked.replace('<|cursor|>', '');
  return rules.nextEdit?.(window, prompt) ?? window;
}

interface Body {
  readonly prompt?: string;
  readonly model?: string;
  readonly extra?: { readonly language?: string };
  readonly messages?: readonly { readonly content: string | readonly { readonly text?: string }[] }[];
}

function textOf(content: string | readonly { readonly text?: string }[]): string {
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

async function readBody(request: http.IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
  } catch {
    return {}; // telemetry and the like: not JSON, and not answered
  }
}

function streamEvents(response: http.ServerResponse, frames: readonly object[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const frame of frames) response.write(`data: ${JSON.stringify(frame)}\n\n`);
  response.end('data: [DONE]\n\n');
}

function sendJson(response: http.ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function model(id: string, type: 'chat' | 'completion', preferred = false): object {
  return {
    ...{ id, name: id, object: 'model', vendor: 'loopback', version: id, preview: false },
    ...{ model_picker_enabled: type === 'chat', is_chat_default: preferred, is_chat_fallback: preferred },
    capabilities: {
      ...{ type, family: id, object: 'model_capabilities', tokenizer: 'o200k_base' },
      limits: { max_prompt_tokens: 64000, max_output_tokens: 4096, max_context_window_tokens: 68096 },
      supports: { streaming: true, tool_calls: true, parallel_tool_calls: true },
    },
  };
}

// An empty list of models would be asked for again without end.
const models = [
  model('gpt-4.1', 'chat', true),
  model('gpt-4o-mini', 'chat'),
  model('gpt-41-copilot', 'completion'),
];

/**
 * The extension's own switch for automated runs: the token comes from here, nothing is asked of an account. A GitHub
 * session must not be given as well: with one, the extension offers no models of one's own, and so no chat of ours.
 */
function automationEnvironment(port: number): Record<string, string> {
  const at = (name: string): string => `http://127.0.0.1:${port}/${name}`;
  const token = {
    ...{ token: 'tid=dummy;exp=4102444800', expires_at: 4102444800, refresh_in: 1500, sku: 'dummy' },
    ...{ individual: true, chat_enabled: true, code_quote_enabled: false, copilotignore_enabled: false },
    ...{ public_suggestions: 'enabled', telemetry: 'disabled', username: 'dummy', isVscodeTeamMember: false },
    ...{ copilot_plan: 'individual', organization_login_list: [] },
    endpoints: {
      ...{ api: at('capi'), proxy: at('proxy'), telemetry: at('telemetry'), 'origin-tracker': at('origin') },
    },
  };
  return {
    IS_SCENARIO_AUTOMATION: '1',
    VSCODE_COPILOT_CHAT_TOKEN: Buffer.from(JSON.stringify(token)).toString('base64'),
  };
}

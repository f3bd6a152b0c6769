/**
 * A loopback server that plays the language model of the bundled chat: an OpenAI-style endpoint that VS Code's "Custom
 * Endpoint" models talk to. What it answers is queued by the test, step by step; no account and no network.
 */
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The vendor under which VS Code lists models of one's own. */
export const CHAT_VENDOR = 'customendpoint';

/** One call of one of the agent's tools, named and filled as a model would. */
export interface ChatToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** One answer of the model. `before` runs when the request for it has come: the agent waits until it has ended. */
export type ChatStep = { readonly before?: () => Promise<void> } & (
  { readonly tools: readonly ChatToolCall[] } | { readonly text: string }
);

export class ChatModel {
  private readonly queue: ChatStep[] = [];
  private failed: Error | null = null;
  private calls = 0;

  private constructor(private readonly server: http.Server) {}

  /** Settings that make every kind of chat talk to this model, and ask no questions that have nothing to do with it. */
  static readonly settings: Readonly<Record<string, unknown>> = {
    'inlineChat.askInChat': false,
    'inlineChat.defaultModel': `replacing (${CHAT_VENDOR})`,
    'chat.byokUtilityModelDefault': 'mainAgent',
    'chat.editing.confirmEditRequestRemoval': false,
  };

  /** Starts the server on a free loopback port. */
  static async start(): Promise<ChatModel> {
    const server = http.createServer();
    const model = new ChatModel(server);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      model.answer(request, response).catch((error: unknown) => {
        model.failed = error instanceof Error ? error : new Error(String(error));
        response.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  /** The content of `chatLanguageModels.json`: one model for each set of edit tools that the agent may be offered. */
  get configuration(): readonly object[] {
    const { port } = this.server.address() as AddressInfo;
    const model = (id: string, editTools: readonly string[] | null): object => ({
      ...{ id, name: id, url: `http://127.0.0.1:${port}/v1/chat/completions` },
      ...{ toolCalling: true, vision: false, maxInputTokens: 100_000, maxOutputTokens: 8_000 },
      ...(editTools ? { editTools } : {}),
    });
    return [
      {
        ...{ name: 'Loopback', vendor: CHAT_VENDOR },
        models: [
          model('replacing', ['find-replace', 'multi-find-replace']),
          model('patching', ['apply-patch']),
        ],
      },
    ];
  }

  /** Answers that are still to be asked for. */
  get pending(): number {
    return this.queue.length;
  }

  /** Puts the answers of the next conversation in place of what is left of the one before. */
  expect(steps: readonly ChatStep[]): void {
    this.queue.splice(0, this.queue.length, ...steps);
    this.failed = null;
  }

  /** Throws what a step's `before` threw. */
  throwFailure(): void {
    if (this.failed !== null) throw this.failed;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await readBody(request);
    // Without tools it asks for a title or a progress text: that is not part of the conversation.
    const step: ChatStep = body.tools?.length ? (this.queue.shift() ?? { text: 'Done.' }) : { text: 'Title' };
    await step.before?.();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (chunk: object): void => {
      const common = { id: 'chat', object: 'chat.completion.chunk', created: 1, model: body.model };
      response.write(`data: ${JSON.stringify({ ...common, ...chunk })}\n\n`);
    };
    const delta = (content: object, finish: string | null = null): void =>
      send({ choices: [{ index: 0, delta: content, finish_reason: finish }] });
    delta({ role: 'assistant', content: '' });
    if ('tools' in step) {
      step.tools.forEach((tool, index) => delta({ tool_calls: [this.toolCall(tool, index)] }));
      delta({}, 'tool_calls');
    } else {
      delta({ content: step.text });
      delta({}, 'stop');
    }
    send({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
    response.end('data: [DONE]\n\n');
  }

  private toolCall({ name, args }: ChatToolCall, index: number): object {
    const id = `call_${(this.calls += 1)}`;
    return { index, id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
  }
}

interface Body {
  readonly model?: string;
  readonly tools?: readonly object[];
}

async function readBody(request: http.IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
  } catch {
    return {}; // nothing that asks for an answer
  }
}

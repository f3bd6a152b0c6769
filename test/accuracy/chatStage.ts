/**
 * What the kinds of the chat work with: the chat of the stage's editor, in a conversation of its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Chat } from '../host/chat';
import type { ChatStep, ChatToolCall } from '../host/chatModel';
import { until } from '../host/until';
import type { Stage } from './stage';

export class ChatStage {
  private constructor(
    readonly stage: Stage,
    readonly chat: Chat,
  ) {}

  /** Begins a conversation, and commits `a.ts` and `b.ts` as what is there before anybody edits. */
  static async begin(stage: Stage): Promise<ChatStage> {
    const begun = new ChatStage(stage, new Chat(stage.session));
    await begun.chat.startOver();
    for (const file of ['a.ts', 'b.ts']) await stage.write(file, COMMITTED, { committed: true });
    return begun;
  }

  /** Asks the agent; it has these edits of `a.ts` to make, each in a call of its own. */
  async edit(...pieces: readonly (readonly [string, string])[]): Promise<void> {
    await this.ask('edit', ...pieces.map(([from, to]) => ({ tools: [this.replace('a.ts', from, to)] })));
  }

  async ask(query: string, ...steps: readonly ChatStep[]): Promise<void> {
    await this.chat.ask(query, ...steps);
  }

  replace(file: string, from: string, to: string): ChatToolCall {
    return this.chat.replace(this.stage.path(file), from, to);
  }

  create(file: string, content: string): ChatToolCall {
    return this.chat.create(this.stage.path(file), content);
  }

  /** A person goes to a place of a file and types there. A negative column counts from the end of the line. */
  async typeAt(file: string, line: number, column: number, text: string): Promise<void> {
    await this.stage.open(file);
    await this.stage.moveTo(line, column);
    await this.stage.changingText('the typed text', () => this.stage.type(text));
  }

  /** The text of a file once the chat has saved its edits by itself. */
  async saved(file: string): Promise<string> {
    const text = await this.stage.session.text(this.stage.path(file));
    await until(`${file} to be saved`, () => readFileSync(this.stage.fileOf(file), 'utf8') === text);
    return text;
  }

  /** Waits until the editor has stored the pending edits of a file, as it shows it, to find them after a reload. */
  async stored(file: string): Promise<void> {
    const text = await this.stage.session.text(this.stage.path(file));
    const storage = path.join(this.stage.session.home.userDataDir, 'User', 'workspaceStorage');
    // Another kind's conversation may hold the same text: it has to be the one that names this file.
    const holds = (state: string): boolean => {
      const told = readFileSync(state, 'utf8');
      if (!told.includes(this.stage.path(file))) return false;
      const contents = path.join(path.dirname(state), 'contents');
      const isText = (name: string): boolean => readFileSync(path.join(contents, name), 'utf8') === text;
      return readdirSync(contents).some((name) => told.includes(name) && isText(name));
    };
    await until(`the pending edits of ${file} to be stored`, () =>
      readdirSync(storage, { recursive: true, encoding: 'utf8' })
        .filter((name) => /chatEditingSessions[\\/][^\\/]+[\\/]state\.json$/.test(name))
        .some((name) => holds(path.join(storage, name))),
    );
  }

  /** Presses the keys of undo or redo in a file, and waits for what they do. */
  async press(file: string, key: 'Control+z' | 'Control+Shift+z'): Promise<void> {
    await this.stage.open(file);
    await this.stage.changingText(key, () => this.stage.press(key));
  }
}

/** Eight lines that are told apart by their words. */
const COMMITTED = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta']
  .map((name, index) => `export const ${name} = ${index};\n`)
  .join('');

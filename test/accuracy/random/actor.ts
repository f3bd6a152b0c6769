/**
 * The hands of a random session: quick ways to go somewhere and to know that the editor has done what was asked.
 */
import { readFileSync } from 'node:fs';
import { until } from '../../host/until';
import { Random } from './random';
import { FILES } from './randomSteps';
import type { Stage } from '../stage';
import type { Step } from './step';

/** How long an operation may take to show in the text before it counts as one that changed nothing; milliseconds. */
const PATIENCE = 1_500;

export class Actor {
  readonly random: Random;

  constructor(
    readonly stage: Stage,
    readonly step: Step,
    /** Of this step in the session: makes names that no other step uses. */
    readonly index: number,
  ) {
    this.random = new Random(Math.floor(step.choice * 1000) * 1000 + Math.floor(step.amount * 1000));
  }

  /** Prepares the files of a session: committed, and open. */
  static async prepare(stage: Stage): Promise<void> {
    for (let file = 0; file < FILES; file++)
      await stage.write(fileName(file), baseline(file), { committed: true });
    for (let file = 0; file < FILES; file++) await stage.open(fileName(file));
  }

  get file(): string {
    return fileName(this.step.file);
  }

  get otherFile(): string {
    return fileName((this.step.file + 1) % FILES);
  }

  /** A number from 1 on, growing with the step's amount. */
  upTo(most: number): number {
    return 1 + Math.floor(this.step.amount * most);
  }

  choose<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.step.choice * choices.length)] as T;
  }

  /** Puts the cursor into a line of a file, at its `start`, its `end` or anywhere; or selects so many `lines` of it. */
  async go(
    place: 'start' | 'end' | 'anywhere',
    options: { readonly lines?: number; readonly word?: boolean; readonly file?: string } = {},
  ): Promise<void> {
    await this.stage.session.inHost(
      async (vscode, ask) => {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.file(ask.file));
        const line = Math.min(Math.floor(ask.where * document.lineCount), document.lineCount - 1);
        const { text } = document.lineAt(line);
        const column =
          ask.place === 'start'
            ? 0
            : ask.place === 'end'
              ? text.length
              : Math.floor(ask.at * (text.length + 1));
        const start = new vscode.Position(line, column);
        let selection = new vscode.Range(start, start);
        if (ask.word) selection = document.getWordRangeAtPosition(start) ?? selection;
        if (ask.lines > 0) {
          const last = Math.min(line + ask.lines - 1, document.lineCount - 1);
          selection = new vscode.Range(new vscode.Position(line, 0), document.lineAt(last).range.end);
        }
        await vscode.window.showTextDocument(document, { selection, preview: false });
      },
      {
        ...{
          file: this.stage.fileOf(options.file ?? this.file),
          where: this.step.where,
          at: this.step.amount,
          place,
        },
        ...{ lines: options.lines ?? 0, word: options.word ?? false },
      },
    );
  }

  /** Keys, and then waits until the extension host has heard of all that they did. */
  async keys(...actions: readonly string[]): Promise<void> {
    for (const key of actions) await this.stage.page.keyboard.press(key);
    await this.settle();
  }

  async type(text: string): Promise<void> {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.stage.page.keyboard.press('Enter');
      await this.stage.page.keyboard.type(line);
    }
    await this.settle();
  }

  async command(id: string, ...args: readonly unknown[]): Promise<void> {
    await this.stage.command(id, ...args);
    await this.settle();
  }

  /** Does something that changes the text by and by. One that changes nothing, such as an undo of nothing, is fine. */
  async changing(action: () => Promise<void>): Promise<boolean> {
    const { session } = this.stage;
    const before = await session.text();
    await action();
    const end = Date.now() + PATIENCE;
    while ((await session.text()) === before) {
      if (Date.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.settle();
    return true;
  }

  /** A command goes from the extension host to the window and back, behind everything that is on its way. */
  async settle(): Promise<void> {
    await this.stage.session.inHost((vscode) =>
      vscode.commands.executeCommand('setContext', 'accuracy.step', 1),
    );
  }

  async save(): Promise<void> {
    await this.stage.session.inHost((vscode) => vscode.workspace.saveAll(false));
    await this.settle();
  }

  /** Waits until the editor has read a file anew from disk. */
  async untilRead(file: string): Promise<void> {
    const { session } = this.stage;
    await until(`the editor to read ${file}`, async () => {
      return (await session.text(this.stage.path(file))) === readFileSync(this.stage.fileOf(file), 'utf8');
    });
    await this.settle();
  }

  word(): string {
    return this.random.pick(WORDS);
  }
}

const WORDS = ['total', 'value', 'order', 'price', 'names', 'found', 'limit', 'user', 'state', 'count'];

function fileName(file: number): string {
  return `${'abc'[file % FILES] ?? 'a'}.ts`;
}

/** A module of its own, so that names in other files do not matter. */
function baseline(file: number): string {
  const functions = ['alpha', 'beta', 'gamma', 'delta', 'omega'].map(
    (name, index) =>
      `function ${name}${file}(input: number): number {\n  const base = input + ${index};\n  if (base > ${index * 3}) {\n    return base * 2;\n  }\n  return base;\n}\n`,
  );
  return `export {};\n\n${functions.join('\n')}`;
}

/**
 * What a kind works with: one folder of its own in the workspace of the world's editor, and the hands of a person.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { gitIn } from '../host/gitIn';
import type { Session } from '../host/session';
import { until } from '../host/until';
import type { AuthoredText } from './authoredText';
import type { GhostRule } from './ghostRules';
import type { ProbeRecord } from './probeRecord';
import { Random } from './random/random';
import type { World } from './world';

export class Stage {
  private readonly changedSettings = new Set<string>();
  private readonly randomNumbers: Random;

  constructor(
    readonly world: World,
    /** Also the name of the folder. */
    readonly name: string,
    seed: number,
  ) {
    this.randomNumbers = new Random(seed);
    mkdirSync(this.session.fileOf(this.folder), { recursive: true });
  }

  get session(): Session {
    return this.world.session;
  }

  get page(): Page {
    return this.session.page;
  }

  /** This kind's folder, relative to the workspace. */
  get folder(): string {
    return path.posix.join('src', 'kinds', this.name);
  }

  /** A file of this kind's folder, relative to the workspace. */
  path(file: string): string {
    return path.posix.join(this.folder, file);
  }

  /** Absolute. */
  fileOf(file: string): string {
    return this.session.fileOf(this.path(file));
  }

  random(): Random {
    return this.randomNumbers;
  }

  /** Writes a file of the folder to disk, as another program would; `committed` makes it the baseline in git. */
  async write(file: string, text: string, options: { readonly committed?: boolean } = {}): Promise<void> {
    mkdirSync(path.dirname(this.fileOf(file)), { recursive: true });
    writeFileSync(this.fileOf(file), text);
    if (options.committed !== true) return;
    await this.git('add', '--', this.path(file));
    await this.git('commit', '--quiet', '--message=Baseline', '--', this.path(file));
  }

  /** Shows a file of the folder, made empty when it is not there, with the cursor where it was last. */
  async open(file: string): Promise<void> {
    if (!existsSync(this.fileOf(file))) await this.write(file, '');
    await this.session.open(this.path(file));
  }

  /** Real keys; a line feed is the Enter key. */
  async type(text: string): Promise<void> {
    await this.session.type(text);
  }

  /** One key or chord, named as Playwright does: `Control+z`. Several times with `times`. */
  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.session.press(key);
  }

  /** Runs a command of the editor. */
  async command(id: string, ...args: readonly unknown[]): Promise<void> {
    await this.session.inHost(
      async (vscode, call) => {
        await vscode.commands.executeCommand(call.id, ...call.args);
      },
      { id, args },
    );
  }

  /** Changes a user setting until the end of the kind, `editor.formatOnSave` for one, perhaps for one language only. */
  async setting(key: string, value: unknown, language?: string): Promise<void> {
    this.changedSettings.add(JSON.stringify([key, language ?? null]));
    await this.configure(key, value, language ?? null);
  }

  /** The completion source suggests this from now on, in this kind's files. */
  ghost(rule: GhostRule): void {
    this.world.ghosts.add(rule);
  }

  /** Waits for the ghost text that holds `part`, accepts it, and waits for the text that comes. */
  async acceptGhost(part = '', how: 'whole' | 'word' | 'line' | 'mouse' = 'whole'): Promise<void> {
    await this.session.waitForGhostText(part);
    const before = await this.session.text();
    if (how === 'whole') await this.press('Tab');
    else if (how === 'word') await this.press('Control+ArrowRight');
    else if (how === 'line') await this.command('countersign.acceptNextLine');
    else await this.clickAccept();
    // Without ghost text Tab indents: that is no completion. A word may be a lone blank.
    const shown = (text: string): string => (how === 'word' ? text : text.replace(/\s/g, ''));
    await this.untilText('the accepted text', (text) => shown(text) !== shown(before));
  }

  /** Selects nothing, puts the cursor at a 1-based place of the active editor; a negative column counts from the end. */
  async moveTo(line: number, column: number): Promise<void> {
    await this.session.moveTo(line, column);
  }

  /** Selects from one 1-based place to another, in the active editor. */
  async select(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    await this.session.inHost(
      async (vscode, [start, end]) => {
        const document = vscode.window.activeTextEditor?.document;
        if (!document) throw new Error('no active editor');
        const place = ([line, column]: readonly [number, number]) =>
          new vscode.Position(line - 1, column - 1);
        const selection = new vscode.Range(place(start), place(end));
        await vscode.window.showTextDocument(document, { selection, preview: false });
      },
      [from, to] as const,
    );
  }

  async untilText(what: string, test: (text: string) => boolean): Promise<string> {
    return this.session.untilText(what, test);
  }

  async save(): Promise<void> {
    await this.session.save();
  }

  /** Copies what is selected, or the line, with the keys, and notes for the truth what that was. */
  async copy(): Promise<void> {
    await this.fillClipboard('a marker that nobody copies');
    await this.press('Control+c');
    const copied = await until('the copied text', () =>
      this.session.inHost(async (vscode) => {
        const editor = vscode.window.activeTextEditor;
        const text = await vscode.env.clipboard.readText();
        if (!editor || text === 'a marker that nobody copies') return null;
        return {
          doc: editor.document.uri.toString(),
          ranges: editor.selections.map(({ start, end }): [number, number] => [
            editor.document.offsetAt(start),
            editor.document.offsetAt(end),
          ]),
        };
      }),
    );
    await this.tell({ type: 'copy', ...copied });
  }

  /** Cuts with the keys; the editor's own account of it is enough for the truth. */
  async cut(): Promise<void> {
    await this.changingText('the cut', () => this.press('Control+x'));
  }

  /** Pastes with the keys and waits for the text. */
  async paste(): Promise<void> {
    await this.changingText('the paste', () => this.press('Control+v'));
  }

  /** Another program puts text on the clipboard. */
  async copyOutside(text: string): Promise<void> {
    await this.fillClipboard(text);
    await this.tell({ type: 'copiedOutside' });
  }

  /** Does something that changes the text of the active editor, and waits for the change. */
  async changingText(what: string, action: () => Promise<void>): Promise<string> {
    const before = await this.session.text();
    await action();
    return this.untilText(what, (text) => text !== before);
  }

  /** Runs git in the workspace, as in a terminal. */
  async git(...args: readonly string[]): Promise<string> {
    return gitIn(this.session.workspace, this.session.environment, ...args);
  }

  /** Commits what is saved of a file, and waits until Countersign has seen that. */
  async commit(file: string): Promise<void> {
    await this.git('add', '--', this.path(file));
    await this.git('commit', '--quiet', '--message=Work', '--', this.path(file));
    const text = await this.session.text(this.path(file));
    await this.tell({ type: 'committed', doc: await this.uriOf(file), text });
    await until('the commit to be history', async () => {
      const known = await this.world.journalled(this.path(file));
      return known === null || known.spans.length === 0;
    });
  }

  /** Reloads the window. */
  async reload(): Promise<void> {
    await this.world.drain();
    await this.session.reload();
  }

  /** Adds to the truth what the editor's account does not say. Rare, and the kind says why. */
  async tell(record: ProbeRecord): Promise<void> {
    await this.world.tell(record);
  }

  /**
   * Does what a person asks a tool for, and waits for it, where the editor's account is the same as for an edit that
   * nobody asked for: a language server's WorkspaceEdit, and edits of files that no editor shows.
   */
  async asking(action: () => Promise<unknown>): Promise<void> {
    await this.tell({ type: 'asked', asked: true });
    await action();
    await this.tell({ type: 'asked', asked: false });
  }

  /** Says who wrote a piece of a file, where the editor's account does not. Rare, and the kind says why. */
  async declare(file: string, text: string, author: 'ai' | 'human' | 'unknown'): Promise<void> {
    await this.tell({ type: 'declared', doc: await this.uriOf(file), text, author });
  }

  /** Says who wrote a file that no document shows: one letter per character of its text, as the truth has them. */
  async tellAuthors(file: string, { text, authors }: AuthoredText): Promise<void> {
    await this.tell({ type: 'authors', doc: await this.uriOf(file), text, authors });
  }

  /** Closes all editors and takes settings and rules back. What is dirty is saved first. */
  async end(): Promise<void> {
    this.world.ghosts.set([]);
    for (const changed of this.changedSettings) {
      const [key, language] = JSON.parse(changed) as [string, string | null];
      await this.configure(key, undefined, language);
    }
    await this.press('Escape');
    await this.closeQuestions();
    await this.session.inHost(async (vscode) => {
      await vscode.workspace.saveAll(false);
      for (const document of vscode.workspace.textDocuments) {
        if (!document.isUntitled || !document.isDirty) continue;
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
  }

  /** A question that nobody answered would cover the editor for all kinds that follow. */
  private async closeQuestions(): Promise<void> {
    const cover = this.page.locator('.monaco-dialog-modal-block');
    await until('the end of the questions', async () => {
      if ((await cover.count()) === 0) return true;
      await this.press('Escape');
      return false;
    });
  }

  private async clickAccept(): Promise<void> {
    await this.page.locator('.ghost-text-decoration, .ghost-text').first().hover();
    await this.page
      .locator('a.action-label', { hasText: /^Accept(?! Word)/ })
      .first()
      .click();
  }

  private async fillClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  private async configure(key: string, value: unknown, language: string | null): Promise<void> {
    await this.session.inHost(
      async (vscode, change) => {
        const scope = change.language === null ? undefined : { languageId: change.language };
        const target = vscode.ConfigurationTarget.Global;
        const value = change.value ?? undefined;
        await vscode.workspace
          .getConfiguration(undefined, scope)
          .update(change.key, value, target, change.language !== null);
      },
      { key, value: value ?? null, language },
    );
  }

  private async uriOf(file: string): Promise<string> {
    return this.session.inHost((vscode, name) => vscode.Uri.file(name).toString(), this.fileOf(file));
  }
}

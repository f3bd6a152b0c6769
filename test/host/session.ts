/**
 * One real VS Code on one folder, driven with real keys and mouse, for tests and for the demonstration.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { countBackups } from './backups';
import { CHAT_VENDOR, ChatModel } from './chatModel';
import { ControlClient } from './controlClient';
import type { HostFunction } from './controlClient';
import { startCopilotServer } from './copilotServer';
import type { CopilotRules, CopilotServer } from './copilotServer';
import { fillExtensionsDirectory } from './extensionsDirectory';
import { shownGhostText } from './ghostText';
import { startHostBrowser } from './hostBrowser';
import type { HostBrowser } from './hostBrowser';
import { startHostServer } from './hostServer';
import type { HostServer } from './hostServer';
import { install } from './install';
import { repositoryRoot } from './installation';
import { SessionHome } from './sessionHome';
import { until } from './until';
import { workbenchAddress } from './workbenchAddress';

export interface SessionOptions {
  /** Absolute path of the folder to open. */
  readonly workspace: string;
  /** VSIX files or extension directories. */
  readonly extensions?: readonly string[];
  /** User settings, over `baseSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Switches the bundled Copilot extension on, its answers from these rules. */
  readonly copilot?: CopilotRules;
  /** Switches the bundled chat on, its model played by `chatModel`; `Chat` drives it. Goes together with `copilot`. */
  readonly chat?: boolean;
  /** Added to the environment of the editor. */
  readonly env?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
}

/** Starts an editor and waits until its extension host answers. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const session = new Session(options);
  try {
    await session.installExtensions();
    await session.start();
  } catch (error) {
    await session.saveEvidence(path.join(repositoryRoot, 'test-output', 'start of a session'));
    await session.stop();
    throw error;
  }
  return session;
}

export class Session {
  private copilot: CopilotServer | null = null;
  private chat: ChatModel | null = null;
  private server: HostServer | null = null;
  private window: Pick<HostBrowser, 'page' | 'stop'> | null = null;
  /** A second window: server and home belong to the first. */
  private isGuest = false;

  constructor(
    private readonly options: SessionOptions,
    readonly home = new SessionHome({ ...(options.chat ? ChatModel.settings : {}), ...options.settings }),
    private readonly control = new ControlClient(home.root),
  ) {}

  get workspace(): string {
    return this.options.workspace;
  }

  get page(): Page {
    if (!this.window) throw new Error('The session is not running.');
    return this.window.page;
  }

  /** The address of the editor's window, for a browser of one's own. */
  get address(): string {
    if (!this.server) throw new Error('The session is not running.');
    return workbenchAddress(this.server, { folder: this.workspace });
  }

  /** The model behind the chat, for sessions that asked for one. */
  get chatModel(): ChatModel {
    if (!this.chat) throw new Error('The session has no chat.');
    return this.chat;
  }

  /** The environment that the editor runs in: for git commands that shall see the same configuration. */
  get environment(): Record<string, string> {
    return this.home.environment(this.options.env);
  }

  /** Puts the extensions in place: once, before the first start. */
  async installExtensions(): Promise<void> {
    const control = path.join(repositoryRoot, 'test', 'fixtures', 'control');
    await fillExtensionsDirectory(this.home.extensionsDir, [control, ...(this.options.extensions ?? [])]);
  }

  /** First start. Also after `kill()`: the same user data again, as when a person starts the editor anew. */
  async start(): Promise<void> {
    const installation = await install(this.options.say ?? (() => undefined));
    if (this.options.copilot) this.copilot ??= await startCopilotServer(this.options.copilot);
    if (this.options.chat) await this.prepareChat();
    await this.control.expectNewHost();
    this.server = await startHostServer({
      installation,
      userDataDir: this.home.userDataDir,
      extensionsDir: this.home.extensionsDir,
      logFile: this.home.serverLog,
      env: { ...this.environment, ...this.control.env, ...this.copilot?.env },
    });
    this.window = await startHostBrowser(installation);
    if (this.copilot ?? this.chat) await this.rememberChatSetup(this.server.origin);
    await this.page.goto(this.address);
    await this.hostReady();
  }

  /**
   * Another window of the same editor, in the same browser, so that both share the clipboard. It gets the focus; `stop()`
   * closes it and nothing else.
   */
  async openWindow(workspace = this.workspace): Promise<Session> {
    const { server } = this;
    if (!server) throw new Error('The session is not running.');
    const control = await this.control.forNextWindow();
    const page = await this.page.context().newPage();
    const other = new Session({ ...this.options, workspace }, this.home, control);
    other.server = { ...server, stop: () => Promise.resolve(), kill: () => Promise.resolve() };
    other.window = { page, stop: () => page.close() };
    other.isGuest = true;
    await page.goto(other.address);
    await other.hostReady();
    return other;
  }

  /** Evaluates a function inside the extension host; it sees its parameters only. Values travel as JSON. */
  inHost<T>(run: HostFunction<null, T> | string): Promise<T>;
  inHost<T, A>(run: HostFunction<A, T> | string, argument: A): Promise<T>;
  inHost<T>(run: HostFunction<unknown, T> | string, argument: unknown = null): Promise<T> {
    return this.control.evaluate<unknown, T>(run, argument);
  }

  /** Shows a file of the workspace and puts the focus into it. */
  async open(file: string): Promise<void> {
    await this.inHost(async (vscode, name) => {
      await vscode.window.showTextDocument(vscode.Uri.file(name), { preview: false });
      // A text field that has the focus, such as a commit message, keeps it otherwise.
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    }, this.fileOf(file));
    await this.page.waitForSelector(focusedEditor);
  }

  /** Puts the cursor of the active editor at a 1-based place; a negative column is counted from the line's end. */
  async moveTo(line: number, column: number): Promise<void> {
    await this.inHost(
      async (vscode, at) => {
        const document = vscode.window.activeTextEditor?.document;
        if (!document) throw new Error('no active editor');
        const length = document.lineAt(at.line - 1).text.length;
        const character = at.column < 0 ? length + 1 + at.column : at.column - 1;
        const place = new vscode.Position(at.line - 1, character);
        // Setting `selection` would not wait for the window: keys could be typed at the old place.
        const selection = new vscode.Range(place, place);
        await vscode.window.showTextDocument(document, { selection, preview: false });
      },
      { line, column },
    );
    await this.page.waitForSelector(focusedEditor);
  }

  /** Types with real keys. A line feed is the Enter key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Presses one key or chord, named as Playwright does: `Tab`, `Control+ArrowRight`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /**
   * The ghost text on screen, once it holds `part`. An editor that was still starting its providers when the keys came
   * asks none of them; then this asks again, as a person would.
   */
  async waitForGhostText(part = ''): Promise<string> {
    let asked = Date.now();
    return until(`ghost text ${JSON.stringify(part)}`, async () => {
      const text = await shownGhostText(this.page);
      if (text.includes(part) && text.trim()) return text;
      if (Date.now() - asked > ASK_AGAIN) {
        asked = Date.now();
        await this.inHost((vscode) => vscode.commands.executeCommand('editor.action.inlineSuggest.trigger'));
      }
      return null;
    });
  }

  /** Types, waits for the ghost text that holds `part`, and accepts it whole with Tab. */
  async typeAndAccept(text: string, part = ''): Promise<void> {
    await this.type(text);
    await this.waitForGhostText(part);
    const before = await this.text();
    await this.press('Tab');
    await until('the accepted text', async () => (await this.text()) !== before);
  }

  /** Waits until a next edit is on screen, somewhere in the text. Tab then jumps to it, and the next Tab accepts it. */
  async waitForNextEdit(): Promise<void> {
    await this.page
      .locator('.inline-edits-view-gutter-indicator .codicon')
      .filter({ visible: true })
      .first()
      .waitFor();
  }

  /** The text of a file as the editor has it, or of the active editor. */
  async text(file?: string): Promise<string> {
    return this.inHost(
      async (vscode, name) => {
        const document = name
          ? await vscode.workspace.openTextDocument(vscode.Uri.file(name))
          : vscode.window.activeTextEditor?.document;
        return document?.getText() ?? '';
      },
      file === undefined ? null : this.fileOf(file),
    );
  }

  /** Waits until the text of the active editor fulfils the test. */
  async untilText(what: string, test: (text: string) => boolean): Promise<string> {
    return until(what, async () => {
      const text = await this.text();
      return test(text) ? text || '\n' : null;
    });
  }

  /**
   * Saves the active editor with its key and waits until the editor is done with it: it has told so and its text is on
   * disk. Between these two it takes what another program writes for its own.
   */
  async save(): Promise<void> {
    const saved = await this.shownFile();
    await this.press('Control+s');
    await until('the save', async () => {
      const shown = await this.shownFile();
      // The editor's own flag is late: it may still be clean after an edit.
      return (
        shown !== null &&
        !shown.dirty &&
        shown.saves > (saved?.saves ?? 0) &&
        readFileSync(shown.file, 'utf8').replace(/^\ufeff/, '') === shown.text
      );
    });
  }

  /** Reloads the window as its command does: the extension host ends and a new one starts. */
  async reload(): Promise<void> {
    await this.untilBackedUpNoMore();
    await this.control.expectNewHost();
    await this.page.reload();
    await this.hostReady();
  }

  /**
   * The editor takes back a moment after a save what it keeps of unsaved text: a reload before would bring former text
   * back. Where it keeps more than that, or a test has killed the extension host, the window is reloaded all the same.
   */
  private async untilBackedUpNoMore(): Promise<void> {
    const unsaved = await this.countUnsaved().catch(() => null);
    if (unsaved === null) return;
    const isDone = (): boolean => countBackups(this.home.userDataDir) <= unsaved;
    await until('the end of backups', isDone, BACKUPS).catch(() => undefined);
  }

  private countUnsaved(): Promise<number> {
    return this.inHost(
      ({ workspace }) =>
        [...workspace.textDocuments, ...workspace.notebookDocuments].filter(({ isDirty }) => isDirty).length,
    );
  }

  /** Ends editor and window by force, as a crash does; `start()` brings them back with the same user data. */
  async kill(): Promise<void> {
    const { window, server } = this;
    this.window = null;
    this.server = null;
    await server?.kill();
    await window?.stop();
  }

  /** Saves a picture of the window and gives its path. */
  async screenshot(file: string): Promise<string> {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Saves a picture and the logs of server, extension host and output channels, to look at after a failure. */
  async saveEvidence(directory: string): Promise<void> {
    mkdirSync(directory, { recursive: true });
    this.home.copyLogs(directory);
    if (this.window) await this.screenshot(path.join(directory, 'screenshot.png'));
  }

  async stop(): Promise<void> {
    const { window, server, copilot, chat } = this;
    this.window = null;
    this.server = null;
    this.copilot = null;
    this.chat = null;
    await window?.stop();
    await server?.stop();
    await copilot?.stop();
    await chat?.stop();
    if (!this.isGuest) this.home.remove();
  }

  /** Absolute path of a file named relative to the workspace. */
  fileOf(file: string): string {
    return path.resolve(this.workspace, file);
  }

  private async shownFile(): Promise<{ file: string; text: string; dirty: boolean; saves: number } | null> {
    return this.inHost((vscode, _argument, scope) => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return null;
      const { fileName, isDirty } = document;
      const text = document.getText();
      return { file: fileName, text, dirty: isDirty, saves: scope.saves[fileName] ?? 0 };
    });
  }

  private async hostReady(): Promise<void> {
    await this.control.ready();
    await this.page.waitForSelector('.monaco-workbench .part.statusbar');
    if (this.chat) {
      const models = (): Promise<number> =>
        this.inHost(
          async (vscode, vendor) => (await vscode.lm.selectChatModels({ vendor })).length,
          CHAT_VENDOR,
        );
      await until('the models of the chat', models, 120_000);
    }
    if (!this.copilot) return;
    await until(
      'the Copilot extension',
      () => this.inHost((vscode) => vscode.extensions.getExtension('GitHub.copilot-chat')?.isActive),
      120_000,
    );
    await this.copilot.ready;
  }

  /** The models are read when the window loads. Keys of one's own are not needed for a model on loopback. */
  private async prepareChat(): Promise<void> {
    this.chat ??= await ChatModel.start();
    writeFileSync(
      path.join(this.home.userDataDir, 'User', 'chatLanguageModels.json'),
      JSON.stringify(this.chat.configuration),
    );
  }

  /**
   * On its first start VS Code disables its bundled chat extension until chat was set up. This leaves the mark, in the
   * browser's storage, that says the set-up is behind us.
   */
  private async rememberChatSetup(origin: string): Promise<void> {
    await this.page.route('**/seed.html', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await this.page.goto(`${origin}/seed.html`);
    await this.page.evaluate(rememberChatSetupScript);
  }
}

/** Longer than any provider of the tests takes; milliseconds. */
const ASK_AGAIN = 4_000;
/** So long the editor may take to throw backups away, in milliseconds. */
const BACKUPS = 5_000;

const focusedEditor = '.editor-group-container.active .monaco-editor.focused';

const rememberChatSetupScript = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vscode-web-state-db-global');
  opening.onerror = () => reject(opening.error);
  opening.onupgradeneeded = () => opening.result.createObjectStore('ItemTable');
  opening.onsuccess = () => {
    const change = opening.result.transaction('ItemTable', 'readwrite');
    change.objectStore('ItemTable').put('true', 'builtinChatExtensionEnablementMigration');
    change.oncomplete = () => { opening.result.close(); resolve(); };
    change.onerror = () => reject(change.error);
  };
})`;

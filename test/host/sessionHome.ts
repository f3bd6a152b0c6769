/**
 * Everything one editor session keeps on disk, in a temporary directory of its own: home, user data, extensions, logs.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createScratchDirectory } from './scratchDirectory';

/** Settings of every session: quiet, offline, and nothing that pops up over the text. A test may override each. */
export const baseSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'chat.commandCenter.enabled': false,
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.parameterHints.enabled': false,
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'git.enableSmartCommit': true,
  'git.confirmSync': false,
  'git.autofetch': false,
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.persistentSessionReviveProcess': 'never',
  'security.workspace.trust.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

export class SessionHome {
  private readonly scratch = createScratchDirectory('session');
  readonly root = this.scratch.path;
  readonly home = path.join(this.root, 'home');
  /** For the sockets that VS Code leaves behind. */
  private readonly temporary = path.join(this.root, 'tmp');
  readonly userDataDir = path.join(this.root, 'data');
  readonly extensionsDir = path.join(this.root, 'extensions');
  readonly serverLog = path.join(this.root, 'server.log');

  constructor(settings: Readonly<Record<string, unknown>>) {
    mkdirSync(this.home);
    mkdirSync(this.temporary);
    mkdirSync(path.join(this.userDataDir, 'User'), { recursive: true });
    writeFileSync(
      path.join(this.userDataDir, 'User', 'settings.json'),
      JSON.stringify({ ...baseSettings, ...settings }, null, 2),
    );
    writeFileSync(path.join(this.home, '.gitconfig'), gitConfiguration);
  }

  /** The environment of the editor and of everything in it: nothing of the machine's user but PATH and the locale. */
  environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    const inherited = Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !foreignVariable.test(entry[0]),
    );
    return {
      ...Object.fromEntries(inherited),
      HOME: this.home,
      TMPDIR: this.temporary,
      USERPROFILE: this.home,
      XDG_CONFIG_HOME: path.join(this.home, '.config'),
      XDG_CACHE_HOME: path.join(this.home, '.cache'),
      XDG_DATA_HOME: path.join(this.home, '.local', 'share'),
      GIT_CONFIG_GLOBAL: path.join(this.home, '.gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      SHELL: '/bin/sh',
      ...extra,
    };
  }

  /** Copies the logs of the server, of the extension host and of every output channel. */
  copyLogs(to: string): void {
    mkdirSync(to, { recursive: true });
    if (existsSync(this.serverLog)) cpSync(this.serverLog, path.join(to, 'server.log'));
    for (const file of filesBelow(path.join(this.userDataDir, 'logs'))) {
      cpSync(file, path.join(to, path.basename(file)), { force: true });
    }
  }

  remove(): void {
    this.scratch.remove();
  }
}

const foreignVariable =
  /^(GIT_|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_PATH$|npm_|INIT_CWD$|COPILOT_|GITHUB_|XDG_|TERM_PROGRAM)/i;

const gitConfiguration = `[user]
	name = Casey Quinn
	email = casey@example.com
[init]
	defaultBranch = main
[gc]
	auto = 0
`;

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(directory, name))
    .filter((file) => statSync(file).isFile());
}

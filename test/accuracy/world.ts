/**
 * One editor for all kinds of a world, with Countersign installed as the mode asks for, and the truth beside it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { readJournal } from '../../src/adapters/node/journalDirectory';
import type { AttributedText } from '../../src/core/model';
import { fillExtensionsDirectory } from '../host/extensionsDirectory';
import { completionsFixture, formatterFixture, stableProbeFixture } from '../host/fixturePaths';
import { createSampleRepository } from '../host/sampleRepository';
import type { SampleRepository } from '../host/sampleRepository';
import { createScratchDirectory } from '../host/scratchDirectory';
import { startSession } from '../host/session';
import type { Session } from '../host/session';
import { until } from '../host/until';
import { untilWatching } from './fileWatch';
import { GhostRules } from './ghostRules';
import type { WorldName } from './kind';
import type { ProbeRecord } from './probeRecord';
import { Truth } from './truth';

/** `stable`: Countersign as users get it. `precise`: side-loaded, with the editor's own account of each change. */
export type Mode = 'stable' | 'precise';

export class World {
  /** How many changes the extension saw that declares no proposed API. */
  plainChanges = 0;
  readonly truth = new Truth();
  /** Everything that the probe told, for those who look into a failure. */
  readonly records: ProbeRecord[] = [];

  constructor(
    readonly name: WorldName,
    readonly session: Session,
    readonly mode: Mode,
    readonly ghosts: GhostRules,
    private readonly sample: SampleRepository,
  ) {}

  /** Takes over what the probe has recorded by now. */
  async drain(): Promise<void> {
    const records = await this.session.inHost((_vscode, _argument, scope) => scope.records.splice(0));
    for (const record of records) this.note(record);
  }

  /** Adds a record of our own, after all that happened before it. */
  async tell(record: ProbeRecord): Promise<void> {
    await this.drain();
    this.note(record);
  }

  /** The newest thing that the journal on disk knows of a file, by its path in the repository. */
  async journalled(file: string): Promise<AttributedText | null> {
    const directory = path.join(this.sample.path, '.git', 'countersign', 'journal');
    return (await readJournal(directory)).files.get(file)?.[0] ?? null;
  }

  /**
   * Countersign says in its log what it hears from the editor. A stable run in which it hears more than its users'
   * editor would tell it proves nothing, and neither does a precise run in which it hears nothing.
   */
  async assertMode(): Promise<void> {
    const said = await until('the log of Countersign', () =>
      this.logs().find((log) => /The editor (says|does not say) who makes an edit/.test(log)),
    );
    const isTold = said.includes('The editor says who');
    if (isTold && said.includes('does not say'))
      throw new Error('The editor changed its mind on what it says.');
    if (isTold !== (this.mode === 'precise')) {
      throw new Error(`In ${this.mode} mode Countersign was ${isTold ? '' : 'not '}told who made each edit.`);
    }
  }

  /** Looks at what an extension got that declares no proposed API. To be called before the window is reloaded. */
  async checkPlainExtension(): Promise<void> {
    const seen = await this.session.inHost((vscode) => {
      const probe = vscode.extensions.getExtension('countersign-fixtures.stable-probe');
      const { changes } = probe?.exports as { changes: { detailedReason: boolean }[] };
      return changes.splice(0).map(({ detailedReason }) => detailedReason);
    });
    if (seen.includes(true)) throw new Error('An extension that declares no proposed API was given some.');
    this.plainChanges += seen.length;
  }

  async stop(): Promise<void> {
    await this.session.stop();
    this.sample.remove();
  }

  private note(record: ProbeRecord): void {
    this.records.push(record);
    this.truth.apply(record);
  }

  private logs(): string[] {
    const directory = path.join(this.session.home.userDataDir, 'logs');
    if (!existsSync(directory)) return [];
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.basename(name) === 'Countersign.log')
      .map((name) => readFileSync(path.join(directory, name), 'utf8'));
  }
}

/** Starts the editor of a world on a fresh repository. `vsix` is the packaged extension. */
export async function startWorld(
  name: WorldName,
  mode: Mode,
  vsix: string,
  say: (line: string) => void,
): Promise<World> {
  const sample = await createSampleRepository();
  await appendFile(path.join(sample.path, '.git', 'info', 'exclude'), 'completions.json\n');
  const ghosts = new GhostRules(sample.path);
  const unpacked = createScratchDirectory('accuracy');
  try {
    const extension = mode === 'precise' ? await sideLoaded(vsix, unpacked.path) : vsix;
    const isCopilot = name === 'copilot';
    const session = await startSession({
      workspace: sample.path,
      extensions: [
        extension,
        stableProbeFixture,
        ...(isCopilot ? [] : [completionsFixture, formatterFixture]),
      ],
      settings: {
        'countersign.hooks.install': 'always',
        ...(isCopilot
          ? {}
          : { 'countersign.completionTools': { 'countersign-fixtures.completions': 'Fixture AI' } }),
      },
      ...(isCopilot ? { copilot: ghosts.copilot, chat: true } : {}),
      env: { COUNTERSIGN_CONTROL_PROBE: '1' },
      say,
    });
    await untilWatching(session, path.posix.join('src', 'kinds'));
    return new World(name, session, mode, ghosts, sample);
  } catch (error) {
    sample.remove();
    throw error;
  } finally {
    unpacked.remove();
  }
}

/** The same VSIX, unpacked, declaring the proposed API: what a user does who side-loads it. */
async function sideLoaded(vsix: string, directory: string): Promise<string> {
  const [extension] = await fillExtensionsDirectory(directory, [vsix]);
  if (extension === undefined) throw new Error(`${vsix} could not be unpacked.`);
  const file = path.join(extension, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...manifest, enabledApiProposals: ['textDocumentChangeReason'] }));
  return extension;
}

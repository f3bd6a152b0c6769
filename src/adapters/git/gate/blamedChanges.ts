/**
 * Where the lines of changed files come from, by `git blame`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlameReader } from '../../../core/gate/blameReader';
import type { BlamedChange, CriticalChange, OwnedLines } from '../../../core/gate/criticalChange';
import { PATH_HISTORY_OPTIONS, PathHistory } from '../../../core/gate/pathHistory';
import { shownPath } from '../../../core/gate/violationText';
import { CountersignError } from '../../../core/errors';
import type { Git, GitStreams } from '../../../core/ports';
import { inParallel } from '../../node/inParallel';
import { withScratch } from '../../node/withScratch';
import { gitText } from '../gitText';
import { judgedRevisions, type GateRange } from './gateRange';

const AT_ONCE = 4;

/** For fewer files, a walk for all of them saves nothing. */
const LEAST_FILES = 2;
/** Bytes of paths that one command takes; Windows allows 32 KiB for a whole command. */
const MOST_BYTES = 16_000;
/** Commits of a walk that are remembered; where more concern the files, blame may as well walk itself. */
const MOST_COMMITS = 50_000;

/** What a user's configuration may change about the walk; a file that is a submodule at times changes, too. */
const CONFIGURATION = ['-c', 'log.follow=false', '-c', 'log.showRoot=true'];
const OPTIONS = [
  ...['--no-color', '--no-ext-diff', '--no-textconv', '--no-relative', '-O/dev/null'],
  ...['--ignore-submodules=none', '--no-show-signature', '--no-notes'],
];

type Blameable = Pick<CriticalChange, 'path' | 'lined'>;

interface Blamed<Change> {
  readonly change: Change;
  readonly owned: readonly OwnedLines[];
}

/** Asks git for the lines of a file that came with the range; `more` are further options of blame. */
export type AskForLines = (path: string, more?: readonly string[]) => Promise<readonly OwnedLines[]>;

/**
 * The lines of critical files that came with the range, also as they are when white space does not count: only commits
 * beneath others need that. Throws as `askingForLines` does.
 */
export function blamedCritical(
  ask: AskForLines,
  changes: readonly CriticalChange[],
): Promise<BlamedChange[]> {
  return inParallel(changes, AT_ONCE, async (change): Promise<BlamedChange> => {
    const owned = change.lined ? await ask(change.path) : [];
    return { change, owned, beneath: owned.length === 0 ? [] : await ask(change.path, ['-w']) };
  });
}

/** The lines of changed files that came with the range. Throws as `askingForLines` does. */
export function blamedChanges<Change extends Blameable>(
  ask: AskForLines,
  changes: readonly Change[],
): Promise<Blamed<Change>[]> {
  return inParallel(changes, AT_ONCE, async (change) => {
    return { change, owned: change.lined ? await ask(change.path) : [] };
  });
}

/**
 * Gives `work` a way to ask for the lines of these files. Git walks the range once for all of them.
 *
 * @param bare runs without attributes
 * @param paths the only ones that may be asked for
 * @throws CountersignError `bad-usage` for a name that is not UTF-8, `git-failed`
 */
export async function askingForLines<Answer>(
  bare: Git & GitStreams,
  range: GateRange,
  paths: readonly string[],
  work: (ask: AskForLines) => Promise<Answer>,
): Promise<Answer> {
  paths.forEach(checkName);
  if (paths.length < LEAST_FILES) return work((path, more) => ownedLines(bare, range, path, more));
  const groups = new Map<string, Group>();
  for (const group of groupsOf(paths)) for (const path of group.paths) groups.set(path, group);
  return withScratch(async (directory) => {
    let files = 0;
    return work(async (path, more = []) => {
      const group = groups.get(path) as Group;
      const grafts = await (group.grafts ??= readGrafts(bare, range, group.paths));
      const lines = grafts(path);
      if (lines === null) return ownedLines(bare, range, path, more);
      const file = join(directory, `${files++}`);
      await writeFile(file, `${lines}\n`);
      return ownedLines(bare, range, path, ['-S', file, ...more]);
    });
  });
}

/** Files whose names one command takes, and their history, as soon as somebody asks. */
interface Group {
  readonly paths: string[];
  grafts: Promise<(path: string) => string | null> | null;
}

function groupsOf(paths: readonly string[]): Group[] {
  const groups: Group[] = [];
  let room = 0;
  for (const path of paths) {
    room -= Buffer.byteLength(path) + 1;
    if (room < 0 || groups.length === 0) {
      groups.push({ paths: [], grafts: null });
      room = MOST_BYTES;
    }
    groups.at(-1)?.paths.push(path);
  }
  return groups;
}

async function readGrafts(
  bare: Git & GitStreams,
  range: GateRange,
  paths: readonly string[],
): Promise<(path: string) => string | null> {
  const history = new PathHistory(range.head, MOST_COMMITS);
  const command = ['--literal-pathspecs', ...CONFIGURATION, 'log', ...PATH_HISTORY_OPTIONS, ...OPTIONS];
  for await (const bytes of bare.stream([...command, ...judgedRevisions(range), '--', ...paths])) {
    history.push(latin1(bytes));
    if (history.isOver) break;
  }
  const movers = await moversOf(bare, history.makers());
  return (path) => history.graftsOf(nameOf(path), movers);
}

/** Those of some commits that take any file away. */
async function moversOf(bare: Git, commits: readonly string[]): Promise<ReadonlySet<string>> {
  if (commits.length === 0) return new Set();
  const what = ['-r', '-m', '--root', '--name-only', '--no-renames', '--diff-filter=D', ...OPTIONS];
  const stdin = commits.map((id) => `${id}\n`).join('');
  const printed = await gitText(bare, ['diff-tree', '--stdin', ...what], { stdin });
  return new Set(printed.match(/^[0-9a-f]{40,64}\b/gm));
}

async function ownedLines(
  bare: Git & GitStreams,
  range: GateRange,
  path: string,
  more: readonly string[] = [],
): Promise<readonly OwnedLines[]> {
  const reader = new BlameReader();
  const options = ['--incremental', '--root', '--no-textconv', ...more];
  const command = ['blame', ...options, ...judgedRevisions(range), '--', path];
  const configuration = ['-c', 'core.quotePath=true', '-c', 'blame.ignoreRevsFile='];
  for await (const bytes of bare.stream([...configuration, ...command])) reader.push(latin1(bytes));
  return reader.finish();
}

/** Of a name that is not UTF-8 we have another, which git would not find, or which is another file's. */
function checkName(path: string): void {
  if (!path.includes('\ufffd')) return;
  throw new CountersignError(
    'bad-usage',
    `The name of the critical file ${shownPath(path)} is not UTF-8, so nobody can be asked about its lines: rename it.`,
  );
}

/** A path as it is among what git prints. */
function nameOf(path: string): string {
  return Buffer.from(path, 'utf8').toString('latin1');
}

/** One character per byte: paths are bytes, and nothing else of it is text to us. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

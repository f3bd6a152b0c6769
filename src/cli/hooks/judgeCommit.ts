/**
 * commit-msg, where the policy says `"enforce": "commit"`: judges the commit that is about to be made as the gate will,
 * by the policy that was there before it. Only that verdict stops a commit; whatever else goes wrong does not.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { buildNote } from '../../core/commit/buildNote';
import { MessageFile } from '../../core/commit/messageFile';
import { renderNote } from '../../core/commit/renderNote';
import { refusalText, waitingText } from '../../core/gate/refusalText';
import type { LineAuthor } from '../../core/ledger/lineAuthors';
import type { FileAttribution, LineRange } from '../../core/model';
import { policyFileName } from '../../core/policy/policy';
import { Gate } from '../../adapters/git/gate/gate';
import { rangeBetween } from '../../adapters/git/gate/gateRange';
import { policyAt } from '../../adapters/git/gate/policyAt';
import { commitToBe } from '../../adapters/git/commitToBe';
import { readCommits } from '../../adapters/git/commits';
import { textOf } from '../../adapters/git/gitText';
import { readObjects } from '../../adapters/git/objects';
import { StatementSignoffs } from '../../adapters/git/statementSignoffs';
import { streamGit } from '../../adapters/node/streamGit';
import { sha256 } from '../../adapters/node/sha256';
import { cluesOf, isAmend } from './amendDetection';
import { takeCommitAccount } from './commitAccount';
import { rememberEnforcement, wordOf } from './enforcement';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { messageOptions } from './messageOptions';
import { parentsToBe } from './parentsToBe';
import type { Verdict } from './runHook';
import { sayLines } from './say';

/** @throws CountersignError when it cannot be judged */
export async function judgeCommit(context: HookContext): Promise<Verdict> {
  const { git, repository, args } = context;
  const account = takeCommitAccount(context);
  const settings = await readHookSettings(context);
  const [file] = args;
  if (!settings.enabled || file === undefined) return 'passes';
  const [head = null] = await readCommits(git, ['HEAD']);
  const source = { source: undefined, reused: undefined };
  const parents = parentsToBe(context, head, isAmend({ ...source, ...cluesOf(context) }, head));
  const [base] = parents;
  await rememberEnforcement(context, [], false);
  if (base === undefined) return 'passes';
  const [object] = await readObjects(git, [`${base}:${policyFileName}`]);
  // Of a policy that is broken the hook before has told; here it matters only where it means to refuse.
  if (!object || wordOf(textOf(object.content)) !== 'commit') return 'passes';
  const { policy } = await policyAt(git, base);

  const options = { ...messageOptions(context, settings), editor: true };
  const message = cleaned(await readFile(file, 'latin1'), options);
  const index = process.env['GIT_INDEX_FILE'] ?? join(repository.gitDir, 'index');
  const id = await commitToBe(git, index, parents, message, process.env);
  const streams = (words: readonly string[]): AsyncIterable<Uint8Array> =>
    streamGit({ directory: repository.root, inHook: true }, words);
  const running = { run: git.run.bind(git), stream: streams };
  const gate = new Gate(running, new StatementSignoffs(git));
  const ends = await rangeBetween(git, base, id);
  const found = await gate.unsignedIn(ends, { id, note: noteOf(account, id, head?.committer ?? null) });
  const violations = found.filter(({ severity }) => severity !== 'information');
  if (violations.length === 0) return 'passes';
  const canBeSigned = policy.countersign.require === 'trailer';
  sayLines((canBeSigned ? refusalText('commit', violations) : waitingText(violations)).join('\n'));
  return canBeSigned ? 'refused' : 'passes';
}

/** What git will make of the file: without comments, and without the diff below the scissors. */
function cleaned(text: string, options: ConstructorParameters<typeof MessageFile>[1]): string {
  const file = new MessageFile(text, options);
  return file.lines
    .slice(0, file.end)
    .filter((line) => !file.isComment(line))
    .join('');
}

/** What the note of the commit will say, as far as it decides: who wrote which lines. */
function noteOf(files: readonly FileAttribution[], commit: string, person: string | null): string {
  const named = files.map((file) => ({ path: file.path, lines: authorsOf(file) }));
  // Nobody reads the name: it only makes the lines somebody's.
  const humanAuthor = person ?? 'Nobody <nobody@localhost>';
  const { note } = buildNote({ files: named, commit, humanAuthor, version, sha256 });
  return note === null ? '' : renderNote(note);
}

function authorsOf({ ai, human, mixed }: FileAttribution): ReadonlyMap<number, LineAuthor> {
  const lines = new Map<number, LineAuthor>();
  const byPerson: LineAuthor = {
    ...{ author: 'human', mixed: false },
    origin: { author: 'human', evidence: 'keystroke', time: 0 },
  };
  const byAi: LineAuthor = {
    ...{ author: 'ai', mixed: false },
    origin: { author: 'ai', tool: 'AI', model: null, session: null, evidence: 'hook', time: 0 },
  };
  numbers(human).forEach((line) => lines.set(line, byPerson));
  // Mixed lines are the AI's; those that are unknown for the rest are not attested.
  numbers(mixed).forEach((line) => lines.has(line) && lines.set(line, byAi));
  numbers(ai).forEach((line) => lines.set(line, byAi));
  return lines;
}

function numbers(ranges: readonly LineRange[]): number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
}

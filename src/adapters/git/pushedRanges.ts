/**
 * What a push brings to the remote, as ranges for the gate, from what git tells its `pre-push` hook.
 */
import type { Git } from '../../core/ports';
import { gitText, textOf } from './gitText';
import { readObjects } from './objects';
import { rangeBetween, type GateRange } from './gate/gateRange';

interface PushedRef {
  /** Full id of what is pushed. */
  readonly id: string;
  readonly remoteRef: string;
  /** Full id of what the remote has there; null: nothing that is known here. */
  readonly remoteId: string | null;
}

const LINE = /^\S+ ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})$/;
const NOTHING = /^0+$/;

/**
 * One range for each head that has commits which the remote does not have. What a remote without any commits gets has no
 * base to be judged by.
 *
 * @param input what git writes to the hook: a line for each ref
 * @param remote its name, or its address when it has none
 */
export async function pushedRanges(git: Git, input: string, remote: string): Promise<GateRange[]> {
  const refs = await pushedRefs(git, input);
  const ranges = new Map<string, GateRange>();
  // Branches first: a tag on the same commit brings nothing more.
  for (const ref of refs.filter(isBranch).concat(refs.filter((one) => !isBranch(one)))) {
    const range = ranges.has(ref.id) ? null : await rangeOf(git, ref, remote);
    if (range !== null) ranges.set(ref.id, range);
  }
  return [...ranges.values()];
}

/** Deletions bring nothing, and notes are no code. */
async function pushedRefs(git: Git, input: string): Promise<PushedRef[]> {
  const told = input.split('\n').flatMap((line) => {
    const [, id = '', remoteRef = '', remoteId = ''] = LINE.exec(line) ?? [];
    const isNone = id === '' || NOTHING.test(id) || remoteRef.startsWith('refs/notes/');
    return isNone ? [] : [{ id, remoteRef, remoteId }];
  });
  const commits = await readObjects(
    git,
    told.flatMap(({ id, remoteId }) => [`${id}^{commit}`, `${remoteId}^{commit}`]),
  );
  return told.flatMap(({ remoteRef }, index) => {
    const [here, there] = [commits[index * 2], commits[index * 2 + 1]];
    return here ? [{ id: here.id, remoteRef, remoteId: there?.id ?? null }] : [];
  });
}

function isBranch({ remoteRef }: PushedRef): boolean {
  return remoteRef.startsWith('refs/heads/');
}

async function rangeOf(git: Git, { id, remoteId }: PushedRef, remote: string): Promise<GateRange | null> {
  const known = remoteId === null ? [] : [remoteId];
  const listed = await gitText(git, ['rev-list', '--boundary', id, '--not', ...known, `--remotes=${remote}`]);
  const lines = listed.split('\n').filter((line) => line !== '');
  const borders = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  if (lines.length === borders.length) return null;
  const base = remoteId ?? (await branchAt(git, borders, remote));
  if (base === null) return null;
  const isRelated = (await git.run(['merge-base', base, id])).code === 0;
  return isRelated ? rangeBetween(git, base, id, borders) : null;
}

/** The tip of the branch of the remote from which a new one comes: that which clones get first, else the newest. */
async function branchAt(git: Git, borders: readonly string[], remote: string): Promise<string | null> {
  const [border] = borders;
  if (border === undefined) return null;
  const contains = borders.flatMap((id) => ['--contains', id]);
  const format = '--format=%(objectname) %(refname)';
  const command = ['for-each-ref', '--sort=-committerdate', format, ...contains, `refs/remotes/${remote}/`];
  const { code, stdout } = await git.run(command);
  const tips = (code === 0 ? textOf(stdout) : '').split('\n').map((line) => line.split(' '));
  const first = tips.find(([, name]) => name === `refs/remotes/${remote}/HEAD`) ?? tips[0];
  return first?.[0] ? first[0] : border;
}

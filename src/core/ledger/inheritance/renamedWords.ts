/**
 * Rule: a word that took the place of another was renamed. The same replacement at several places is a renaming, or a
 * replace-all, beyond doubt. A single one may be anything: it stays the AI's where an AI wrote the word, and is nobody's
 * otherwise.
 */
import type { Author } from '../../model';
import type { Part, RewrittenBlock } from './rewrittenBlock';
import type { TextBefore } from './textBefore';
import { tokens, type Token } from './tokens';

interface PartOfBlock {
  readonly block: RewrittenBlock;
  readonly part: Part;
}

interface Replacement extends PartOfBlock {
  readonly key: string;
}

/**
 * Gives renamed words the places of those that they replaced. `parts` are closed at the borders of words. Returns the
 * words that took the place of one other without being known to be renamed.
 */
export function renamedWords(before: TextBefore, parts: readonly PartOfBlock[]): PartOfBlock[] {
  const found = parts.flatMap(({ block, part }) => replacementOf(block, part) ?? []);
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return found.filter(({ block, part, key }) => {
    const source = prevailing(before, part);
    const isRenamed = (counts.get(key) as number) > 1 || before.authorAt(source) === 'ai';
    if (isRenamed) rename(block, part, source);
    return !isRenamed;
  });
}

/** The one word that replaced one other; the marks around it, such as quotes, are as many as they were. */
function replacementOf(block: RewrittenBlock, part: Part): Replacement | null {
  const visible = (text: string, from: number, to: number): Token[] =>
    tokens(text, from, to).filter(({ kind }) => kind !== 'blank');
  const old = visible(block.oldText, part.oldFrom - block.start, part.oldTo - block.start);
  const now = visible(block.newText, part.newFrom, part.newTo);
  if (old.length !== now.length || old.some(({ kind }, i) => kind !== now[i]?.kind)) return null;
  const words = old.flatMap(({ kind }, i) => (kind === 'word' ? [i] : []));
  const [index] = words;
  if (index === undefined || words.length > 1) return null;
  const [from, to] = [old[index] as Token, now[index] as Token];
  return {
    block,
    part: {
      oldFrom: block.start + from.start,
      oldTo: block.start + from.end,
      newFrom: to.start,
      newTo: to.end,
    },
    key: JSON.stringify([block.oldText.slice(from.start, from.end), block.newText.slice(to.start, to.end)]),
  };
}

/** A place in the old word by whom most of it was written; of equals, the AI's. */
function prevailing(before: TextBefore, { oldFrom, oldTo }: Part): number {
  const shares = new Map<Author | null, { count: number; readonly at: number }>();
  for (let at = oldFrom; at < oldTo; at++) {
    const author = before.authorAt(at);
    const share = shares.get(author) ?? { count: 0, at };
    share.count += author === 'ai' ? 1.01 : 1;
    shares.set(author, share);
  }
  return [...shares.values()].reduce((best, share) => (share.count > best.count ? share : best)).at;
}

/** A word that only got longer or shorter keeps its letters; otherwise all of the new one goes by the word. */
function rename(block: RewrittenBlock, { oldFrom, oldTo, newFrom, newTo }: Part, source: number): void {
  const shorter = Math.min(oldTo - oldFrom, newTo - newFrom);
  const old = block.old(oldFrom, oldTo);
  const now = block.newText.slice(newFrom, newTo);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  if (head + tail < shorter) [head, tail] = [0, 0];
  for (let i = 0; i < now.length; i++) {
    const from = i < head ? oldFrom + i : i >= now.length - tail ? oldTo - (now.length - i) : null;
    block.propose(newFrom + i, from ?? source, from === null ? '' : now.charAt(i));
  }
}

/**
 * What a tool of the editor does to text: what it keeps, moves, copies or rewrites keeps its author, token by token.
 * Formatters, renames, sorts, moves, case changes and quick fixes are all judged by this one rule.
 */
import { gaps, inherit, keepEnds, linesOf, matches, tokensIn, visible } from './align';
import type { Piece } from './align';
import { part, replaced, writtenBy } from './authoredText';
import type { AuthoredText } from './authoredText';
import type { ProbeEdit } from './probeRecord';

/** Stands for an author until it is known what a tool's own characters belong to. */
const OPEN = '!';

/**
 * The text after the edits of a tool. Signs that it puts beside text of one author, on the same line, are part of that
 * text; whatever else it adds has the author `fresh`: of the person who asked for it.
 */
export function transformed(before: AuthoredText, edits: readonly ProbeEdit[], fresh: string): AuthoredText {
  const whole = withMovedLines(before, byLine(before, wholeWords(before, edits)));
  const rewritings = whole.map((edit) => new Rewriting(before, edit, OPEN));
  const pool = rewritings.flatMap(({ open }) => open.flatMap(([from]) => from));
  for (const rewriting of rewritings) rewriting.takeMoved(pool);
  for (const rewriting of rewritings) rewriting.takeTokens(pool);
  const after = replaced(
    before,
    rewritings.map(({ edit, letters }) => ({
      offset: edit.offset,
      removed: edit.removed,
      piece: { text: edit.text, authors: letters.join('') },
    })),
  );
  return decided(after, fresh);
}

/** Editors report of a renamed word only the letters that differ: each edit is taken with the whole of its words. */
function wholeWords(before: AuthoredText, edits: readonly ProbeEdit[]): ProbeEdit[] {
  const isWord = (character = ''): boolean => /[\p{L}\p{N}\p{M}_$]/u.test(character);
  const { text: old } = before;
  const result: ProbeEdit[] = [];
  // Of several edits at one place, editors report the last one first.
  for (const edit of [...edits].sort((one, other) => other.offset - one.offset).reverse()) {
    const last = result.at(-1);
    const reached = last === undefined ? 0 : last.offset + last.removed;
    let { offset, removed, text } = edit;
    const isSameWord = offset === reached && isWord(last?.text.at(-1)) && isWord(text[0]);
    if (last !== undefined && (offset < reached || isSameWord)) {
      // The same word again: what the edit before took of it is given up to this one.
      const shared = reached - offset;
      result.pop();
      text = last.text.slice(0, last.text.length - shared) + text;
      removed += offset - last.offset;
      offset = last.offset;
    } else {
      const starts = isWord(text[0]) || (removed > 0 && isWord(old[offset]));
      while (starts && offset > reached && isWord(old[offset - 1])) {
        offset--;
        removed++;
        text = (old[offset] ?? '') + text;
      }
    }
    const ends = isWord(text.at(-1)) || (edit.removed > 0 && isWord(old[offset + removed - 1]));
    while (ends && isWord(old[offset + removed])) text += old[offset + removed++] ?? '';
    result.push({ ...edit, offset, removed, text });
  }
  return result;
}

function decided({ text, authors }: AuthoredText, fresh: string): AuthoredText {
  const isSign = (index: number): boolean => /[^\p{L}\p{N}\p{M}_$\s]/u.test(text[index] ?? '');
  /** The nearest character that is no new sign: its author, or null where the line ends. */
  const beside = (index: number, step: 1 | -1): string | null => {
    for (let i = index; i >= 0 && i < text.length && text[i] !== '\n'; i += step)
      if (/\S/.test(text[i] ?? '') && !(authors[i] === OPEN && isSign(i))) return authors[i] ?? null;
    return null;
  };
  const letters = [...authors].map((author, index) => {
    if (author !== OPEN) return author;
    const [left, right] = isSign(index) ? [beside(index, -1), beside(index, 1)] : [OPEN, OPEN];
    const known = left === null || left === right ? right : right === null ? left : OPEN;
    return known === null || known === OPEN ? fresh : known;
  });
  return { text, authors: letters.join('') };
}

/**
 * Edits of one line are one rewriting of it. The editor cuts what a formatter does into the smallest edits that it finds,
 * and these need not meet the words.
 */
function byLine(before: AuthoredText, edits: readonly ProbeEdit[]): ProbeEdit[] {
  const result: ProbeEdit[] = [];
  for (const edit of [...edits].sort((one, other) => one.offset - other.offset)) {
    const last = result.at(-1);
    const end = last === undefined ? 0 : last.offset + last.removed;
    const between = before.text.slice(end, edit.offset);
    if (last === undefined || between.includes('\n')) result.push(edit);
    else {
      result[result.length - 1] = {
        offset: last.offset,
        removed: edit.offset + edit.removed - last.offset,
        text: last.text + between + edit.text,
      };
    }
  }
  return result;
}

/**
 * Of lines that were sorted the editor may report only the letters in which the lines at each place differ: edits that
 * put a line where another line was are taken with the whole of it.
 */
function withMovedLines(before: AuthoredText, edits: readonly ProbeEdit[]): readonly ProbeEdit[] {
  const whole = edits.map((edit) => asLines(before.text, edit));
  const gone = whole.map(({ offset, removed }) => linesIn(before.text.slice(offset, offset + removed)));
  return edits.map((edit, index) => {
    const lines = whole[index] ?? edit;
    const others = new Set(gone.flatMap((old, at) => (at === index ? [] : old)));
    return linesIn(lines.text).some((line) => others.has(line)) ? lines : edit;
  });
}

function linesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => visible({ text: line }));
  return lines.filter((line) => line !== '');
}

function asLines(before: string, { offset, removed, text }: ProbeEdit): ProbeEdit {
  const start = offset === 0 ? 0 : before.lastIndexOf('\n', offset - 1) + 1;
  const stop = before.indexOf('\n', offset + removed);
  const end = stop < 0 ? before.length : stop;
  return {
    offset: start,
    removed: end - start,
    text: before.slice(start, offset) + text + before.slice(offset + removed, end),
  };
}

/** Text that a command copied stands right before or right after its copy. Null when it does not. */
export function copiedFromBeside(
  before: AuthoredText,
  { offset, removed, text }: ProbeEdit,
): AuthoredText | null {
  if (removed > 0 || text.trim() === '') return null;
  const key = text.trim();
  const above = before.text.slice(0, offset).trimEnd();
  const below = before.text.length - before.text.slice(offset).trimStart().length;
  const at = above.endsWith(key)
    ? above.length - key.length
    : before.text.startsWith(key, below)
      ? below
      : null;
  if (at === null) return null;
  const letters = [...writtenBy('h', text).authors];
  const start = text.indexOf(key);
  letters.splice(start, key.length, ...part(before, at, at + key.length).authors);
  return { text, authors: letters.join('') };
}

class Rewriting {
  readonly letters: string[];
  /** Runs of lines that are in the old text and in the new one only, until it is known what became of them. */
  readonly open: [Piece[], Piece[]][];

  constructor(
    before: AuthoredText,
    readonly edit: ProbeEdit,
    fresh: string,
  ) {
    const old = part(before, edit.offset, edit.offset + edit.removed);
    this.letters = [...keepEnds(old, edit.text, fresh).authors];
    this.open = gaps(linesOf(old), linesOf(writtenBy(fresh, edit.text)), this.letters);
  }

  /** Whole lines, or whole pieces, that are gone elsewhere. */
  takeMoved(pool: Piece[]): void {
    for (const gap of this.open) {
      gap[1] = gap[1].filter((line) => {
        const at = pool.findIndex((gone) => visible(gone) !== '' && visible(gone) === visible(line));
        const [gone] = at < 0 ? [] : pool.splice(at, 1);
        if (gone !== undefined) inherit(gone, line, this.letters);
        return gone === undefined;
      });
    }
  }

  /** Tokens that stayed, then tokens that stand where others stood. */
  takeTokens(pool: readonly Piece[]): void {
    for (const [from, to] of this.open) {
      const old = tokensIn(from.filter((line) => pool.includes(line)));
      const now = tokensIn(to);
      let i = 0;
      let j = 0;
      const stand = (oldEnd: number, nowEnd: number): void => {
        for (; i < oldEnd && j < nowEnd; i++, j++) this.rewrite(old[i] as Piece, now[j] as Piece);
      };
      for (const [one, other] of matches(old, now, (token) => token.text.toLowerCase())) {
        stand(old.indexOf(one, i), now.indexOf(other, j));
        inherit(one, other, this.letters);
        [i, j] = [old.indexOf(one, i) + 1, now.indexOf(other, j) + 1];
      }
      stand(old.length, now.length);
    }
  }

  /** A token in the place of another: character by character where it can be, else the author who wrote most of it. */
  private rewrite(old: Piece, now: Piece): void {
    const most = ['a', 'u', 'h', '-']
      .map((letter) => ({ letter, count: old.authors.split(letter).length }))
      .reduce((one, other) => (other.count > one.count ? other : one)).letter;
    const authors = old.text.length === now.text.length ? old.authors : keepEnds(old, now.text, most).authors;
    this.letters.splice(now.start, authors.length, ...authors);
  }
}

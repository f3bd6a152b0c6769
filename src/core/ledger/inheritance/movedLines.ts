/**
 * Rule: a line that appears where it was not, while the same line goes elsewhere, was moved.
 */
import { changedBlocks } from '../changedBlocks';
import { isBlankCode } from '../blank';
import type { RewrittenBlock } from './rewrittenBlock';
import { tokens, type Token } from './tokens';

interface Line {
  readonly block: RewrittenBlock;
  /** Where its visible text starts: an offset in the text before, or an index of the block's new text. */
  readonly at: number;
  /** Without blanks at both ends. */
  readonly text: string;
}

/** Lines that are not the same are compared in changes of at most this many lines: each with each. */
const MAX_COMPARED = 200;
/** How much of two lines must be the same words, at least. */
const SIMILAR = 0.6;

/**
 * Finds moved lines in one change and gives their characters the places where they were: lines that are the same, then
 * lines that lost or gained some words on the way, as when imports are sorted and cleaned up at once.
 */
export function movedLines(blocks: readonly RewrittenBlock[]): void {
  const gone = blocks.flatMap(goneLines);
  const touched = blocks.flatMap(touchedLines);
  const left = new Set(gone);
  const byText = new Map<string, Line[]>();
  for (const line of [...gone].reverse()) {
    const same = byText.get(line.text);
    if (same === undefined) byText.set(line.text, [line]);
    else same.push(line);
  }
  const rest: Line[] = [];
  const after = new Map(gone.map((line, index) => [line, gone[index + 1]]));
  let last: Line | undefined;
  for (const line of touched) {
    // Lines that stood together moved together.
    const next = last === undefined ? undefined : after.get(last);
    const follows = next !== undefined && next.text === line.text && left.has(next);
    last = follows ? next : firstLeft(byText.get(line.text) ?? [], left);
    if (last === undefined) rest.push(line);
    else {
      left.delete(last);
      for (let i = 0; i < line.text.length; i++) line.block.put(line.at + i, last.at + i, 'same');
    }
  }
  if (rest.length <= MAX_COMPARED && left.size <= MAX_COMPARED) similarLines(rest, [...left]);
}

function firstLeft(lines: Line[], left: ReadonlySet<Line>): Line | undefined {
  for (let line = lines.pop(); line !== undefined; line = lines.pop()) if (left.has(line)) return line;
  return undefined;
}

/** Lines of the text before that lost something visible. */
function goneLines(block: RewrittenBlock): Line[] {
  const stayed = new Uint8Array(block.oldText.length);
  for (let i = 0; i < block.newText.length; i++)
    if (block.howAt(i) === 'kept') stayed[block.sourceAt(i) - block.start] = 1;
  return linesOf(block, block.oldText, block.start, (index) => stayed[index] === 0);
}

/** Lines of the new text that got something visible. */
function touchedLines(block: RewrittenBlock): Line[] {
  return linesOf(block, block.newText, 0, (index) => block.howAt(index) === 'none');
}

function linesOf(
  block: RewrittenBlock,
  text: string,
  offset: number,
  isChanged: (index: number) => boolean,
): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const visible = line.trim();
    const at = start + line.indexOf(visible);
    for (let i = at; i < at + visible.length; i++) {
      if (!isChanged(i) || isBlankCode(text.charCodeAt(i))) continue;
      lines.push({ block, at: offset + at, text: visible });
      break;
    }
    start += line.length + 1;
  }
  return lines;
}

function similarLines(touched: readonly Line[], gone: readonly Line[]): void {
  const left = new Map(gone.map((line) => [line, wordsOf(line.text)]));
  for (const line of touched) {
    const words = wordsOf(line.text);
    const home = homeOf(line);
    let limit = SIMILAR;
    for (const [old, others] of left)
      if (isAround(old, home)) limit = Math.max(limit, similarity(words, others));
    let best: Line | null = null;
    for (const [old, others] of left) {
      const score = similarity(words, others);
      if (score <= limit || isAround(old, home)) continue;
      limit = score;
      best = old;
    }
    if (best === null) continue;
    left.delete(best);
    alignTokens(line, best);
  }
}

/** A place in the text before that some of the line never left; -1 when all of it is new. */
function homeOf({ block, at, text }: Line): number {
  for (let i = at; i < at + text.length; i++) if (block.howAt(i) === 'kept') return block.sourceAt(i);
  return -1;
}

function isAround({ at, text }: Line, place: number): boolean {
  return place >= at && place < at + text.length;
}

function wordsOf(text: string): string[] {
  return tokens(text)
    .filter(({ kind }) => kind === 'word')
    .map(({ start, end }) => text.slice(start, end));
}

/** The share of letters that stand in words of both lines, from 0 to 1. */
function similarity(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of one) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common += word.length;
  }
  const all = one.join('').length + other.join('').length;
  return all === 0 ? 0 : (2 * common) / all;
}

function alignTokens(line: Line, old: Line): void {
  const visible = (text: string): Token[] => tokens(text).filter(({ kind }) => kind !== 'blank');
  const [before, after] = [visible(old.text), visible(line.text)];
  const textOf = ({ text }: Line, list: readonly Token[]): string[] =>
    list.map(({ start, end }) => text.slice(start, end));
  const match = (from: number, to: number): void => {
    const [source, token] = [before[from] as Token, after[to] as Token];
    for (let i = 0; i < token.end - token.start; i++)
      line.block.put(line.at + token.start + i, old.at + source.start + i, 'same');
  };
  let [from, to] = [0, 0];
  for (const block of changedBlocks(textOf(old, before), textOf(line, after))) {
    while (to < block.newFrom) match(from++, to++);
    [from, to] = [block.oldTo, block.newTo];
  }
  while (to < after.length) match(from++, to++);
}

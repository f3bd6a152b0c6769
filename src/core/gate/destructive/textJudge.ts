/**
 * Judges a text while it is edited: what the AI's part of it does that is destructive, and where to say so.
 */
import type { LineAuthor } from '../../ledger/lineAuthors';
import type { AttributedText, LineRange } from '../../model';
import type { DestructivePolicy } from '../../policy/policy';
import type { AddedLine, DestructiveChange, DestructiveFinding } from './destructiveChange';
import { destructiveRules, type DestructiveRules } from './destructiveRules';
import { findDestructive } from './findDestructive';
import type { PlacedFinding } from './placedFinding';
import { removedByAi, type RemovedLine } from './removedByAi';

/** A text at hand, with one author for each of its lines. */
export interface JudgedText {
  readonly path: string;
  readonly state: AttributedText;
  readonly lines: readonly (LineAuthor | null)[];
  /** The file as HEAD has it; empty when it has none. */
  readonly committed: string;
}

export class TextJudge {
  private readonly rules: DestructiveRules;

  constructor(policy: DestructivePolicy) {
    this.rules = destructiveRules(policy);
  }

  /** One finding for each rule and contiguous block of AI lines, and for each rule and place where lines went. */
  findings(text: JudgedText): PlacedFinding[] {
    const removed = removedByAi(text.state, text.committed);
    const texts = text.state.text.split('\n');
    const change = changeOf(text, texts, removed);
    const findings = findDestructive(change, this.rules);
    const byAi = this.withoutPeople(text, change, findings);
    return byAi
      .flatMap((finding) => placed(finding, text.lines, removed))
      .sort((a, b) => (a.lines[0]?.[0] ?? 0) - (b.lines[0]?.[0] ?? 0));
  }

  /** A line that a person changed too counts only when what is left without the person's part is destructive as well. */
  private withoutPeople(
    { state, lines }: JudgedText,
    change: DestructiveChange,
    findings: readonly DestructiveFinding[],
  ): DestructiveFinding[] {
    const isMixed = (line: number): boolean => lines[line - 1]?.mixed === true;
    const isClean = findings.every((one) => one.kind !== 'added' || !numbers(one.lines).some(isMixed));
    if (isClean) return [...findings];
    const others = withoutHumanText(state).split('\n');
    const addedAiLines = change.addedAiLines.map(({ line }) => ({ line, text: others[line - 1] ?? '' }));
    const again = findDestructive({ ...change, addedAiLines }, this.rules);
    return findings.flatMap((finding): DestructiveFinding[] => {
      if (finding.kind !== 'added') return [finding];
      const same = again.find((one) => one.kind === 'added' && one.rule === finding.rule);
      const confirmed = new Set(same?.kind === 'added' ? numbers(same.lines) : []);
      const kept = numbers(finding.lines).filter((line) => !isMixed(line) || confirmed.has(line));
      return kept.length === 0 ? [] : [{ ...finding, lines: ranges(kept) }];
    });
  }
}

function changeOf(
  { path, lines, committed }: JudgedText,
  texts: readonly string[],
  removed: readonly RemovedLine[],
): DestructiveChange {
  const addedAiLines: AddedLine[] = [];
  const addedByOthers: string[] = [];
  lines.forEach((author, at) => {
    const text = texts[at] ?? '';
    if (author === null) return;
    if (author.author === 'ai' || author.mixed) addedAiLines.push({ line: at + 1, text });
    else addedByOthers.push(text);
  });
  return {
    path,
    status: committed === '' ? 'added' : 'modified',
    addedAiLines,
    addedByOthers,
    deletedByAi: removed.length,
    deletedTexts: removed.map(({ text }) => text),
  };
}

function placed(
  finding: DestructiveFinding,
  lines: readonly (LineAuthor | null)[],
  removed: readonly RemovedLine[],
): PlacedFinding[] {
  const { rule, reason } = finding;
  switch (finding.kind) {
    case 'added':
      return byBlock(finding.lines, lines).map((block) => ({ kind: 'added', rule, reason, lines: block }));
    case 'removed':
      return byPlace(finding.removed.map((index) => removed[index]?.line ?? 1)).map(([line, count]) => ({
        ...{ kind: 'removed', rule, reason, count, lines: [[line, line]] },
      }));
    case 'lines-deleted': {
      const [[line] = [1]] = byPlace(removed.map((one) => one.line)).sort((a, b) => b[1] - a[1]);
      const { count, limit } = finding;
      return [{ kind: 'lines-deleted', rule, reason, count, limit, lines: [[line, line]] }];
    }
    default:
      // A file that is gone has no place in the editor.
      return [];
  }
}

/** Ranges of one finding, those together that no line of another author parts. */
function byBlock(found: readonly LineRange[], lines: readonly (LineAuthor | null)[]): LineRange[][] {
  const blocks: LineRange[][] = [];
  for (const range of found) {
    const block = blocks.at(-1);
    const last = block?.at(-1)?.[1];
    const between = last === undefined ? [null] : lines.slice(last, range[0] - 1);
    if (block !== undefined && between.every((line) => line?.author === 'ai' || line?.mixed === true))
      block.push(range);
    else blocks.push([range]);
  }
  return blocks;
}

/** How often each line is named, in order. */
function byPlace(places: readonly number[]): [line: number, count: number][] {
  const counts = new Map<number, number>();
  for (const line of places) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts];
}

function withoutHumanText({ text, spans }: AttributedText): string {
  let result = '';
  let at = 0;
  for (const { start, end, origin } of spans) {
    if (origin.author !== 'human') continue;
    // Line breaks stay, so that the numbers of the lines do.
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return result + text.slice(at);
}

function numbers(found: readonly LineRange[]): number[] {
  return found.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
}

function ranges(lines: readonly number[]): LineRange[] {
  const found: [number, number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last !== undefined && last[1] + 1 === line) last[1] = line;
    else found.push([line, line]);
  }
  return found;
}

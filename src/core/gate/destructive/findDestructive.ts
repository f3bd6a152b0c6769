/**
 * Finds what is destructive in the AI's part of one file's change.
 */
import type { LineRange } from '../../model';
import { destructiveLimits } from '../../policy/policy';
import { codeOfLine } from './codeOfLine';
import type { AddedLine, DestructiveChange, DestructiveFinding } from './destructiveChange';
import type { DestructiveRule, JudgedLine, LineTest } from './destructiveRule';
import type { DestructiveRules } from './destructiveRules';
import { fileKind, type FileKind } from './fileKind';

/** How many lines behind a line a statement may end. */
const longestStatement = 20;
const thresholdReason = 'deletes much at once';

/**
 * One finding for each rule and way that it is broken, in the order of the rules. A line that went counts only as far
 * as no line of the same kind came in: what is moved or reworded is not removed.
 */
export function findDestructive(change: DestructiveChange, rules: DestructiveRules): DestructiveFinding[] {
  const { path } = change;
  const kind = fileKind(path);
  const added = judged(change.addedAiLines, kind);
  const removed = withoutFollowing(change.deletedTexts ?? [], kind);
  const others = withoutFollowing(change.addedByOthers ?? [], kind);
  const present = [...added, ...others];
  const findings: DestructiveFinding[] = [];
  for (const rule of rules.rules.filter(({ covers }) => covers(path, kind))) {
    const about = { rule: rule.name, reason: rule.reason, path };
    const lines = rangesOf(change.addedAiLines, added, rule.adds);
    if (lines.length > 0) findings.push({ kind: 'added', ...about, lines });
    if (isDeletedByAi(change) && rule.deletesFile?.(kind) === true) {
      findings.push({ kind: 'file-deleted', ...about });
      continue;
    }
    if (change.status === 'deleted' && rule.excuses !== undefined) continue;
    const lost = lostLines(rule, removed, present);
    if (lost.length > 0) findings.push({ kind: 'removed', ...about, removed: lost });
  }
  return [...findings, ...tooMuch(change, kind, rules.linesDeleted)];
}

/** Whether a file went and the AI took most of it. */
export function isDeletedByAi({ status, deletedByAi, deletedLines }: DestructiveChange): boolean {
  return status === 'deleted' && deletedByAi > 0 && deletedByAi * 2 >= (deletedLines ?? 0);
}

function judged(lines: readonly AddedLine[], kind: FileKind): JudgedLine[] {
  const codes = lines.map(({ text }) => codeOfLine(text, kind));
  return lines.map(({ line, text }, at) => {
    let end = at + 1;
    while (end <= at + longestStatement && lines[end]?.line === line + end - at) end++;
    const code = codes[at] ?? '';
    return { text, code, kind, following: code === '' ? [] : codes.slice(at + 1, end) };
  });
}

function withoutFollowing(texts: readonly string[], kind: FileKind): JudgedLine[] {
  return texts.map((text) => ({ text, code: codeOfLine(text, kind), kind, following: [] }));
}

/** Lines that break the rule, those that touch as one range. */
function rangesOf(
  lines: readonly AddedLine[],
  added: readonly JudgedLine[],
  test: LineTest | undefined,
): LineRange[] {
  if (test === undefined) return [];
  const ranges: [number, number][] = [];
  added.forEach((line, at) => {
    if (!test(line)) return;
    const number = lines[at]?.line ?? 0;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else ranges.push([number, number]);
  });
  return ranges;
}

/** Which of the removed lines are missed. */
function lostLines(
  { removes, excuses }: DestructiveRule,
  removed: readonly JudgedLine[],
  present: readonly JudgedLine[],
): number[] {
  if (removes === undefined) return [];
  const lost = [...removed.keys()].filter((at) => {
    const line = removed[at];
    return line !== undefined && removes(line);
  });
  if (lost.length === 0) return [];
  const excused =
    excuses === undefined ? 0 : Math.max(0, removed.filter(excuses).length - present.filter(excuses).length);
  const missing = lost.length - present.filter(removes).length - excused;
  return missing <= 0 ? [] : withoutKept(lost, removed, present).slice(0, missing);
}

/** Those whose very text is not there again. */
function withoutKept(
  lost: readonly number[],
  removed: readonly JudgedLine[],
  present: readonly JudgedLine[],
): number[] {
  const texts = new Set(present.map(({ text }) => text.trim()));
  const gone = lost.filter((at) => !texts.has(removed[at]?.text.trim() ?? ''));
  return gone.length > 0 ? gone : [...lost];
}

function tooMuch(change: DestructiveChange, kind: FileKind, limit: number | null): DestructiveFinding[] {
  const { path, deletedByAi: count } = change;
  if (limit === null || count <= limit || kind.isGenerated) return [];
  return [
    { kind: 'lines-deleted', rule: destructiveLimits.lines, reason: thresholdReason, path, count, limit },
  ];
}

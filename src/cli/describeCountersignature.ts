/**
 * A countersignature for scripts, and as people read it in a terminal.
 */
import { printable } from '../core/commit/sanitise';
import { visibleText } from '../core/commit/visibleText';
import type { Countersignature } from '../core/signing/countersignature';
import type { ProblemKind } from '../core/signing/problem';
import { coloured, type Cell } from './textTable';

/** One entry of the JSON answers of `verify` and `show`. */
export interface AnsweredCountersignature extends Omit<Countersignature, 'problem'> {
  readonly valid: boolean;
  /** A word; null when it is valid. */
  readonly reason: ProblemKind | null;
  /** The same as a sentence. */
  readonly detail: string | null;
}

export function answered({ problem, ...one }: Countersignature): AnsweredCountersignature {
  return {
    ...one,
    valid: problem === null,
    reason: problem?.kind ?? null,
    detail: problem?.sentence ?? null,
  };
}

/** The row of a table. */
export function countersignatureRow(one: Countersignature, colours: boolean): Cell[] {
  const verdict = one.problem === null ? 'good' : one.problem.kind;
  const who = one.name === '' ? one.email : `${one.name} <${one.email}>`;
  return [
    { text: one.commit.slice(0, 10), colour: 'yellow' },
    { text: verdict, colour: one.problem === null ? 'green' : 'red' },
    { text: one.kind },
    { text: printable(who) || 'nobody' },
    { text: one.key ?? '', colour: 'dim' },
    {
      text:
        one.problem === null
          ? visibleText(one.paths.join(', '))
          : coloured(visibleText(one.problem.sentence), 'red', colours),
    },
  ];
}

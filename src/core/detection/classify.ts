/**
 * Asks the signals in order of trust; the first that knows decides.
 */
import type { Clues } from './clues';
import type { EditEvent } from './editEvent';
import { commented } from './signals/commented';
import { diskReload } from './signals/diskReload';
import { hostReason } from './signals/hostReason';
import { inlineAccepted } from './signals/inlineAccepted';
import { pasted } from './signals/pasted';
import { suggestAccepted } from './signals/suggestAccepted';
import { typed } from './signals/typed';
import { undoRedo } from './signals/undoRedo';
import type { Verdict } from './verdict';

type Signal = (event: EditEvent, clues: Clues) => Verdict | null;

const SIGNALS: readonly Signal[] = [
  undoRedo,
  hostReason,
  diskReload,
  pasted,
  typed,
  commented,
  suggestAccepted,
  inlineAccepted,
];

/** The verdict on a change. What no signal explains was made by a command or an extension that did not say for whom. */
export function classify(event: EditEvent, clues: Clues): Verdict {
  for (const signal of SIGNALS) {
    const verdict = signal(event, clues);
    if (verdict !== null) return verdict;
  }
  return {
    kind: 'transform',
    origin: { author: 'unknown', reason: 'edit', time: event.time },
    confirmable: true,
  };
}

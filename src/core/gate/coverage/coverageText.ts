/**
 * The sentences about coverage.
 */
import { visibleText } from '../../commit/visibleText';
import type { LineRange } from '../../model';

const NAMED_RANGES = 10;

/** The policy asks for coverage, and the check was called without. */
export const coverageMissingText =
  'The policy asks how much of the AI-written code the tests run: pass their coverage file with --coverage, for example --coverage coverage/lcov.info.';

/** The coverage file is none. */
export const notLcovText =
  'The coverage file names no source file: pass one in the LCOV format, and have the tests run before.';

/** Files that the check leaves out. */
export function outsideText(count: number): string {
  const files = count === 1 ? '1 file' : `${count} files`;
  return `The coverage file names ${files} outside of this repository; they are left out.`;
}

/** How much of a file's AI lines ran. `minimum` is null when nothing is asked for. */
export function uncoveredText(
  path: string,
  covered: number,
  runnable: number,
  minimum: number | null,
  missed: readonly LineRange[],
): string {
  const share = `${percent(covered / runnable)} of the AI's lines in ${visibleText(path)} (${covered} of ${runnable})`;
  const asked = minimum === null ? '' : `, and the policy asks for ${percent(minimum)}`;
  return `Tests run ${share}${asked}; they do not run ${linesText(missed)}.`;
}

export const uncoveredFix =
  'Add tests that run these lines, measure the coverage again, and pass the new file with --coverage.';

/** A file of which the coverage file says nothing. */
export function unlistedText(path: string): string {
  return `The coverage file does not list ${visibleText(path)}, so nobody knows whether tests run the AI's lines in it.`;
}

export const unlistedFix =
  'If it is code that can run, have the tests measure it too, with paths that start at the root of the repository.';

/** The same of one that should be there: what nobody measured did not run. */
export function missedText(path: string, minimum: number, missed: readonly LineRange[]): string {
  return `${visibleText(path)} is missing from the coverage file, so no test runs the AI's ${linesText(missed)} in it; the policy asks for ${percent(minimum)}.`;
}

export const missedFix =
  'Add tests that run it, have them measure every source file (--all and the like), with paths that start at the root of the repository, and pass the new file with --coverage.';

/** Rounded down: what is not enough must not look as if it were. */
function percent(share: number): string {
  // Without the cut, 0.29 would be 28.9 %: its hundredfold is a little less than 29.
  return `${Math.floor(Number((share * 1000).toFixed(6))) / 10} %`;
}

function linesText(lines: readonly LineRange[]): string {
  const named = lines
    .slice(0, NAMED_RANGES)
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const isOne = lines.length === 1 && lines[0]?.[0] === lines[0]?.[1];
  return `${isOne ? 'line' : 'lines'} ${named.join(', ')}${lines.length > NAMED_RANGES ? ', …' : ''}`;
}

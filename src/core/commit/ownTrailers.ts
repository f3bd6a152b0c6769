/**
 * Which lines of a message are ours to replace.
 *
 * `AI-Provenance` with a value that starts with `added=`, and `AI-Critical` of our form, are ours wherever they stand.
 * A line that names a tool may be a person's own work; it is ours only in the unbroken run right above our
 * `AI-Provenance`, where `placeTrailers` never lets a person's line be.
 */
import { isToolIdentity } from './toolIdentities';
import { CRITICAL_KEY, isKey, PROVENANCE_KEY, TOOL_KEYS, trailerLine } from './trailerKeys';

const CRITICAL_VALUE = /^\S+ (?:"(?:[^"\\]|\\.)*"|[^\s"]\S*) \d+$/;

/** Indexes of our lines among `lines[0..end)`. Indented copies, as `merge --squash` makes them, are quotations. */
export function ownTrailers(lines: readonly string[], end: number): Set<number> {
  const own = new Set<number>();
  for (let i = 0; i < end; i++) {
    const trailer = trailerLine(lines[i] as string);
    if (trailer === null) continue;
    if (isKey(trailer.key, CRITICAL_KEY) && CRITICAL_VALUE.test(trailer.value)) own.add(i);
    if (!isKey(trailer.key, PROVENANCE_KEY) || !/^added=\d/.test(trailer.value)) continue;
    own.add(i);
    for (let tool = i - 1; tool >= 0 && namesTool(lines[tool] as string); tool--) own.add(tool);
  }
  return own;
}

/** Whether a line could be one of ours that names a tool: ours have no email but a known tool's. */
export function namesTool(line: string): boolean {
  const trailer = trailerLine(line);
  if (trailer === null || trailer.value === '') return false;
  const { key, value } = trailer;
  if (isKey(key, TOOL_KEYS['co-authored-by'])) return isToolIdentity(value);
  return (
    (isKey(key, TOOL_KEYS['assisted-by']) || isKey(key, TOOL_KEYS['generated-by'])) && !value.includes('<')
  );
}

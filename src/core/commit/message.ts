/**
 * Writes our trailers into a commit message file, and takes old ones out, without touching anything else.
 *
 * A pure edit: `git interpret-trailers` depends on the user's `trailer.*` settings and stops at `---` lines.
 */
import { isBlank, trailerBlock } from './messageBlock';
import type { TrailerBlock } from './messageBlock';
import { MessageFile } from './messageFile';
import type { MessageOptions } from './messageFile';
import { namesTool, ownTrailers } from './ownTrailers';
import { emailOf } from './toolIdentities';
import { isKey, TOOL_KEYS, trailerLine } from './trailerKeys';

export type { CleanupMode, MessageOptions } from './messageFile';

const CHANGE_ID = /^Change-Id:[ \t]*I[0-9a-f]{8,64}\s*$/i;

/**
 * The message with our trailers replaced by `trailers`, as a set. They join the last trailer block if there is one,
 * otherwise they become the last paragraph. No trailers: only the old ones go. Every other byte stays.
 *
 * An empty message stays as it is when no editor follows (so that git still aborts). When one follows, two empty lines
 * come first, so that a subject typed on the first leaves ours trailers; if nothing is typed, `isOnlyOurTrailers` tells.
 */
export function placeTrailers(message: string, trailers: readonly string[], options: MessageOptions): string {
  const original = new MessageFile(message, options);
  const file = new MessageFile(withoutOwn(original), options);
  if (trailers.length === 0) return file.lines.join('');
  const at = file.contentEnd;
  // Sign-offs alone are no message to git.
  if (options.editor === false && writtenText(file.lines.join(''), options) === '') return message;
  const eol = lineEnd(file.lines, at);
  const place = at === 0 ? { at: 0, before: eol + eol, known: [] } : placeIn(file, at, eol);
  const lines = trailers
    .filter((trailer) => !place.known.some((line) => sameTrailer(line, trailer)))
    .map((trailer) => visible(trailer, file.prefix) + eol);
  const head = file.lines.slice(0, place.at).join('');
  const finished = head === '' || head.endsWith('\n') ? head : head + eol;
  return finished + place.before + lines.join('') + file.lines.slice(place.at).join('');
}

/**
 * The message with our trailers back in a block that git reads, for after the editor: a person may have typed prose
 * right above them. What the person removed stays removed.
 */
export function repairTrailers(message: string, options: MessageOptions): string {
  const file = new MessageFile(message, options);
  const own = [...ownTrailers(file.lines, file.end)].sort((a, b) => a - b);
  const trailers = own.map((index) => (file.lines[index] as string).trimEnd());
  return trailers.length === 0 ? message : placeTrailers(message, trailers, options);
}

/**
 * Whether nobody wrote a message: there is nothing but our trailers, sign-offs, and what git removes by itself. Then
 * the commit has to be aborted as git would have done without us (by emptying the file in `commit-msg`).
 * @param template the commit template; an untouched one is no message either
 */
export function isOnlyOurTrailers(message: string, options: MessageOptions, template = ''): boolean {
  const file = new MessageFile(message, options);
  if (ownTrailers(file.lines, file.end).size === 0) return false;
  const written = writtenText(withoutOwn(file), options);
  return written === '' || written === writtenText(template, options);
}

interface Place {
  readonly at: number;
  readonly before: string;
  /** The trailers that are there already. */
  readonly known: readonly string[];
}

function placeIn(file: MessageFile, contentEnd: number, eol: string): Place {
  const block = joinable(file, contentEnd);
  if (block === null) return { at: contentEnd, before: eol, known: [] };
  // Lines that name tools directly above ours would look like ours later; those that are there are a person's.
  let at = block.end;
  while (at > block.start && namesTool(file.lines[at - 1] as string)) at--;
  return { at, before: '', known: file.lines.slice(block.start, block.end) };
}

/** The block to join, or null. */
function joinable(file: MessageFile, contentEnd: number): TrailerBlock | null {
  const lines = file.lines.slice(0, contentEnd);
  const title = file.start;
  if (onlySignOffs(lines, title)) return { start: title, end: contentEnd };
  const block = trailerBlock(lines, file.isComment, title, file.dropsComments);
  if (block !== null) return isForm(lines.slice(block.start, block.end)) ? null : withComments(lines, block);
  let start = contentEnd;
  while (start > title && !isBlank(lines[start - 1] as string)) start--;
  // Review servers read the Change-Id in the last paragraph only, whatever else is in it.
  return start > title && lines.slice(start).some((line) => CHANGE_ID.test(line))
    ? { start, end: contentEnd }
    : null;
}

/** Comments that end the paragraph belong to it. */
function withComments(lines: readonly string[], block: TrailerBlock): TrailerBlock {
  let { end } = block;
  while (end < lines.length && !isBlank(lines[end] as string)) end++;
  return { start: block.start, end };
}

/** Headings of a template, `Why:`, below which prose will be typed; to git they are trailers without a value. */
function isForm(lines: readonly string[]): boolean {
  return lines.every((line) => trailerLine(line)?.value === '');
}

/** `git commit -s` starts an empty message with a sign-off, below the line for the subject. */
function onlySignOffs(lines: readonly string[], title: number): boolean {
  if (title === 0) return false;
  return lines.slice(title).every((line) => line.startsWith('Signed-off-by: '));
}

/** The file without our lines, and without the blank line that set them apart as a paragraph. */
function withoutOwn(file: MessageFile): string {
  const own = ownTrailers(file.lines, file.end);
  const gone = new Set(own);
  const ends = (index: number): boolean => {
    const line = file.lines[index];
    return index >= file.end || line === undefined || isBlank(line) || file.isComment(line);
  };
  for (const index of own) {
    if (own.has(index - 1) || index === 0) continue;
    const above = file.lines[index - 1] as string;
    let after = index;
    while (own.has(after)) after++;
    // Git adds a sign-off or another trailer unless the same one comes last; without ours it did.
    if (trailerLine(above) !== null && above.trimEnd() === file.lines[after]?.trimEnd()) gone.add(after);
    if (!isBlank(above) || !ends(after)) continue;
    gone.add(index - 1);
    // Of a message that was empty, both lines that were put before ours.
    if (index === 2 && isBlank(file.lines[0] as string)) gone.add(0);
  }
  return file.lines.filter((_, index) => !gone.has(index)).join('');
}

function writtenText(message: string, options: MessageOptions): string {
  const file = new MessageFile(message, options);
  return file.lines
    .slice(0, file.end)
    .filter((line, index) => !file.vanishes(index) && !line.startsWith('Signed-off-by: '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The line end of the message: that of its last line, or of its first when the last has none. */
function lineEnd(lines: readonly string[], contentEnd: number): string {
  const last = lines[contentEnd - 1] ?? lines[0] ?? '';
  const model = last.endsWith('\n') ? last : (lines[0] ?? '');
  return model.endsWith('\r\n') ? '\r\n' : '\n';
}

/** With a letter as comment character our line would be a comment; keys of trailers ignore case. */
function visible(trailer: string, prefix: string): string {
  if (prefix === '' || !trailer.startsWith(prefix)) return trailer;
  const first = trailer.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + trailer.slice(1);
}

function sameTrailer(line: string, trailer: string): boolean {
  const a = trailerLine(line);
  const b = trailerLine(trailer);
  if (a === null || b === null || !isKey(a.key, b.key)) return false;
  if (a.value.toLowerCase() === b.value.toLowerCase()) return true;
  const email = emailOf(b.value);
  return email !== null && isKey(a.key, TOOL_KEYS['co-authored-by']) && emailOf(a.value) === email;
}

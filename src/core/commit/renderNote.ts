/**
 * Writes a note in the Git AI Standard v3.
 */
import type { LineRange } from '../model';
import type { Note, NoteFile } from './noteModel';

/**
 * The exact bytes of the note: attestations, divider, pretty JSON, no final newline. The order of files and entries is
 * kept, since the last entry of a line wins; the ranges of an entry are sorted. Files without entries are left out.
 */
export function renderNote(note: Pick<Note, 'files' | 'metadata'>): string {
  const files = note.files.filter((file) => file.entries.length > 0).map(renderFile);
  return `${files.join('')}---\n${JSON.stringify(note.metadata, null, 2)}`;
}

/** The path as the note spells it, or null when it cannot: the format has no escapes. */
export function notePath(path: string): string | null {
  if (path === '' || /[\n\r]/.test(path) || path.startsWith('  ') || path === '---') return null;
  const ambiguous = /^".*"$/.test(path) || path.trim() !== path;
  return ambiguous || /[ \t]/.test(path) ? `"${path}"` : path;
}

function renderFile(file: NoteFile): string {
  const entries = file.entries.map(({ key, ranges }) => `  ${key} ${renderRanges(ranges)}\n`);
  // Quotes hold whatever a reader found in quotes, odder paths than we would write included.
  return `${notePath(file.path) ?? `"${file.path}"`}\n${entries.join('')}`;
}

function renderRanges(ranges: readonly LineRange[]): string {
  return [...ranges]
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([first, last]) => (first === last ? String(first) : `${first}-${last}`))
    .join(',');
}

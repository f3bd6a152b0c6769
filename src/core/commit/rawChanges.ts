/**
 * Reads the list of changed files that git prints in its raw format (`--raw --no-abbrev`) in front of a patch.
 */
import { unquotePath } from './quotedPath';

export interface RawChanges {
  /** The list as it is, without the empty line after it. */
  readonly raw: string;
  /** Where the patch begins, in bytes. */
  readonly end: number;
  /** The new blob of each path. Paths that are deleted are not in it. */
  readonly blobOf: ReadonlyMap<string, string>;
}

const LINE_FEED = 0x0a;
const COLON = 0x3a;
const RAW = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\t(.*)$/;

/** Needs quoted paths (`core.quotePath`), so that the list is ASCII. Total. */
export function parseRawChanges(output: Uint8Array): RawChanges {
  const blobOf = new Map<string, string>();
  const seen = new Set<string>();
  let raw = '';
  let at = 0;
  while (output[at] === COLON) {
    const end = output.indexOf(LINE_FEED, at);
    const next = end < 0 ? output.length : end + 1;
    let line = '';
    for (let i = at; i < next; i++) line += String.fromCharCode(output[i] as number);
    const [, blob, paths] = RAW.exec(line.trimEnd()) ?? [];
    const path = paths === undefined ? '' : newPath(paths);
    if (blob !== undefined && /[^0]/.test(blob)) {
      // Two names that are not UTF-8 may look the same once decoded: then neither is known.
      if (seen.has(path)) blobOf.delete(path);
      else blobOf.set(path, blob);
      seen.add(path);
    }
    raw += line;
    at = next;
  }
  return { raw, end: output[at] === LINE_FEED ? at + 1 : at, blobOf };
}

/** Of a rename the second path is the new one. A quoted path has no tab in it. */
function newPath(paths: string): string {
  return unquotePath(paths.slice(paths.lastIndexOf('\t') + 1)).path;
}

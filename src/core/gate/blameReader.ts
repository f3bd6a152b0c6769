/**
 * Reads `git blame --incremental` while git prints it: runs of lines without their text, so that the size of a file
 * does not matter.
 */
import { unquotePath } from '../commit/quotedPath';
import type { OwnedLines } from './criticalChange';

const HEADER = /^([0-9a-f]{40,64}) (\d{1,10}) (\d{1,10}) (\d{1,10})$/;
const FILE = 'filename ';

/** Takes the output, one character per byte, in pieces of any size. Never throws. */
export class BlameReader {
  private readonly owned: OwnedLines[] = [];
  /** Commits at which the walk ended: their lines were there before the range. */
  private readonly borders = new Set<string>();
  private header: RegExpExecArray | null = null;
  private rest = '';

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.take(line);
  }

  /** The lines that came with the range, in the order of the file. */
  finish(): readonly OwnedLines[] {
    return this.owned
      .filter(({ commit }) => !this.borders.has(commit))
      .sort((a, b) => a.headLine - b.headLine);
  }

  /** A header begins a run of lines, and the file's name ends it; whatever stands between cannot pass for either. */
  private take(line: string): void {
    if (this.header === null) this.header = HEADER.exec(line);
    else if (line === 'boundary') this.borders.add(this.header[1] ?? '');
    else if (line.startsWith(FILE)) {
      const [, commit = '', from, to, count] = this.header;
      const path = unquotePath(line.slice(FILE.length)).path;
      this.owned.push({ commit, path, line: Number(from), headLine: Number(to), count: Number(count) });
      this.header = null;
    }
  }
}

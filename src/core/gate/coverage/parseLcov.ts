/**
 * LCOV → what tests ran. Total: whatever the text, there is coverage or a sentence.
 */
import type { Result } from '../../result';
import type { LineCoverage } from './lineCoverage';
import { notLcovText } from './coverageText';
import { sourcePath } from './sourcePath';
import type { SourcePlaces } from './sourcePath';

/**
 * Reads `SF`, `DA` and `end_of_record`; what else there is does not matter here. Several records of a file are added
 * up, and a record ends with the next one when its end is missing. A text that names no file at all is an error: judged
 * by it, everything would pass.
 */
export function parseLcov(text: string, places: SourcePlaces): Result<LineCoverage> {
  const reader = new LcovReader(places);
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    reader.read(text.slice(start, end).trimEnd());
    start = end + 1;
  }
  return reader.named === 0 ? { ok: false, error: notLcovText } : { ok: true, value: reader.coverage() };
}

class LcovReader {
  /** How many records name a file. */
  named = 0;
  private readonly files = new Map<string, Map<number, number>>();
  private readonly outside = new Set<string>();
  private malformed = 0;
  /** The file of the record that is read; null between records. */
  private current: Map<number, number> | 'outside' | null = null;

  constructor(private readonly places: SourcePlaces) {}

  read(line: string): void {
    if (line.startsWith('SF:')) this.begin(line.slice(3));
    else if (line.startsWith('DA:')) this.count(line.slice(3));
    else if (line === 'end_of_record') this.current = null;
  }

  coverage(): LineCoverage {
    return { files: this.files, outside: this.outside.size, malformed: this.malformed };
  }

  private begin(written: string): void {
    this.current = null;
    if (written === '') {
      this.malformed++;
      return;
    }
    this.named++;
    const path = sourcePath(written, this.places);
    if (path === null) {
      this.outside.add(written);
      this.current = 'outside';
      return;
    }
    this.current = this.files.get(path) ?? new Map<number, number>();
    this.files.set(path, this.current);
  }

  private count(fields: string): void {
    if (this.current === 'outside') return;
    const [, digits = '', written = ''] = /^(\d+),([^,]*)/.exec(fields) ?? [];
    const line = Number(digits);
    if (this.current === null || !Number.isSafeInteger(line) || line < 1) {
      this.malformed++;
      return;
    }
    this.current.set(line, (this.current.get(line) ?? 0) + this.hits(written));
  }

  /** Some tools write counts beyond 2^53, or as `1e+06`; what matters is whether it is more than none. */
  private hits(written: string): number {
    if (/^\s*\d+(?:\.\d+)?(?:e\+?\d+)?\s*$/i.test(written)) return Number(written);
    this.malformed++;
    return 0;
  }
}

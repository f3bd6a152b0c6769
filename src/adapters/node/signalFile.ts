/**
 * `<git path countersign>/signals.json`: what the editor that ran last offers as evidence. For the command line.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSignalReport, writeSignalReport, type SignalReport } from '../../core/detection/signalReport';

const NAME = 'signals.json';

/** @throws the file system's own error */
export function writeSignalFile(directory: string, report: SignalReport): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const temporary = join(directory, `${NAME}.${report.pid}.tmp`);
  writeFileSync(temporary, writeSignalReport(report), { mode: 0o600 });
  renameSync(temporary, join(directory, NAME));
}

/** Null when no editor left one, or one that cannot be read. */
export function readSignalFile(directory: string): SignalReport | null {
  try {
    return readSignalReport(readFileSync(join(directory, NAME), 'utf8'));
  } catch {
    return null;
  }
}

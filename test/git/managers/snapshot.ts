/**
 * Everything below a directory, to be compared byte for byte: kinds, modes, contents, targets of links.
 */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** @param standsFor texts that differ between two directories that are to be compared, and what to read instead */
export function snapshot(path: string, standsFor: Readonly<Record<string, string>> = {}): readonly string[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return ['nothing'];
  const mode = (stats.mode & 0o7777).toString(8);
  if (stats.isSymbolicLink()) return [`link to ${readlinkSync(path)}`];
  if (stats.isFile()) {
    let content = readFileSync(path, 'latin1');
    for (const [text, name] of Object.entries(standsFor)) content = content.replaceAll(text, name);
    return [`file ${mode}: ${content}`];
  }
  const below = readdirSync(path).sort();
  return [
    `directory ${mode}`,
    ...below.flatMap((name) => snapshot(join(path, name), standsFor).map((line) => `${name}/${line}`)),
  ];
}

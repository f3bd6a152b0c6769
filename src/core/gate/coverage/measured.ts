/**
 * What of a file that a coverage file does not list should have been measured: tools leave files out that no test loads,
 * and such files are the very ones that no test runs.
 */
import type { LineRange } from '../../model';
import { codeOfLine } from '../destructive/codeOfLine';
import { fileKind } from '../destructive/fileKind';

/** Endings of the languages whose tests are measured line by line. Headers hold little that runs, so they are not here. */
const programs = new Set([
  ...[
    'ts',
    'tsx',
    'mts',
    'cts',
    'js',
    'jsx',
    'mjs',
    'cjs',
    'vue',
    'svelte',
    'py',
    'rb',
    'php',
    'pl',
    'pm',
    'lua',
  ],
  ...[
    'java',
    'kt',
    'kts',
    'scala',
    'groovy',
    'clj',
    'cs',
    'fs',
    'vb',
    'go',
    'rs',
    'swift',
    'dart',
    'm',
    'mm',
  ],
  ...['c', 'cc', 'cpp', 'cxx', 'ex', 'exs', 'erl', 'hs', 'ml', 'jl', 'r', 'zig', 'nim'],
]);
const declarations = /\.d\.[cm]?ts$/;

/**
 * Whether a coverage file that does not list a path is missing something: a program, or a file with an ending of which it
 * lists others. Tests are not: nothing runs them but themselves.
 *
 * @param endings of the files that it lists
 */
export function isMissed(path: string, endings: ReadonlySet<string>): boolean {
  const { extension, isTest } = fileKind(path);
  if (isTest || declarations.test(path)) return false;
  return programs.has(extension) || (extension !== '' && endings.has(extension));
}

/** The endings of paths, as `isMissed` takes them. */
export function endingsOf(paths: Iterable<string>): ReadonlySet<string> {
  return new Set([...paths].map((path) => fileKind(path).extension));
}

/**
 * Those of the lines that could run, as far as that can be told without knowing the language: neither blank, nor
 * comments, nor punctuation alone.
 *
 * @param text content of the file
 */
export function codeLines(path: string, text: string, lines: readonly LineRange[]): number[] {
  const kind = fileKind(path);
  const texts = text.split('\n');
  return lines.flatMap(([first, last]) =>
    texts
      .slice(first - 1, last)
      .flatMap((line, at) => (/[\p{L}\p{N}]/u.test(codeOfLine(line, kind)) ? [first + at] : [])),
  );
}

/**
 * One gitignore pattern: whether it can be used, and how a path becomes a pattern that means exactly that path.
 */
import { pathPattern } from './pathPattern';

const longestPattern = 1000;
/** Nobody needs more, and few readers see what they mean. */
const mostGlobstars = 6;

/** Why a pattern cannot be used, as one sentence, or null when it is fine. */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'A pattern must not be empty.';
  if (/[\0\r\n]/.test(pattern)) return 'A pattern must be one line.';
  if (pattern.length > longestPattern) return `A pattern must be at most ${longestPattern} characters long.`;
  if ((pattern.match(/\*\*+/g) ?? []).length > mostGlobstars)
    return `A pattern may use ** at most ${mostGlobstars} times.`;
  if (pattern.startsWith('#'))
    return 'A pattern that starts with # is a comment and matches nothing; write \\# for a real one.';
  if (/^!?\/*$/.test(pattern)) return 'This pattern matches nothing; write ** for every file.';
  if (pattern.startsWith('./') || pattern.startsWith('../') || /^[A-Za-z]:[\\/]/.test(pattern))
    return 'A pattern is relative to the root of the repository, without a leading ./ or ../ or drive.';
  return pathPattern(pattern) === null ? 'This is not a pattern that git understands.' : null;
}

/**
 * The gitignore pattern that matches exactly one file, or everything in one folder.
 * @param path posix path relative to the repository root; empty for the root folder itself
 */
export function patternOf(path: string, kind: 'file' | 'folder'): string {
  if (path === '') return '**';
  const literal = path.replace(/[\\*?[\]]/g, '\\$&');
  if (kind === 'folder') return `${escapeStart(literal)}/**`;
  // Without a slash in it a pattern would match files of that name in every folder.
  return escapeEnd(literal.includes('/') ? escapeStart(literal) : `/${literal}`);
}

function escapeStart(pattern: string): string {
  return /^[#!]/.test(pattern) ? `\\${pattern}` : pattern;
}

function escapeEnd(pattern: string): string {
  return pattern.replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length));
}

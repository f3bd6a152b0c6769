/**
 * Which texts a statement may hold: they are shown in terminals, compared with paths and people, and written by anybody.
 */
const LONGEST_PATH = 4096;
const LONGEST_WORD = 200;

/** The longest comment, in characters. */
export const LONGEST_COMMENT = 2000;

/** Control characters, and invisible ones that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether git could have such a path in a tree, and it stays inside of the repository. */
export function isRepositoryPath(path: string): boolean {
  if (path.length > LONGEST_PATH || /[\p{Cc}\p{Cs}]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !isGit(part));
}

function isGit(part: string): boolean {
  return part.toLowerCase() === '.git';
}

/** A name, an email or a rule: one printable line. */
export function isWord(text: string): boolean {
  return text !== '' && text.length <= LONGEST_WORD && !UNPRINTABLE.test(text);
}

export function isComment(text: string): boolean {
  return text.length <= LONGEST_COMMENT && !UNPRINTABLE.test(text);
}

/** The id of a git object, of either hash. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** RFC 3339 in UTC, a time that exists. */
export function isUtcTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 19));
}

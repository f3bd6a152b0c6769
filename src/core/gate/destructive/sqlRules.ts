/**
 * Built-in rules about SQL that takes data away: in SQL files, and in the texts of programs that run SQL.
 */
import type { JudgedLine, LineTest } from './destructiveRule';

const drop = /\bdrop (?:external |foreign )?(?:table|database|schema) (?:if exists )?["'`[]?([#\w]*)/gi;
const dropColumn = /\b(?:alter table (?:[^\s;]{1,200} ){1,8}?)?drop column\b/gi;
const truncate = /\btruncate (?:table )?(?:only )?["'`[]?[#\w]/gi;
const truncateTable = /\btruncate table ["'`[$]?/gi;
const deletion = /\bdelete from (?:only )?/gi;
/** How far a statement is followed in its line, in UTF-16 units. */
const longestRest = 1000;
const temporary = /^(?:#|te?mp_)/i;
/** A table and nothing else; a name that is put in counts, a text that is put together does not. */
const oneWord = /^[^\s,+]+(?: returning\b.*)?$/i;

/** `DROP TABLE`, `DROP DATABASE` and `DROP SCHEMA`, except of what is temporary, and `DROP COLUMN`. */
export const dropsData: LineTest = (line) =>
  statements(line, drop).some(([, name = '']) => !temporary.test(name)) ||
  statements(line, dropColumn).length > 0;

/** `TRUNCATE`; in programs only with `TABLE`, because functions that shorten texts are called the same. */
export const truncatesData: LineTest = (line) =>
  statements(line, line.kind.isSql ? truncate : truncateTable).length > 0;

/** `DELETE FROM` whose statement ends, in what came in, without a condition. */
export const deletesAllRows: LineTest = (line) =>
  statements(line, deletion).some((match) => {
    const quote = /["'`]/.exec(line.code.charAt(match.index - 1))?.[0] ?? null;
    const rest = [restOf(line.code, match), ...line.following.map(bounded)].join(' ');
    return isWholeTable(rest, quote, line.kind.isSql);
  });

function restOf(code: string, { index, 0: { length } }: RegExpExecArray): string {
  return bounded(code.slice(index + length));
}

function bounded(code: string): string {
  return code.slice(0, longestRest);
}

function isWholeTable(rest: string, quote: string | null, isSql: boolean): boolean {
  const closed = quote === null ? -1 : rest.indexOf(quote);
  const ended = rest.indexOf(';');
  if (closed === -1 && ended === -1) return false;
  if (ended !== -1 && (closed === -1 || ended < closed)) return oneWord.test(rest.slice(0, ended).trim());
  // A space before the closing quote, or an operator behind it: the statement goes on elsewhere.
  if (rest.charAt(closed - 1) === ' ' || /^ ?[+.%"'`&|]/.test(rest.slice(closed + 1))) return false;
  return !isSql && oneWord.test(rest.slice(0, closed));
}

/** The matches that stand where a statement may begin. In programs that is the start of a line or of a quoted text. */
function statements({ code, kind }: JudgedLine, pattern: RegExp): RegExpExecArray[] {
  const matches = [...code.matchAll(pattern)];
  if (kind.isSql) return matches;
  return matches.filter(({ index }) => index === 0 || /["'`;(]/.test(lastVisible(code, index)));
}

function lastVisible(code: string, end: number): string {
  return code.charAt(code.charAt(end - 1) === ' ' ? end - 2 : end - 1);
}

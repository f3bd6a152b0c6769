/**
 * One line pattern of the policy: literal text in which `*` stands for anything. Never a regular expression: whoever
 * matches it must not be able to hang.
 */
const longestPattern = 200;
const mostStars = 20;

/** Why a line pattern cannot be used, as one sentence, or null when it is fine. */
export function linePatternProblem(pattern: string): string | null {
  if (/[\0\r\n\u2028\u2029]/.test(pattern))
    return 'A pattern must be one line: it is compared with one line.';
  if (pattern.length > longestPattern) return `A pattern must be at most ${longestPattern} characters long.`;
  if (pattern.split('*').length - 1 > mostStars) return `A pattern may use * at most ${mostStars} times.`;
  if (pattern.replace(/[*\s]/g, '').length < 2)
    return 'This pattern matches nearly every line; write at least two characters beside *.';
  return null;
}

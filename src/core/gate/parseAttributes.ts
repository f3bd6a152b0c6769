/**
 * Reads what `git check-attr -z` answers: path, attribute and value, each with a NUL behind it, again and again.
 */

/** Values by path, of the paths for which the one attribute that was asked for says something. Total. */
export function parseAttributes(output: string): Map<string, string> {
  const parts = output.split('\0');
  const values = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const value = parts[at + 2] ?? 'unspecified';
    if (value !== 'unspecified' && value !== 'unset') values.set(parts[at] ?? '', value);
  }
  return values;
}

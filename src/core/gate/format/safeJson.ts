/**
 * JSON that is safe to print into the log of a build server. The values stay what they are; only their spelling keeps
 * to characters that no terminal obeys.
 */

// JSON itself writes C1 controls and what reorders text as they are. `\n` is left: it only stands between values.
const UNSAFE = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu;

/**
 * A value as JSON, indented unless said otherwise, with a line feed at the end. `##` is never written: build servers take commands such as
 * `##[add-mask]` and `##vso[task.complete]` from anywhere in a line.
 */
export function safeJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, null, indent)
    .replace(UNSAFE, escaped)
    .replace(/#(?=#)/g, '\\u0023');
  return `${text}\n`;
}

function escaped(character: string): string {
  let units = '';
  for (let i = 0; i < character.length; i++)
    units += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return units;
}

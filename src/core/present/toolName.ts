/**
 * Names of tools and models as they are shown: one line, printable, short.
 */
const longest = 100;

/** `TOOL` or `TOOL (MODEL)`. Names come from other programs and are cleaned. */
export function toolName(tool: string, model: string | null): string {
  const shownModel = clean(model ?? '');
  const name = shownModel === '' ? clean(tool) : `${clean(tool)} (${shownModel})`;
  const characters = [...name];
  return characters.length <= longest ? name : `${characters.slice(0, longest - 1).join('')}…`;
}

function clean(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

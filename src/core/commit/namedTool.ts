/**
 * Reads the value of a trailer that names a tool, whoever wrote it.
 */
export interface NamedTool {
  readonly tool: string;
  readonly model: string | null;
}

/** `TOOL[:MODEL]`; an email at the end is not part of the name. Null when nothing is named. */
export function namedTool(value: string): NamedTool | null {
  const bare = value.replace(/\s*<[^<>]*>\s*$/, '').trim();
  const colon = bare.indexOf(':');
  const tool = (colon < 0 ? bare : bare.slice(0, colon)).trim();
  const model = colon < 0 ? '' : bare.slice(colon + 1).trim();
  return tool === '' ? null : { tool, model: model === '' ? null : model };
}

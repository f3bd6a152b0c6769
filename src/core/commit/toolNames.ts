/**
 * Tools under the names that users know and under those that notes use.
 */
const NOTE_NAMES: Readonly<Record<string, string>> = {
  'GitHub Copilot': 'github-copilot',
  'Claude Code': 'claude',
  Cursor: 'cursor',
  Windsurf: 'windsurf',
  'Gemini CLI': 'gemini',
  Codex: 'codex',
  Amp: 'amp',
  Droid: 'droid',
  Pi: 'pi',
  OpenCode: 'opencode',
  Cline: 'cline',
  Firebender: 'firebender',
  Continue: 'continue-cli',
};

const NOTE_ALIASES: Readonly<Record<string, string>> = {
  copilot: 'GitHub Copilot',
  'github-copilot-tab': 'GitHub Copilot',
};

/** The name in a note; a tool that the standard does not list keeps its own. */
export function noteToolName(tool: string): string {
  const known = Object.keys(NOTE_NAMES).find((name) => name.toLowerCase() === tool.toLowerCase());
  return known === undefined ? tool : (NOTE_NAMES[known] as string);
}

/** The name that users know, from the name in a note. */
export function productName(noteName: string): string {
  const alias = Object.hasOwn(NOTE_ALIASES, noteName) ? NOTE_ALIASES[noteName] : undefined;
  const known = alias ?? Object.keys(NOTE_NAMES).find((name) => NOTE_NAMES[name] === noteName);
  return known ?? noteName;
}

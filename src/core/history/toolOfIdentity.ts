/**
 * Which AI tool an author, committer or co-author is. The email decides: a person may be called Claude, and tools name
 * the model in front of it. Of the addresses that GitHub hides, the number decides, because logins get renamed.
 */
import type { NamedTool } from '../commit/namedTool';
import { emailOf } from '../commit/toolIdentities';

const EMAILS: Readonly<Record<string, string>> = {
  'noreply@anthropic.com': 'Claude Code',
  'copilot@github.com': 'GitHub Copilot',
  'cursoragent@cursor.com': 'Cursor',
  'noreply@openai.com': 'Codex',
  'codex@openai.com': 'Codex',
  'gemini-cli-agent@google.com': 'Gemini CLI',
  'aider@aider.chat': 'Aider',
  'noreply@aider.chat': 'Aider',
  'noreply@aider.dev': 'Aider',
  'noreply@opencode.ai': 'OpenCode',
  'amp@ampcode.com': 'Amp',
  'crush@charm.land': 'Crush',
  'qwen-coder@alibabacloud.com': 'Qwen Code',
  'agent@warp.dev': 'Warp',
  'oz-agent@warp.dev': 'Warp',
  'junie@jetbrains.com': 'Junie',
  'openhands@all-hands.dev': 'OpenHands',
  'noreply@cline.bot': 'Cline',
  'roomote@roocode.com': 'Roo Code',
  'noreply@windsurf.com': 'Windsurf',
  'noreply@codeium.com': 'Windsurf',
  'noreply@pi.dev': 'Pi',
};

/** Accounts of GitHub, by number. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  198982749: 'GitHub Copilot',
  175728472: 'GitHub Copilot',
  223556219: 'GitHub Copilot',
  209825114: 'Claude Code',
  208546643: 'Claude Code',
  206951365: 'Cursor',
  215057067: 'Codex',
  199175422: 'Codex',
  176961590: 'Gemini Code Assist',
  161369871: 'Jules',
  158243242: 'Devin',
  138933559: 'Droid',
  244629292: 'Kiro',
  159856949: 'Lovable',
  208079219: 'Amazon Q',
  220155983: 'Junie',
  205137888: 'Cline',
  230936708: 'Continue',
};

const HIDDEN = /^(?:(\d+)\+)?([^@]+)@users\.noreply\.github\.com$/;

/** Accounts that some commits name without their number; a bot's login cannot be a person's. */
const BOTS: Readonly<Record<string, string>> = {
  'copilot-swe-agent[bot]': 'GitHub Copilot',
  'claude[bot]': 'Claude Code',
  'cursor[bot]': 'Cursor',
  'google-labs-jules[bot]': 'Jules',
  'devin-ai-integration[bot]': 'Devin',
  'gemini-code-assist[bot]': 'Gemini Code Assist',
  'lovable-dev[bot]': 'Lovable',
};

/** What aider appends to the name of the person for whom it commits. */
const AIDER = / \(aider\) *(?:<|$)/;

/** The tool behind `Name <email>`, with its model when the name says it; null for a person. */
export function toolOfIdentity(identity: string): NamedTool | null {
  const tool = toolOfEmail(emailOf(identity) ?? '') ?? (AIDER.test(identity) ? 'Aider' : null);
  return tool === null
    ? null
    : { tool, model: modelOf(tool, identity.replace(/\s*<[^<>]*>\s*$/, '').trim()) };
}

function toolOfEmail(email: string): string | null {
  const hidden = HIDDEN.exec(email);
  if (hidden === null) return found(EMAILS, email);
  const [, number = '', login = ''] = hidden;
  return found(ACCOUNTS, number) ?? found(BOTS, login);
}

function found(table: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(table, key) ? (table[key] as string) : null;
}

/** `Claude Opus 4.5` and `aider (gpt-5.1)` name a model; `Claude`, `Copilot` and the rest do not. */
function modelOf(tool: string, name: string): string | null {
  if (tool === 'Claude Code') return /^Claude .*\d/.test(name) ? name : null;
  if (tool === 'Aider') return /^aider \((.+)\)$/i.exec(name)?.[1] ?? null;
  return null;
}

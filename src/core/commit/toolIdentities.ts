/**
 * The co-author identities that AI tools themselves document. An email is never invented: a tool without one here is
 * named in `Assisted-by`.
 */
const IDENTITIES: Readonly<Record<string, string>> = {
  'github copilot': 'Copilot <copilot@github.com>',
  'claude code': 'Claude <noreply@anthropic.com>',
  cursor: 'Cursor <cursoragent@cursor.com>',
  codex: 'Codex <noreply@openai.com>',
  aider: 'aider <aider@aider.chat>',
  opencode: 'opencode <noreply@opencode.ai>',
  crush: 'Crush <crush@charm.land>',
  'qwen code': 'Qwen-Coder <qwen-coder@alibabacloud.com>',
  devin: 'Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>',
};

const EMAILS = new Set(Object.values(IDENTITIES).map((identity) => emailOf(identity)));

/** `Name <email>` of a tool by its product name, or null. */
export function toolIdentity(tool: string): string | null {
  const key = tool.trim().toLowerCase();
  return Object.hasOwn(IDENTITIES, key) ? (IDENTITIES[key] as string) : null;
}

/** Whether `Name <email>` is an identity that `toolIdentity` gives. The email decides. */
export function isToolIdentity(value: string): boolean {
  const email = emailOf(value);
  return email !== null && EMAILS.has(email);
}

/** The lower-case email of `Name <email>`, or null. */
export function emailOf(value: string): string | null {
  return /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(value)?.[1]?.toLowerCase() ?? null;
}

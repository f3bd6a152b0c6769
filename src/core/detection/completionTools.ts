/**
 * Which product an extension belongs to, for tools that show inline completions.
 */
const KNOWN: Readonly<Record<string, string>> = {
  'github.copilot': 'GitHub Copilot',
  'github.copilot-chat': 'GitHub Copilot',
  'codeium.codeium': 'Windsurf',
  'tabnine.tabnine-vscode': 'Tabnine',
  'supermaven.supermaven': 'Supermaven',
  'continue.continue': 'Continue',
  'sourcegraph.cody-ai': 'Cody',
  'sourcegraph.amp': 'Amp',
  'amazonwebservices.amazon-q-vscode': 'Amazon Q Developer',
  'google.geminicodeassist': 'Gemini Code Assist',
  'tabbyml.vscode-tabby': 'Tabby',
  'visualstudioexptteam.vscodeintellicode-completions': 'IntelliCode',
  'augment.vscode-augment': 'Augment',
  'mistralai.mistral-code': 'Mistral Code',
  'jetbrains.junie': 'Junie',
  'ggml-org.llama-vscode': 'llama.vscode',
  'kilocode.kilo-code': 'Kilo Code',
};

/** Editors with completions of their own, by the name that they give themselves. */
const EDITORS: readonly string[] = ['Cursor', 'Windsurf', 'Trae', 'Kiro', 'Antigravity'];

/** What an inline completion is signed with when several tools, or none that is known, could have written it. */
export const UNNAMED_TOOL = 'AI completion';

/** The extension whose chat the editor shows; other agents have surfaces of their own. */
const CHAT_EXTENSION = 'github.copilot-chat';

/** What a chat's edit is signed with when nothing says whose chat it is. */
const UNNAMED_CHAT = 'AI chat';

/** The product that an extension id belongs to, or null. Ids compare without regard to case. */
export function completionToolName(extensionId: string): string | null {
  return KNOWN[extensionId.toLowerCase()] ?? null;
}

/**
 * The tool that inline completions are signed with: the one that the user named for an active extension, else the
 * editor's own, else the only known one that is active. Null when no such tool runs.
 *
 * @param active ids of the active extensions
 * @param named the user's own table, extension id in lower case → tool name
 */
export function completionTool(
  active: readonly string[],
  named: ReadonlyMap<string, string>,
  editor: string,
): string | null {
  const chosen = unique(active.map((id) => named.get(id.toLowerCase()) ?? null));
  if (chosen.length > 0) return chosen.length === 1 ? (chosen[0] as string) : UNNAMED_TOOL;
  const host = EDITORS.find((name) => editor.startsWith(name));
  const known = unique([host ?? null, ...active.map(completionToolName)]);
  if (known.length === 0) return null;
  return known.length === 1 ? (known[0] as string) : UNNAMED_TOOL;
}

/** What an edit of the editor's own chat is signed with. */
export function chatTool(active: readonly string[]): string {
  const isActive = active.some((id) => id.toLowerCase() === CHAT_EXTENSION);
  return (isActive ? completionToolName(CHAT_EXTENSION) : null) ?? UNNAMED_CHAT;
}

function unique(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))];
}

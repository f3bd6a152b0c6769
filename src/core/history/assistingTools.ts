/**
 * Which AI tools a commit names, by whatever convention: trailers, co-authors, the lines that some tools add on their
 * own, and the tools that commit under their own name.
 */
import { namedTool, type NamedTool } from '../commit/namedTool';
import { emailOf } from '../commit/toolIdentities';
import { noteToolName, productName } from '../commit/toolNames';
import { isKey, TOOL_KEYS, trailerLine } from '../commit/trailerKeys';
import { toolOfIdentity } from './toolOfIdentity';

/** Most messages name nobody; they are not taken apart. */
const WORTH_READING = /(?:assisted-by|generated-by|co-authored-by|made-with)[ \t]*:|generated with/i;

const GENERATED_WITH = /^\W*Generated with \[?(Claude Code|opencode|Crush)\b/i;

const SIGNED: Readonly<Record<string, string>> = {
  'claude code': 'Claude Code',
  opencode: 'OpenCode',
  crush: 'Crush',
};

/**
 * The tools that a message or the identities of a commit name, in that order, each with a model once, and without a
 * model only when no model of it is named.
 *
 * @param identities author and committer, `Name <email>` each
 */
export function assistingTools(message: string, identities: readonly string[]): readonly NamedTool[] {
  const named = identities.map((identity) => toolOfIdentity(identity));
  if (WORTH_READING.test(message)) {
    const [, ...lines] = message.trimStart().split('\n');
    named.unshift(...lines.map((line) => toolOfLine(line.trim())));
  }
  const tools = new Map<string, NamedTool>();
  for (const tool of named) {
    if (tool !== null) tools.set(JSON.stringify([tool.tool.toLowerCase(), tool.model]), tool);
  }
  const found = [...tools.values()];
  const isSpecific = ({ tool }: NamedTool): boolean =>
    found.some((other) => other.model !== null && other.tool.toLowerCase() === tool.toLowerCase());
  return found.filter((tool) => tool.model !== null || !isSpecific(tool));
}

function toolOfLine(line: string): NamedTool | null {
  const trailer = trailerLine(line);
  if (trailer === null) {
    const signed = GENERATED_WITH.exec(line)?.[1];
    return signed === undefined ? null : { tool: SIGNED[signed.toLowerCase()] as string, model: null };
  }
  const { key, value } = trailer;
  if (isKey(key, TOOL_KEYS['co-authored-by'])) return toolOfIdentity(value);
  const names = [TOOL_KEYS['assisted-by'], TOOL_KEYS['generated-by'], 'Made-with'];
  if (!names.some((name) => isKey(key, name))) return null;
  // Whoever has an email is a person, unless it is one of a tool: people assist, too.
  if (emailOf(value) !== null) return toolOfIdentity(value);
  const tool = namedTool(value);
  return tool === null ? null : { ...tool, tool: usualName(tool.tool) };
}

/** The name of a tool as everything else here writes it, so that totals do not count it twice. */
function usualName(tool: string): string {
  const noted = noteToolName(tool).toLowerCase();
  const product = productName(noted);
  return product === noted ? tool : product;
}

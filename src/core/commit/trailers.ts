/**
 * Renders an attribution as the lines that a commit message carries.
 */
import type { Attribution, LineRange, ToolShare } from '../model';
import { quotePath } from './quotedPath';
import { MAX_VALUE, printable } from './sanitise';
import { toolIdentity } from './toolIdentities';
import { CRITICAL_KEY, PROVENANCE_KEY, TOOL_KEYS } from './trailerKeys';
import type { ToolTrailerStyle } from './trailerKeys';

export type { ToolTrailerStyle } from './trailerKeys';

/**
 * The whole set, in the order in which it is written: the tools, `AI-Provenance`, one `AI-Critical` per critical file
 * with AI or mixed lines. Empty when no AI had a part in the commit.
 */
export function renderTrailers(attribution: Attribution, style: ToolTrailerStyle): string[] {
  const { added, ai, mixed, unknown, deletedByAi, evidence } = attribution;
  if (ai + mixed + deletedByAi === 0) return [];
  const files = attribution.files.filter((file) => file.ai.length > 0).length;
  const counts = `added=${added} ai=${ai} mixed=${mixed} unknown=${unknown} deleted-by-ai=${deletedByAi} files=${files}`;
  // Deletions alone have no AI line, hence no evidence that could be graded.
  const grade = evidence === null ? '' : ` evidence=${evidence}`;
  return [
    ...toolTrailers(attribution.tools, style),
    `${PROVENANCE_KEY}: ${counts}${grade}`,
    ...criticalTrailers(attribution),
  ];
}

function toolTrailers(tools: readonly ToolShare[], style: ToolTrailerStyle): string[] {
  if (style === 'none') return [];
  return [...new Set(tools.map((share) => toolTrailer(share, style)))];
}

function toolTrailer({ tool, model }: ToolShare, style: Exclude<ToolTrailerStyle, 'none'>): string {
  const identity = style === 'co-authored-by' ? toolIdentity(tool) : null;
  if (identity !== null) return `${TOOL_KEYS['co-authored-by']}: ${identity}`;
  const key = TOOL_KEYS[style === 'co-authored-by' ? 'assisted-by' : style];
  const name = printable(tool.replace(/[:<>]/g, ' '), 80) || 'unnamed AI tool';
  const version = printable((model ?? '').replace(/[<>]/g, ' '), MAX_VALUE - name.length - 1);
  return `${key}: ${version === '' ? name : `${name}:${version}`}`;
}

function criticalTrailers(attribution: Attribution): string[] {
  const trailers: string[] = [];
  for (const file of attribution.files) {
    const lines = countLines([...file.ai, ...file.mixed]);
    if (file.critical === null || lines === 0) continue;
    const rule = printable(file.critical, 60).replace(/\s/gu, '-') || 'unnamed';
    const room = MAX_VALUE - [...rule].length - String(lines).length - 2;
    trailers.push(`${CRITICAL_KEY}: ${rule} ${shortPath(file.path, room)} ${lines}`);
  }
  return trailers;
}

function countLines(ranges: readonly LineRange[]): number {
  const lines = new Set<number>();
  for (const [first, last] of ranges) for (let line = first; line <= last; line++) lines.add(line);
  return lines.size;
}

/** The quoted path, or as much of its end as fits, after `.../`. */
function shortPath(path: string, room: number): string {
  let quoted = quotePath(path);
  for (let rest = path; quoted.length > room && rest !== '';) {
    const slash = rest.indexOf('/');
    // Without a folder to leave out, single characters go; by code points, so that none is torn.
    rest = slash >= 0 ? rest.slice(slash + 1) : [...rest].slice(1).join('');
    quoted = quotePath(`.../${rest}`);
  }
  return quoted;
}

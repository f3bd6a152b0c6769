/**
 * The attribution of a commit that has no note: its trailers give numbers, but not which lines.
 */
import type { Attribution, ToolShare } from '../core/model';
import type { ProvenanceTrailers, ToolTrailer } from '../core/commit/parseTrailers';

/**
 * Puts the numbers of the trailers in place of "nothing is known". Files keep their added lines as `unknown`, because
 * the trailers do not say which lines they count.
 *
 * @param unattributed the commit's attribution when nobody is known to have written anything
 */
export function trailersAttribution(unattributed: Attribution, trailers: ProvenanceTrailers): Attribution {
  const { provenance, tools } = trailers;
  if (provenance.length === 0) return unattributed;
  const sum = (key: 'added' | 'ai' | 'mixed' | 'unknown' | 'deletedByAi'): number =>
    provenance.reduce((total, trailer) => total + trailer[key], 0);
  const added = sum('added');
  const ai = sum('ai');
  const unknown = sum('unknown');
  return {
    added,
    ai,
    mixed: sum('mixed'),
    human: Math.max(0, added - ai - unknown),
    unknown,
    deletedByAi: sum('deletedByAi'),
    evidence: weakest(trailers),
    tools: tools.length === 1 ? [share(tools[0] as ToolTrailer, ai)] : tools.map((tool) => share(tool, 0)),
    files: unattributed.files,
  };
}

function weakest({ provenance }: ProvenanceTrailers): Attribution['evidence'] {
  const grades = provenance.map(({ evidence }) => evidence);
  if (grades.includes('inferred')) return 'inferred';
  return grades.includes('exact') ? 'exact' : null;
}

/** How many lines each of several tools wrote is not told: 0 stands for that. */
function share({ tool, model }: ToolTrailer, lines: number): ToolShare {
  return { tool, model, lines };
}

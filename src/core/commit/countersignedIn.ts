/**
 * Which of the `Countersigned-by` lines of a message speak for its commit. A line that somebody quotes does not, and one
 * that came with a squash speaks for the commit that it was in, of which others may be no review at all.
 */
import { parseProvenanceTrailers, type CountersignedTrailer } from './parseTrailers';

/** What one commit's trailers say, or those of one that was squashed. */
interface Part {
  readonly isAi: boolean;
  readonly indented: boolean;
  readonly names: readonly CountersignedTrailer[];
}

/**
 * Those in the trailers of the commit itself, and of a squash those that every commit in it with an AI's part has beside
 * its `AI-Provenance`. In a squash as servers write it, flush left, the last trailers are those of the last commit.
 */
export function countersignedIn(message: string): CountersignedTrailer[] {
  const { countersigned, provenance } = parseProvenanceTrailers(message);
  if (countersigned.length === 0) return [];
  const own = countersigned.filter(({ body }) => !body);
  const parts = partsOf(message);
  const last = provenance.some(({ body }) => !body) ? parts.pop() : undefined;
  if (last === undefined || parts.every(({ indented }) => indented)) return [...own, ...inAll(parts)];
  return inAll([...parts, last]);
}

/** One for each paragraph with numbers of ours. */
function partsOf(message: string): Part[] {
  return message.split(/\n[^\S\n]*\n/).flatMap((text) => {
    const { provenance, countersigned } = parseProvenanceTrailers(`-\n\n${text}`);
    if (provenance.length === 0) return [];
    const isAi = provenance.some(({ ai, mixed, deletedByAi }) => ai + mixed + deletedByAi > 0);
    return [{ isAi, indented: /^\s/.test(text.trimEnd().split('\n').at(-1) ?? ''), names: countersigned }];
  });
}

function inAll(parts: readonly Part[]): CountersignedTrailer[] {
  const byAi = parts.filter(({ isAi }) => isAi);
  const [first, ...others] = byAi.length > 0 ? byAi : parts;
  return (first?.names ?? []).filter(({ email }) =>
    others.every(({ names }) => names.some((name) => name.email === email)),
  );
}

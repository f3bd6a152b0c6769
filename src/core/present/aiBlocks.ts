/**
 * Contiguous lines that an AI wrote or changed, as one thing to talk about.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { AiOrigin, EvidenceGrade } from '../model';

export interface AiBlock {
  /** 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly author: 'ai';
  /** True when a person changed some of these lines too. */
  readonly mixed: boolean;
  /** The tool and model with most lines in the block; null when it is not known which AI took part. */
  readonly tool: string | null;
  readonly model: string | null;
  /** The weakest evidence among the lines whose AI origin is known. */
  readonly evidence: EvidenceGrade | null;
  /** When the last of it was written, in milliseconds since the epoch; null when not known. */
  readonly time: number | null;
  /** The origin that most of the block's lines have. */
  readonly origin: AiOrigin | null;
}

/** Whether policy sees an AI in the line: mixed lines count, whoever prevails in them. */
export function isAiLine(line: LineAuthor | null | undefined): line is LineAuthor {
  return line !== null && line !== undefined && (line.author === 'ai' || line.mixed);
}

/** The AI's part in a line: who it was, when that is known. */
export function aiOriginOf(line: LineAuthor): AiOrigin | null {
  return line.origin.author === 'ai' ? line.origin : (line.aiPart ?? null);
}

/** The blocks of AI and mixed lines, in the order of the document. */
export function aiBlocks(lines: readonly (LineAuthor | null)[]): AiBlock[] {
  const blocks: AiBlock[] = [];
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (isAiLine(lines[end])) end++;
    if (end > start) blocks.push(blockOf(lines.slice(start, end), start + 1));
    start = end + 1;
  }
  return blocks;
}

function blockOf(lines: readonly (LineAuthor | null)[], first: number): AiBlock {
  const origins = lines.flatMap((line) => (line && aiOriginOf(line)) ?? []);
  const origin = prevailing(origins);
  return {
    first,
    last: first + lines.length - 1,
    author: 'ai',
    mixed: lines.some((line) => line?.mixed === true),
    tool: origin?.tool ?? null,
    model: origin?.model ?? null,
    evidence: origin === null ? null : weakest(origins),
    time: origins.reduce<number | null>((latest, { time }) => Math.max(latest ?? time, time), null),
    origin,
  };
}

/** The origin whose tool and model have the most lines; among equals, the first. */
function prevailing(origins: readonly AiOrigin[]): AiOrigin | null {
  const counts = new Map<string, { readonly origin: AiOrigin; lines: number }>();
  for (const origin of origins) {
    const key = JSON.stringify([origin.tool, origin.model]);
    const count = counts.get(key) ?? { origin, lines: 0 };
    count.lines++;
    counts.set(key, count);
  }
  const most = [...counts.values()].reduce<{ origin: AiOrigin; lines: number } | null>(
    (best, count) => (best !== null && best.lines >= count.lines ? best : count),
    null,
  );
  return most?.origin ?? null;
}

function weakest(origins: readonly AiOrigin[]): EvidenceGrade {
  return origins.some(({ evidence }) => evidence === 'shape') ? 'inferred' : 'exact';
}

/**
 * Counts who changed how many visible characters of one line, and decides whose line it is.
 */
import type { AiOrigin, Author, HumanOrigin, Origin } from '../model';
import { evidenceStrength } from './evidence';

/** Who changed one line. */
export interface LineAuthor {
  readonly author: Author;
  /** Both an AI and a person changed the line. The prevailing author is in `author`. */
  readonly mixed: boolean;
  /**
   * Of the prevailing author: the tool and model with the most characters in the line, by its strongest evidence.
   */
  readonly origin: Origin;
  /** The AI's part, only on a mixed line on which somebody else's characters prevail. */
  readonly aiPart?: AiOrigin;
  /** The person's part, only on a mixed line on which an AI's characters prevail, and only if it is known who it was. */
  readonly humanPart?: HumanOrigin;
}

interface Share {
  origin: Origin;
  chars: number;
}

export class LineTally {
  private readonly shares: Share[] = [];
  private aiDeletion: AiOrigin | null = null;

  /** Records `chars` visible characters of one origin. */
  add(origin: Origin, chars: number): void {
    const same = this.shares.find((share) => sameSource(share.origin, origin));
    if (same === undefined) {
      this.shares.push({ origin, chars });
      return;
    }
    same.chars += chars;
    if (isStronger(origin, same.origin)) same.origin = origin;
  }

  /** Records that an AI removed something from the line. */
  addDeletion(origin: AiOrigin): void {
    if (this.aiDeletion === null || isStronger(origin, this.aiDeletion)) this.aiDeletion = origin;
  }

  /** Null when nothing was recorded. Ties go to the answer that asks for more review: AI, then unknown, then human. */
  decide(): LineAuthor | null {
    const ai = this.charsOf('ai');
    const human = this.charsOf('human');
    const unknown = this.charsOf('unknown');
    if (ai + human + unknown === 0) {
      return this.aiDeletion && { author: 'ai', mixed: false, origin: this.aiDeletion };
    }
    const author = prevailing(ai, human, unknown);
    const mixed = human > 0 && (ai > 0 || this.aiDeletion !== null);
    const decided: LineAuthor = { author, mixed, origin: this.originOf(author) as Origin };
    const aiPart = mixed && author !== 'ai' ? this.aiPart() : null;
    if (aiPart !== null) return { ...decided, aiPart };
    const humanPart = mixed ? this.originOf('human') : null;
    const isNamed = humanPart?.author === 'human' && humanPart.person !== undefined;
    return isNamed ? { ...decided, humanPart } : decided;
  }

  private charsOf(author: Author): number {
    let chars = 0;
    for (const share of this.shares) if (share.origin.author === author) chars += share.chars;
    return chars;
  }

  private originOf(author: Author): Origin | null {
    let best: Share | null = null;
    for (const share of this.shares) {
      if (share.origin.author === author && (best === null || share.chars > best.chars)) best = share;
    }
    return best && best.origin;
  }

  private aiPart(): AiOrigin | null {
    const origin = this.originOf('ai');
    return origin !== null && origin.author === 'ai' ? origin : this.aiDeletion;
  }
}

function prevailing(ai: number, human: number, unknown: number): Author {
  if (ai > 0 && ai >= human && ai >= unknown) return 'ai';
  return unknown > 0 && unknown >= human ? 'unknown' : 'human';
}

function sameSource(a: Origin, b: Origin): boolean {
  if (a === b) return true;
  if (a.author === 'ai' && b.author === 'ai') {
    return a.tool === b.tool && a.model === b.model && a.session === b.session;
  }
  if (a.author === 'human' && b.author === 'human') return a.person === b.person;
  return a.author === b.author;
}

function isStronger(a: Origin, b: Origin): boolean {
  const strength = strengthOf(a) - strengthOf(b);
  return strength > 0 || (strength === 0 && a.time > b.time);
}

function strengthOf(origin: Origin): number {
  return origin.author === 'unknown' ? 0 : evidenceStrength(origin.evidence);
}

/**
 * The people whom a note names: those whom earlier notes name for their lines, and for all others the committer.
 */
import type { LineAuthor } from '../ledger/lineAuthors';
import type { Sha256 } from '../ports';
import { compareText } from './compareText';
import { humanId } from './noteIds';
import type { JsonObject } from './noteModel';

export class NotePeople {
  private readonly names = new Map<string, string>();

  /** `committer` as `Name <email>`; null: lines of people whom nobody named are not attested. */
  constructor(
    private readonly committer: string | null,
    private readonly sha256: Sha256,
  ) {}

  /** The id of the person who wrote the line, or a part of it; null when nobody can be named. */
  idOf({ author, mixed, origin, humanPart }: LineAuthor): string | null {
    if (author !== 'human' && !mixed) return null;
    const known = origin.author === 'human' ? origin : humanPart;
    const person = known?.person ?? this.committer;
    if (person === null) return null;
    const id = humanId(person, this.sha256);
    this.names.set(id, person);
    return id;
  }

  /** The `humans` object of a note that has entries with these keys; sorted by id. */
  records(keys: readonly string[]): JsonObject {
    const used = [...this.names].filter(([id]) => keys.includes(id));
    used.sort(([one], [other]) => compareText(one, other));
    return Object.fromEntries(used.map(([id, author]) => [id, { author }]));
  }
}

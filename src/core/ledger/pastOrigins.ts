/**
 * Who wrote what is committed. Nobody but the ledger sees it: a committed line is history, until a tool rewrites it.
 */
import type { Origin } from '../model';
import type { OriginId } from './runs';

/** Names origins of the past by ids below 0, which no table of origins has: to everybody else they are nobody's. */
export class PastOrigins {
  /** An origin, or the id of one that was in progress: that may yet be corrected. */
  private readonly origins: (Origin | OriginId)[] = [];
  private readonly ids = new Map<OriginId, OriginId>();

  /** `inProgress` gives the origin of an id above 0. */
  constructor(private readonly inProgress: (id: OriginId) => Origin | null) {}

  get isEmpty(): boolean {
    return this.origins.length === 0;
  }

  /** The id that a run in progress has once it is committed. */
  idOf(id: OriginId): OriginId {
    if (id <= 0) return id;
    const known = this.ids.get(id) ?? this.add(id);
    this.ids.set(id, known);
    return known;
  }

  /** Adds an origin that was learnt from elsewhere. */
  add(origin: Origin | OriginId): OriginId {
    return -this.origins.push(origin);
  }

  /** The origin of an id below 0. */
  of(id: OriginId): Origin | null {
    const origin = this.origins[-id - 1];
    return typeof origin === 'number' ? this.inProgress(origin) : (origin ?? null);
  }
}

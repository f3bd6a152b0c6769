/**
 * Reads the fields of a hook's payload: JSON that a program wrote for us on standard input.
 */
import type { Result } from '../result';

export type Payload = Readonly<Record<string, unknown>>;

/** What a field has, or a phrase about what is wrong with it. Both `undefined` and null count as not given. */
export class PayloadReader {
  private wrong: string | null = null;

  constructor(private readonly payload: Payload) {}

  /** The first thing that was wrong; null when nothing was. */
  get problem(): string | null {
    return this.wrong;
  }

  /** A text that is not empty; null when it is not given. */
  text(name: string): string | null {
    const value = this.payload[name] ?? null;
    if (value === null || value === '') return null;
    if (typeof value === 'string') return value;
    return this.blame(`${name} is no text`);
  }

  /** A list of paths; null when it is not given. */
  paths(name: string): readonly string[] | null {
    const value = this.payload[name] ?? null;
    if (value === null) return null;
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
    return isList ? (value as string[]) : this.blame(`${name} is no list of paths`);
  }

  /** Texts by path; empty when it is not given. */
  texts(name: string): ReadonlyMap<string, string> {
    const value = this.payload[name] ?? {};
    const entries = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : null;
    if (entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string') === true)
      return new Map(entries);
    this.blame(`${name} is no object of texts by path`);
    return new Map();
  }

  private blame(problem: string): null {
    this.wrong ??= problem;
    return null;
  }
}

/** The payload as an object; a phrase when it is none. An empty one counts as an object without fields. */
export function parsePayload(text: string): Result<Payload> {
  if (text.trim() === '') return { ok: true, value: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, error: 'it is not JSON' };
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ok: true, value: value as Payload } : { ok: false, error: 'it is no JSON object' };
}

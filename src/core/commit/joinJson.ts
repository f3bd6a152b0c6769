/**
 * Joins what two notes say in JSON, fields that we do not know included, so that nothing of either is lost and nobody's
 * order of doing it matters.
 */
import { compareText } from './compareText';
import type { Json, JsonObject } from './noteModel';

/**
 * Objects are joined field by field. Of two other values the greater one stays: null, booleans, numbers, texts, lists
 * and objects in that order, a greater number or later text before a smaller one. Fields come out sorted.
 *
 * Commutative, associative and idempotent but for the order of fields, which only the result has.
 */
export function joinJson(one: Json, other: Json): Json {
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(compareText);
    return Object.fromEntries(
      names.map((name) => [name, joinFields(fieldOf(one, name), fieldOf(other, name))]),
    );
  }
  return compareJson(one, other) < 0 ? sorted(other) : sorted(one);
}

function joinFields(one: Json | undefined, other: Json | undefined): Json {
  if (one === undefined) return sorted(other ?? null);
  return other === undefined ? sorted(one) : joinJson(one, other);
}

/** `__proto__` and the like are names as any other, not what every object has. */
function fieldOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort(compareText);
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

function compareJson(one: Json, other: Json): number {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other);
  return compareText(JSON.stringify(sorted(one)), JSON.stringify(sorted(other)));
}

function rank(value: Json): number {
  if (value === null) return 0;
  if (isList(value)) return 4;
  return ['boolean', 'number', 'string'].indexOf(typeof value) + 1 || 5;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/**
 * Reads values out of a parsed JSON tree and notes, with their place, those that are not what they should be.
 */
import type { Node } from 'jsonc-parser';
import { visibleText } from '../commit/visibleText';
import { nearestName } from './nearestName';
import type { PolicyProblem } from './policy';

/** The members of one JSON object, each with the node of its value. */
export type Members = ReadonlyMap<string, Node>;

/** Collects problems; every method answers null (or the fallback) instead of failing. */
export class PolicyReader {
  readonly problems: PolicyProblem[] = [];

  /** @param meant the value that was probably meant */
  report(node: Pick<Node, 'offset' | 'length'>, message: string, meant: string | null = null): void {
    this.problems.push({
      ...{ offset: node.offset, length: node.length },
      // It may quote the policy, and is shown in terminals.
      message: visibleText(message),
      ...(meant === null ? {} : { instead: JSON.stringify(meant) }),
    });
  }

  /** The members of an object; those that are not among the known fields are reported. */
  members(node: Node, title: string, known: readonly string[] | null): Members | null {
    if (node.type !== 'object') {
      this.report(node, `${title} must be an object: { … }.`);
      return null;
    }
    const members = new Map<string, Node>();
    for (const property of node.children ?? []) this.addMember(members, property, title, known);
    return members;
  }

  string(node: Node | undefined, title: string): string | null {
    if (node === undefined) return null;
    if (node.type === 'string' && typeof node.value === 'string') {
      if (node.value.trim() !== '') return node.value;
      this.report(node, `${title} must not be empty.`);
      return null;
    }
    this.report(node, `${title} must be a text in double quotes.`);
    return null;
  }

  boolean(node: Node | undefined, title: string, fallback: boolean): boolean {
    if (node === undefined) return fallback;
    if (node.type === 'boolean') return node.value === true;
    this.report(node, `${title} must be true or false.`);
    return fallback;
  }

  /** A whole number that is at least `least`. */
  count<T>(node: Node | undefined, title: string, least: number, fallback: T): number | T {
    if (node === undefined) return fallback;
    const value: unknown = node.value;
    if (node.type === 'number' && typeof value === 'number' && Number.isSafeInteger(value) && value >= least)
      return value;
    this.report(node, `${title} must be a whole number, ${least} or more.`);
    return fallback;
  }

  /** A part of a whole, from 0 to 1. */
  share<T>(node: Node | undefined, title: string, fallback: T): number | T {
    if (node === undefined) return fallback;
    const value: unknown = node.value;
    if (node.type === 'number' && typeof value === 'number' && value >= 0 && value <= 1) return value;
    this.report(node, `${title} must be a number from 0 to 1, for example 0.8.`);
    return fallback;
  }

  oneOf<T extends string>(node: Node | undefined, title: string, choices: readonly T[], fallback: T): T {
    if (node === undefined) return fallback;
    const value: unknown = node.value;
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    const list = choices.map((candidate) => `"${candidate}"`).join(', ');
    const meant = typeof value === 'string' ? nearestName(value, choices) : null;
    this.report(node, `${title} must be one of ${list}.${didYouMean(meant)}`, meant);
    return fallback;
  }

  /** The elements of an array; null when there is none or it is not one. */
  elements(node: Node | undefined, title: string): readonly Node[] | null {
    if (node === undefined) return null;
    if (node.type === 'array') return node.children ?? [];
    this.report(node, `${title} must be a list: [ … ].`);
    return null;
  }

  private addMember(
    members: Map<string, Node>,
    property: Node,
    title: string,
    known: readonly string[] | null,
  ): void {
    const [key, value] = property.children ?? [];
    if (key === undefined || typeof key.value !== 'string') return;
    const name: string = key.value;
    if (known !== null && !known.includes(name)) {
      const meant = nearestName(name, known);
      this.report(key, `${title} has no field "${name}".${didYouMean(meant)}`, meant);
    } else if (members.has(name)) {
      this.report(key, `"${name}" is given twice; keep one.`);
    } else if (value !== undefined) {
      members.set(name, value);
    }
  }
}

function didYouMean(name: string | null): string {
  return name === null ? '' : ` Did you mean "${name}"?`;
}

/**
 * The text of a document and the origin of every character, as an immutable balanced tree: an edit costs O(log n) and
 * leaves the former version whole, so that undo can go back to it and the journal can keep it for nothing.
 */
import { normaliseRuns, sliceRuns, spliceRuns, type Run } from './runs';
import { TextHash } from './textHash';

/** Leaves hold at most this many UTF-16 units: small enough to copy on every key, large enough to keep the tree low. */
const MAX_LEAF = 512;
/** Weight balance (Adams 1992): no side has more than DELTA times the leaves of the other. */
const DELTA = 3;
const GAMMA = 2;

export interface Leaf {
  readonly kind: 'leaf';
  readonly length: number;
  readonly count: 1;
  readonly text: string;
  readonly runs: readonly Run[];
  hash: TextHash | null;
}

export interface Branch {
  readonly kind: 'branch';
  readonly length: number;
  readonly count: number;
  readonly left: Node;
  readonly right: Node;
  hash: TextHash | null;
}

/** Nodes are shared between versions, and never change but for what is remembered of them. */
export type Node = Leaf | Branch;

export class SpanTree {
  private constructor(readonly root: Node) {}

  /** A tree of a text whose runs cover it exactly; without runs, all of it is as it was when tracking began. */
  static of(text: string, runs: readonly Run[] = [{ length: text.length, origin: 0 }]): SpanTree {
    return new SpanTree(build(text, normaliseRuns(runs)));
  }

  get length(): number {
    return this.root.length;
  }

  /** Replaces `[from, to)` by a text whose runs cover it exactly. Gaps among the runs mark what an edit removed. */
  replace(from: number, to: number, text: string, runs: readonly Run[]): SpanTree {
    return new SpanTree(replaceIn(this.root, from, to, text, runs));
  }

  text(from = 0, to = this.length): string {
    if (to <= from) return '';
    const parts: string[] = [];
    eachLeaf(this.root, from, to, 0, (leaf, start) => {
      parts.push(leaf.text.slice(Math.max(0, from - start), to - start));
    });
    return parts.join('');
  }

  /** The runs of `[from, to)`, neighbours joined. */
  runs(from = 0, to = this.length): Run[] {
    const parts: Run[] = [];
    const whole = from === 0 && to === this.length;
    eachLeaf(this.root, from, to, 0, (leaf, start) => {
      const runs = whole ? leaf.runs : sliceRuns(leaf.runs, from - start, to - start);
      for (const run of runs) parts.push(run);
    });
    return normaliseRuns(parts);
  }

  /** Gives the same text other runs, which must cover it exactly. */
  withRuns(runs: readonly Run[]): SpanTree {
    return SpanTree.of(this.text(), runs);
  }

  /** True when both trees have the same text; by length and a 64-bit hash, which each version computes once. */
  sameText(other: SpanTree): boolean {
    return (
      this.root === other.root ||
      (this.length === other.length && hashOf(this.root).equals(hashOf(other.root)))
    );
  }

  /** True when this tree's text is exactly the given one. */
  hasText(text: string): boolean {
    return text.length === this.length && hashOf(this.root).equals(TextHash.of(text)) && this.text() === text;
  }

  /** A name of the text's content, for finding equal versions: 16 hexadecimal digits. */
  get fingerprint(): string {
    return hashOf(this.root).toString();
  }
}

function leafOf(text: string, runs: readonly Run[]): Leaf {
  return { kind: 'leaf', length: text.length, count: 1, text, runs, hash: null };
}

function branchOf(left: Node, right: Node): Branch {
  return {
    kind: 'branch',
    length: left.length + right.length,
    count: left.count + right.count,
    left,
    right,
    hash: null,
  };
}

function build(text: string, runs: readonly Run[]): Node {
  if (text.length <= MAX_LEAF) return leafOf(text, runs);
  const leaves = cut(text, runs);
  const between = (from: number, to: number): Node => {
    if (to - from === 1) return leaves[from] as Leaf;
    const middle = (from + to) >> 1;
    return branchOf(between(from, middle), between(middle, to));
  };
  return between(0, leaves.length);
}

/** Cuts into leaves two thirds full, in one pass over the runs. */
function cut(text: string, runs: readonly Run[]): Leaf[] {
  const size = Math.ceil(text.length / Math.ceil(text.length / (MAX_LEAF * 0.66)));
  const leaves: Leaf[] = [];
  let start = 0;
  let room = Math.min(size, text.length);
  let part: Run[] = [];
  const close = (): void => {
    const length = Math.min(size, text.length - start);
    leaves.push(leafOf(text.slice(start, start + length), part));
    start += length;
    room = Math.min(size, text.length - start);
    part = [];
  };
  for (const run of runs) {
    if (run.length === 0) part.push(run);
    for (let left = run.length; left > 0;) {
      if (room === 0) close();
      const taken = Math.min(left, room);
      part.push({ length: taken, origin: run.origin });
      left -= taken;
      room -= taken;
    }
  }
  if (part.length > 0) close();
  return leaves;
}

function replaceIn(node: Node, from: number, to: number, text: string, runs: readonly Run[]): Node {
  if (node.kind === 'leaf') {
    const joined = node.text.slice(0, from) + text + node.text.slice(to);
    return build(joined, spliceRuns(node.runs, from, to, runs));
  }
  const { left, right } = node;
  // A gap at the place of an insertion stays in front of what is inserted, on whichever side of the seam it hangs.
  const beforeSeam = to < left.length || (to === left.length && !(from === to && startsWithGap(right)));
  if (beforeSeam) return join(replaceIn(left, from, to, text, runs), right);
  if (from >= left.length)
    return join(left, replaceIn(right, from - left.length, to - left.length, text, runs));
  const head = dropTail(left, from);
  const kept = [...gapsInside(node, from, to), ...runs];
  return join(replaceIn(head, from, from, text, kept), dropHead(right, to - left.length));
}

function startsWithGap(node: Node): boolean {
  return node.kind === 'leaf' ? node.runs[0]?.length === 0 : startsWithGap(node.left);
}

/** The gaps strictly between two places. */
function gapsInside(node: Node, from: number, to: number): Run[] {
  const gaps: Run[] = [];
  eachLeaf(node, from, to, 0, (leaf, start) => {
    let at = start;
    for (const run of leaf.runs) {
      if (run.length === 0 && at > from && at < to) gaps.push(run);
      at += run.length;
    }
  });
  return gaps;
}

/** Keeps `[0, size)` and the gaps up to and at its end. */
function dropTail(node: Node, size: number): Node {
  if (node.kind === 'leaf') {
    let start = 0;
    const kept: Run[] = [];
    for (const run of node.runs) {
      if (run.length === 0 ? start <= size : start < size) {
        kept.push(
          run.length === 0 ? run : { length: Math.min(run.length, size - start), origin: run.origin },
        );
      }
      start += run.length;
    }
    return leafOf(node.text.slice(0, size), kept);
  }
  if (size < node.left.length) return dropTail(node.left, size);
  return join(node.left, dropTail(node.right, size - node.left.length));
}

/** Keeps what follows `size`, and the gaps at or after it. */
function dropHead(node: Node, size: number): Node {
  if (node.kind === 'leaf') {
    let start = 0;
    const kept: Run[] = [];
    for (const run of node.runs) {
      const end = start + run.length;
      if (run.length === 0 ? start >= size : end > size) {
        kept.push(run.length === 0 ? run : { length: end - Math.max(start, size), origin: run.origin });
      }
      start = end;
    }
    return leafOf(node.text.slice(size), kept);
  }
  if (size > node.left.length) return dropHead(node.right, size - node.left.length);
  return join(dropHead(node.left, size), node.right);
}

function join(left: Node, right: Node): Node {
  if (left.kind === 'leaf' && right.kind === 'leaf' && left.length + right.length <= MAX_LEAF / 2) {
    return leafOf(left.text + right.text, normaliseRuns([...left.runs, ...right.runs]));
  }
  if (right.length === 0) return attach(left, runsOf(right), 'end');
  if (left.length === 0) return attach(right, runsOf(left), 'start');
  if (left.kind === 'branch' && left.count > DELTA * right.count)
    return balance(left.left, join(left.right, right));
  if (right.kind === 'branch' && right.count > DELTA * left.count)
    return balance(join(left, right.left), right.right);
  return branchOf(left, right);
}

function balance(left: Node, right: Node): Node {
  if (right.kind === 'branch' && right.count > DELTA * left.count) {
    const inner = right.left;
    if (inner.kind === 'branch' && inner.count >= GAMMA * right.right.count) {
      return branchOf(branchOf(left, inner.left), branchOf(inner.right, right.right));
    }
    return branchOf(branchOf(left, inner), right.right);
  }
  if (left.kind === 'branch' && left.count > DELTA * right.count) {
    const inner = left.right;
    if (inner.kind === 'branch' && inner.count >= GAMMA * left.left.count) {
      return branchOf(branchOf(left.left, inner.left), branchOf(inner.right, right));
    }
    return branchOf(left.left, branchOf(inner, right));
  }
  return branchOf(left, right);
}

/** What is left of a side that lost all its text is gaps at most: they move to the neighbour. */
function attach(node: Node, gaps: readonly Run[], side: 'start' | 'end'): Node {
  if (gaps.length === 0) return node;
  if (node.kind === 'leaf') {
    const runs = side === 'start' ? [...gaps, ...node.runs] : [...node.runs, ...gaps];
    return leafOf(node.text, normaliseRuns(runs));
  }
  return side === 'start'
    ? branchOf(attach(node.left, gaps, side), node.right)
    : branchOf(node.left, attach(node.right, gaps, side));
}

function runsOf(node: Node): readonly Run[] {
  return node.kind === 'leaf' ? node.runs : [...runsOf(node.left), ...runsOf(node.right)];
}

function eachLeaf(
  node: Node,
  from: number,
  to: number,
  start: number,
  visit: (leaf: Leaf, start: number) => void,
): void {
  if (start > to || start + node.length < from) return;
  if (node.kind === 'leaf') return visit(node, start);
  eachLeaf(node.left, from, to, start, visit);
  eachLeaf(node.right, from, to, start + node.left.length, visit);
}

function hashOf(node: Node): TextHash {
  node.hash ??= node.kind === 'leaf' ? TextHash.of(node.text) : hashOf(node.left).then(hashOf(node.right));
  return node.hash;
}

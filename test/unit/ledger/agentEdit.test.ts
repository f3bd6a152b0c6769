/**
 * Edits of a chat, and what is left of them when the user takes them back, told as texts with authors in brackets.
 */
import assert from 'node:assert/strict';
import { Baseline } from '../../../src/core/ledger/baseline';
import { Ledger } from '../../../src/core/ledger/ledger';
import { placedEdits } from '../../../src/core/ledger/placedEdits';
import type { TextEdit } from '../../../src/core/ledger/textEdits';
import type { Origin } from '../../../src/core/model';

const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const unknown: Origin = { author: 'unknown', reason: 'edit', time: 1 };
const ai: Origin = { author: 'ai', tool: 'Chat', model: null, session: 's', evidence: 'host', time: 1 };

/** A document with a chat at work, as the editor shows it to us. */
class Scene {
  readonly ledger: Ledger;
  readonly ids: { readonly human: number; readonly unknown: number; readonly ai: number };
  private baseline: Baseline | null = null;

  constructor(text: string) {
    this.ledger = Ledger.of(text);
    this.ids = {
      human: this.ledger.addOrigin(human),
      unknown: this.ledger.addOrigin(unknown),
      ai: this.ledger.addOrigin(ai),
    };
  }

  begins(): this {
    this.baseline = Baseline.of(this.ledger.text(), this.ledger.version);
    return this;
  }

  /** A change that the baseline mirrors at a place of its own. */
  types(at: string, text: string, removed = 0): this {
    const edits = [{ offset: this.place(at), removed, text }];
    this.ledger.apply(edits, this.ids.human);
    const { baseline } = this;
    if (baseline === null) return this;
    const place = this.placeIn(baseline.version.text(), at);
    const runs = placedEdits(edits).map(({ start, end }) => this.ledger.version.runs(start, end));
    baseline.mirrored([{ offset: place, removed, text }], runs);
    return this;
  }

  /** Typing inside the chat's own text is not mirrored. */
  typesInside(at: string, text: string, removed = 0): this {
    this.ledger.apply([{ offset: this.place(at), removed, text }], this.ids.human);
    return this;
  }

  /** The chat replaces a piece of the text, or the user's decision does: the editor tells no difference. */
  agent(piece: string, text: string): this {
    const edits: TextEdit[] = [{ offset: this.ledger.text().indexOf(piece), removed: piece.length, text }];
    this.ledger.applyAgentEdit(edits, this.ids.ai, this.baseline?.version ?? null);
    return this;
  }

  keeps(): this {
    const { baseline } = this;
    if (baseline === null) return this;
    const removed = baseline.version.length;
    baseline.changed([{ offset: 0, removed, text: this.ledger.text() }], this.ledger.version);
    return this;
  }

  get told(): string {
    const { text, spans, deletions } = this.ledger.state();
    let result = '';
    let at = 0;
    for (const { start, end, origin } of spans) {
      result += `${text.slice(at, start)}[${origin.author}:${text.slice(start, end)}]`;
      at = end;
    }
    return result + text.slice(at) + (deletions.length > 0 ? ` -${deletions.length}` : '');
  }

  private place(at: string): number {
    return this.placeIn(this.ledger.text(), at);
  }

  private placeIn(text: string, at: string): number {
    const found = text.indexOf(at);
    assert.notEqual(found, -1, `${at} in ${text}`);
    return found + at.length;
  }
}

const three = 'const a = 1;\nconst b = 2;\nconst c = 3;\n';

describe('an edit of a chat', () => {
  it('is the AI’s, down to the word', () => {
    const scene = new Scene(three).begins().agent('const b = 2;', 'const b = 20;');
    assert.equal(scene.told, 'const a = 1;\nconst b = 2[ai:0];\nconst c = 3;\n');
  });

  it('is the AI’s, signs between changed words included', () => {
    const scene = new Scene('').begins().types('', 'fun(one): two {\n');
    const { told } = scene.agent('fun(one): two {', 'x = { y: 0 };');
    assert.equal(told, '[ai:x][human: ][ai:= { y: 0 };][human:\n] -2');
  });

  it('leaves nothing behind when all of it is undone', () => {
    const scene = new Scene(three).begins();
    scene.agent('const b = 2;', 'let b = two();').agent('const c = 3;\n', '');
    scene.agent(scene.ledger.text(), three);
    assert.equal(scene.told, three);
  });

  it('leaves a person’s text as it was when all of it is undone', () => {
    const scene = new Scene(three).types('a = 1', '0').begins().agent('const b = 2;', 'let b = two();');
    scene.types('c = 3', '3');
    scene.agent(scene.ledger.text(), 'const a = 10;\nconst b = 2;\nconst c = 33;\n');
    assert.equal(scene.told, 'const a = 1[human:0];\nconst b = 2;\nconst c = 3[human:3];\n');
  });

  it('leaves the other pieces when one piece is undone', () => {
    const scene = new Scene(three).begins();
    scene.agent('const a = 1;', 'let a = one();').agent('const c = 3;', 'let c = three();');
    scene.agent('let a = one();', 'const a = 1;');
    assert.equal(scene.told, 'const a = 1;\nconst b = 2;\n[ai:let] c = [ai:three()];\n -2');
  });

  it('leaves no mark of lines that came back', () => {
    const scene = new Scene(three).begins();
    scene.agent('const b = 2;\n', '');
    assert.match(scene.told, / -1$/);
    scene.agent('const c = 3;', 'const b = 2;\nconst c = 3;');
    assert.equal(scene.told, three);
  });

  it('leaves no mark when inserted lines go again, though another piece stays', () => {
    const scene = new Scene(three).begins();
    scene.agent('const b', 'const x = 9;\nconst b').agent('c = 3', 'c = 33');
    scene.agent('const x = 9;\n', '');
    assert.equal(scene.told, 'const a = 1;\nconst b = 2;\nconst c = 3[ai:3];\n');
  });

  it('is known again when it is made again', () => {
    const scene = new Scene(three).begins();
    scene.agent('const b = 2;', 'let b = two();');
    const first = scene.told;
    scene.agent(scene.ledger.text(), three).agent('const b = 2;', 'let b = two();');
    assert.equal(scene.told, first);
  });

  it('gives a person back what they typed inside it, when a later edit of the chat is undone', () => {
    const scene = new Scene(three).begins().agent('const b = 2;', 'let b = two();');
    scene.typesInside('two(', 'x');
    const before = scene.told;
    assert.match(before, /\[human:x\]/);
    const text = scene.ledger.text();
    scene.agent('let b = two(x);', 'let b = 222;');
    scene.agent(scene.ledger.text(), text);
    assert.equal(scene.told, before);
  });

  it('stays the AI’s when it is kept, and is what a later rejection goes back to', () => {
    const scene = new Scene(three).begins().agent('const b = 2;', 'const b = 20;').keeps();
    const kept = scene.told;
    scene.agent('const c = 3;', 'const c = 30;');
    scene.agent(scene.ledger.text(), 'const a = 1;\nconst b = 20;\nconst c = 3;\n');
    assert.equal(scene.told, kept);
  });
});

describe('a baseline', () => {
  it('takes the file’s authors where it begins with another text', () => {
    const ledger = Ledger.of('one\ntwo\n');
    const id = ledger.addOrigin(human);
    ledger.apply([{ offset: 8, removed: 0, text: 'three\n' }], id);
    const baseline = Baseline.of('zero\ntwo\nthree\n', ledger.version);
    assert.deepEqual(baseline.version.runs(), [
      { length: 9, origin: 0 },
      { length: 6, origin: id },
    ]);
  });
});

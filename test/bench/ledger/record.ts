/**
 * Makes a recording from a seed: nobody's keys, but what the keys and commands of real sessions come to. Statements are
 * typed key by key with line breaks, closed brackets and corrections; completions, pastes and cuts come in between; now
 * and then a name is replaced everywhere, or a part of the file is formatted. Every piece is an event as an editor
 * reports it, with as many edits as the editor would report.
 */
import type { TextEdit } from '../../../src/core/ledger/textEdits';
import type { Author } from '../../../src/core/model';
import { seededRandom } from '../seededRandom';
import { TYPED, type EventKind, type RecordedEvent, type RecordedSpan, type Recording } from './recording';
import { SessionDocument, type LineEdit } from './sessionDocument';

/** No two names begin or end alike: nobody can take over a letter of a name that is replaced. */
const NAMES = Array.from({ length: 26 }, (_, i) => {
  const letter = (shift: number): string => String.fromCharCode(97 + ((i + shift) % 26));
  return `${letter(0)}ccountOf${letter(7).toUpperCase()}${letter(13)}`;
});
/** How often each kind begins, against the others. */
const WEIGHTS: readonly (readonly [Exclude<EventKind, 'key'> | 'statement', number])[] = [
  ['statement', 1_400],
  ['cursors', 100],
  ['completion', 320],
  ['paste', 120],
  ['cut', 160],
  ['replace all', 24],
  ['format', 48],
];
const EARLIER_ORIGINS = 50;

export interface RecordingSize {
  readonly lines: number;
  readonly spans: number;
  /** The sum over all events; the last event may go a little beyond. */
  readonly edits: number;
}

/** The same size and seed give the same recording. */
export function recordSession(size: RecordingSize, seed: number): Recording {
  return new Session(size, seed).record();
}

class Session {
  private readonly random: () => number;
  private readonly document: SessionDocument;
  private readonly text: string;
  private readonly authors: Author[];
  private readonly events: RecordedEvent[] = [];
  private edits = 0;

  constructor(
    private readonly size: RecordingSize,
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.text = Array.from({ length: size.lines }, () => `  ${this.statement()}`).join('\n');
    this.document = new SessionDocument(this.text);
    this.authors = Array.from({ length: EARLIER_ORIGINS }, (_, i) => (i === TYPED ? 'human' : 'ai'));
  }

  record(): Recording {
    const spans = this.earlierSpans();
    const total = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
    while (this.edits < this.size.edits) {
      let left = this.random() * total;
      const kind = WEIGHTS.find(([, weight]) => (left -= weight) < 0)?.[0] ?? 'statement';
      this.perform(kind);
    }
    return { text: this.text, spans, authors: this.authors, events: this.events };
  }

  /** Spread evenly, with untouched text between them. */
  private earlierSpans(): RecordedSpan[] {
    const step = this.text.length / this.size.spans;
    return Array.from({ length: this.size.spans }, (_, i) => {
      const start = Math.floor(i * step);
      const length = Math.max(1, Math.floor(step * (0.2 + 0.6 * this.random())));
      return { start, end: start + length, origin: 1 + (i % (EARLIER_ORIGINS - 1)) };
    });
  }

  private perform(kind: (typeof WEIGHTS)[number][0]): void {
    const line = this.below(this.document.lines.length);
    switch (kind) {
      case 'statement':
        return this.typeStatements(line);
      case 'cursors':
        return this.typeAtCursors(line);
      case 'completion': {
        const more = Array.from({ length: this.below(6) }, () => `\n  ${this.statement()}`).join('');
        return this.add(kind, 'ai', [
          this.document.replace(line, this.endOf(line), 0, `${this.name()};${more}`),
        ]);
      }
      case 'paste': {
        const block = Array.from({ length: 1 + this.below(40) }, () => `  ${this.statement()}\n`).join('');
        return this.add(kind, 'unknown', [this.document.replace(line, 0, 0, block)]);
      }
      case 'cut': {
        // What was added is taken away again somewhere: the document keeps its size.
        const surplus = this.document.lines.length - this.size.lines;
        const count = Math.min(60, Math.max(1, this.below(2 * Math.max(0, surplus))));
        if (line + count >= this.document.lines.length) return;
        return this.add(kind, 'human', [this.document.removeLines(line, count)]);
      }
      case 'replace all':
        return this.replaceAll(this.name(), this.name());
      case 'format':
        return this.format(line, line + 100 + this.below(1_500));
    }
  }

  /** One to six statements below each other: keys, closed brackets, a correction here and there, Enter. */
  private typeStatements(start: number): void {
    let line = start;
    let column = this.endOf(line);
    const key = (removed: number, text: string): void => {
      this.add('key', 'typed', [this.document.replace(line, column, removed, text)]);
    };
    for (let left = 1 + this.below(6); left > 0; left--) {
      key(0, '\n  ');
      line++;
      column = 2;
      for (const character of this.statement()) {
        if (this.random() < 0.03) {
          column--;
          key(1, '');
          key(0, 'x');
          column++;
        }
        // The closing bracket is there already and is typed over: no change.
        if (character === ')') column++;
        else {
          key(0, character === '(' ? '()' : character);
          column++;
        }
      }
    }
  }

  private typeAtCursors(start: number): void {
    const count = 2 + this.below(19);
    for (let key = 0; key < 8; key++) {
      const edits = this.document.changeLines(start, start + count, (line) => [
        { column: line.length, removed: 0, text: 'x' },
      ]);
      this.add('cursors', 'typed', edits);
    }
  }

  private replaceAll(from: string, to: string): void {
    if (from === to) return;
    const edits = this.document.changeLines(0, this.document.lines.length, (line) => {
      const found: LineEdit[] = [];
      for (let at = line.indexOf(from); at !== -1; at = line.indexOf(from, at + from.length))
        found.push({ column: at, removed: from.length, text: to });
      return found;
    });
    this.add('replace all', 'unknown', edits);
  }

  /** What formatters do most: indentation that is wrong, blanks around operators, blanks at line ends. */
  private format(first: number, end: number): void {
    const wider = this.random() < 0.5;
    const edits = this.document.changeLines(first, end, (line, index) => {
      const changes: LineEdit[] = [];
      if (index % 3 === 0) {
        if (wider) changes.push({ column: 0, removed: 0, text: '  ' });
        else if (line.startsWith('    ')) changes.push({ column: 0, removed: 2, text: '' });
      }
      const tight = line.indexOf('=', 8);
      if (tight > 0 && line[tight - 1] !== ' ') changes.push({ column: tight, removed: 0, text: ' ' });
      return changes;
    });
    this.add('format', 'unknown', edits);
  }

  private statement(): string {
    const operator = this.random() < 0.5 ? '=' : ' =';
    return `const ${this.name()}${operator} compute(${this.name()}, ${this.below(1_000)});`;
  }

  private name(): string {
    return NAMES[this.below(NAMES.length)] as string;
  }

  private endOf(line: number): number {
    return this.document.line(line).length;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private add(kind: EventKind, author: Author | 'typed', edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    const origin = author === 'typed' ? TYPED : this.authors.push(author) - 1;
    this.events.push({ kind, origin, edits });
    this.edits += edits.length;
  }
}

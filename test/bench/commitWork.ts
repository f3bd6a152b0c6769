/**
 * The changes that the commit benchmark commits, made the same way with and without hooks: files of 200 lines, in
 * which an AI adds 8 lines and a person types one, with the journal that an editor would have written.
 */
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { JournalWriter } from '../../src/adapters/node/journalWriter';
import { FileRecorder } from '../../src/core/journal/fileRecorder';
import type { JournalRecord } from '../../src/core/journal/records';
import { Ledger } from '../../src/core/ledger/ledger';
import type { Origin } from '../../src/core/model';
import type { TestRepository } from '../git/support';

const FILES = 100;
const LINES = 200;
const TIME = Date.UTC(2026, 0, 2);
const AI: Origin = {
  author: 'ai',
  tool: 'GitHub Copilot',
  model: 'gpt-5.1',
  session: 'session-1',
  evidence: 'command',
  time: TIME,
};
const PERSON: Origin = { author: 'human', evidence: 'keystroke', time: TIME };

export class CommitWork {
  private readonly texts = new Map<string, string>();
  private writer: JournalWriter;

  constructor(private readonly repository: TestRepository) {
    this.writer = this.newWriter();
  }

  /** Commits the files that the rounds change, and a policy that is older than a moment. */
  begin(policy = false): void {
    if (policy) {
      this.repository.write(
        '.countersign.json',
        '{ "critical": [{ "name": "payments", "files": ["src/payments/**"] }] }',
      );
      const past = new Date(Date.now() - 60_000);
      utimesSync(join(this.repository.root, '.countersign.json'), past, past);
    }
    for (let file = 0; file < FILES; file++) {
      const lines = Array.from(
        { length: LINES },
        (_, line) => `export const value${line} = ${file} + ${line};`,
      );
      this.save(pathOf(file), lines.join('\n') + '\n');
    }
    this.repository.git('add', '.');
    this.repository.git('commit', '--quiet', '--no-verify', '-m', 'begin');
    // Git must not tidy up in the middle of a measurement.
    this.repository.git('config', 'gc.auto', '0');
    this.repository.git('config', 'maintenance.auto', 'false');
  }

  /** One line that nobody journals. */
  changeByHand(round: number): void {
    const path = pathOf(FILES - 1);
    this.save(path, `${this.texts.get(path) ?? ''}// round ${round}\n`);
    this.repository.git('add', '--', path);
  }

  /** AI lines and a typed line in each of `files` files, journalled by an editor that runs or not. */
  changeByAi(round: number, files: number, running: boolean): void {
    const records: JournalRecord[] = [];
    const sink = {
      append: (more: readonly JournalRecord[]) => void records.push(...more),
      aiSeen: () => undefined,
    };
    for (let file = 0; file < files; file++) {
      const path = pathOf(file);
      const before = this.texts.get(path) ?? '';
      const recorder = new FileRecorder(path, Ledger.of(before), [], sink, () => TIME);
      const middle = before.indexOf('\n', before.length / 2) + 1;
      const block = Array.from({ length: 8 }, (_, line) => `  call${line}(round${round}, ${file});\n`).join(
        '',
      );
      recorder.edit([{ offset: middle, removed: 0, text: block }], AI);
      recorder.edit([{ offset: 0, removed: 0, text: `// typed in round ${round}\n` }], PERSON);
      recorder.save();
      this.save(path, recorder.text());
    }
    this.writer.rewrite(records);
    this.writer.setPending(true);
    if (!running) this.writer.finish();
    this.repository.git('add', '.');
  }

  /** Commits what is staged; must succeed without a word. */
  commit(...args: string[]): void {
    const { code, stderr } = this.repository.run('git', ['commit', '--quiet', ...args]);
    if (code !== 0 || stderr !== '') throw new Error(`git commit ended with ${code}: ${stderr}`);
  }

  /** What a running editor does after a commit: what was committed leaves its journal. */
  committed(): void {
    this.writer.setPending(false);
    this.writer.rewrite([]);
    this.writer = this.newWriter();
  }

  /** The benchmark measures nothing when nothing was recorded. */
  verify(files: number): void {
    const expected = `files=${files} evidence=exact`;
    if (!this.repository.message().includes(expected)) throw new Error(`The message lacks ${expected}.`);
    if (!this.repository.note().includes(`${pathOf(files - 1)}\n`)) throw new Error('The note lacks a file.');
  }

  private save(path: string, text: string): void {
    this.texts.set(path, text);
    this.repository.write(path, text);
  }

  private newWriter(): JournalWriter {
    return new JournalWriter(join(this.repository.root, '.git', 'countersign'), 'editor-bench');
  }
}

function pathOf(file: number): string {
  return `src/part${file % 10}/file${file}.ts`;
}

/**
 * A repository with one large file in progress: 20,000 lines, of which an AI and a person have changed every other one,
 * each in one place, with the journal that an editor would have left.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { JournalWriter } from '../../../src/adapters/node/journalWriter';
import { stateRecords } from '../../../src/core/journal/stateRecords';
import type { Run } from '../../../src/core/ledger/runs';
import { SpanTree } from '../../../src/core/ledger/spanTree';
import type { Origin } from '../../../src/core/model';
import { gitIn } from '../../host/gitIn';

const TIME = Date.UTC(2026, 0, 2);
const ORIGINS: readonly (Origin | null)[] = [
  null,
  { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: TIME },
  { author: 'human', evidence: 'keystroke', time: TIME },
];
const LINES = 20_000;
/** The file, relative to the root. */
export const largeFile = 'src/large.ts';
export const largeFileSize = { lines: LINES, spans: LINES / 2 };

/** Makes it in an empty directory. */
export async function createLargeRepository(
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const file = path.join(directory, largeFile);
  mkdirSync(path.dirname(file), { recursive: true });
  const { before, after, runs } = largeText();
  writeFileSync(file, before);
  await gitIn(directory, env, 'init', '--quiet', '--initial-branch=main');
  await gitIn(directory, env, 'add', '--all');
  await gitIn(directory, env, 'commit', '--quiet', '--message=Begin');
  writeFileSync(file, after);
  const writer = new JournalWriter(path.join(directory, '.git', 'countersign'), 'editor-before');
  const current = { tree: SpanTree.of(after, runs), origins: ORIGINS, time: TIME };
  writer.rewrite(stateRecords(largeFile, { current, saved: [] }));
  writer.finish();
}

function largeText(): { before: string; after: string; runs: Run[] } {
  const before: string[] = [];
  const after: string[] = [];
  const runs: Run[] = [];
  for (let line = 0; line < LINES; line++) {
    const head = `export const value${line} = `;
    const changed = `compute(first, ${line})`;
    before.push(`${head}0; // a line\n`);
    if (line % 2 === 0) {
      after.push(`${head}0; // a line\n`);
      runs.push({ length: head.length + '0; // a line\n'.length, origin: 0 });
      continue;
    }
    after.push(`${head}${changed}; // a line\n`);
    runs.push({ length: head.length, origin: 0 });
    runs.push({ length: changed.length, origin: 1 + ((line >> 1) % 2) });
    runs.push({ length: '; // a line\n'.length, origin: 0 });
  }
  return { before: before.join(''), after: after.join(''), runs };
}

/**
 * What a tool outside the editor reports shows in the editor that is open, at once.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { attributedText } from '../../src/core/ledger/attributedText';
import { mergeJournals } from '../../src/core/journal/mergeJournals';
import { readJournalFiles } from '../../src/adapters/node/journalDirectory';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { until } from '../host/until';
import { annotated, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const fresh = 'src/payments/fresh.ts';
const typed = 'src/payments/typed.ts';
const AGENT = { type: 'ai_agent', agent_name: 'Some Agent', model: 'model-1', conversation_id: 'talk' };

describe('a report from outside the editor', () => {
  const workbench = useWorkbench([], {}, (sample) => {
    writeFileSync(path.join(sample.path, typed), 'const first = 1;\n');
  });
  const { session, sample } = workbench;

  /** Runs the command line of the installed extension, as an agent's hook does. */
  async function report(payload: object): Promise<void> {
    const extension = await session().inHost(
      (vscode) => vscode.extensions.getExtension('countersign.countersign')?.extensionPath ?? '',
    );
    const program = path.join(extension, 'dist', 'cli.js');
    const done = spawnSync(process.execPath, [program, 'checkpoint', 'agent-v1'], {
      cwd: sample().path,
      env: session().environment,
      input: JSON.stringify({ repo_working_dir: sample().path, ...payload }),
      encoding: 'utf8',
    });
    assert.deepEqual([done.status, done.stdout, done.stderr], [0, '', '']);
  }

  const write = (file: string, text: string): void => writeFileSync(path.join(sample().path, file), text);
  const read = (file: string): string => readFileSync(path.join(sample().path, file), 'utf8');

  /** What the editor itself knows, not what the report says on disk. */
  async function inEditor(file: string): Promise<string> {
    const directory = path.join(sample().path, '.git', 'countersign', 'journal');
    const journals = await readJournalFiles(directory, (name) => name.startsWith('editor-'));
    const newest = mergeJournals(journals.map(({ journal }) => journal)).get(file)?.[0];
    return newest === undefined ? '' : annotated(attributedText(newest.tree, newest.origins));
  }

  it('warns in the file that is open, though the editor has read it before the report came', async () => {
    await session().open(critical);
    await report({ type: 'human', will_edit_filepaths: [critical] });
    write(critical, `${read(critical)}const agent = 1;\n`);
    await session().untilText('the text from disk', (text) => text.includes('const agent'));
    await until('the journal of the reload', async () =>
      (await inEditor(critical)).includes('[unknown:const agent'),
    );
    await report({ ...AGENT, edited_filepaths: [critical] });
    const [shown] = await untilDiagnostics(session(), 'the warning', (all) =>
      all.some(({ path: file }) => file === critical),
    );
    assert.match(shown?.message ?? '', /Some Agent/);
    await until('the editor’s own knowledge', async () =>
      (await inEditor(critical)).includes('[ai:const agent = 1;'),
    );
  });

  it('is known when the file is opened only later', async () => {
    write(fresh, 'const fresh = 1;\n');
    await report({ ...AGENT, edited_filepaths: [fresh] });
    await session().open(fresh);
    await untilDiagnostics(session(), 'the warning', (all) => all.some(({ path: file }) => file === fresh));
  });

  it('keeps what a person types behind the agent’s text before the report comes', async () => {
    await session().open(typed);
    await report({ type: 'human', will_edit_filepaths: [typed] });
    write(typed, 'const first = 1;\nconst agent = 2;\n');
    await session().untilText('the text from disk', (text) => text.includes('agent'));
    await session().press('Control+End');
    await session().type('let mine');
    await session().untilText('the typed text', (text) => text.endsWith('let mine'));
    await report({ ...AGENT, edited_filepaths: [typed] });
    await until('who wrote it', async () => {
      const known = await inEditor(typed);
      return known.includes('[ai:const agent = 2;') && known.includes('[human:let mine]');
    });
    await session().save();
    const git = (...args: string[]): Promise<string> => gitIn(sample().path, session().environment, ...args);
    await git('add', '--all');
    await git('commit', '--quiet', '-m', 'Work');
    const message = await git('log', '-1', '--format=%B');
    assert.match(message, /^Assisted-by: Some Agent:model-1$/m);
    assert.match(message, /^AI-Provenance: added=5 ai=3 mixed=0 unknown=1 /m);
  });
});

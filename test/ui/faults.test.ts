/**
 * What a person is told when something is broken, and how often: once.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { answerNotification, notification } from '../host/notifications';
import { until } from '../host/until';
import { settledState, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const rules = [{ before: 'const words = ', insert: 'alpha + beta + gamma;' }];

describe('a damaged journal', () => {
  const { session, sample } = useWorkbench(rules, {}, (repository) => {
    const journal = path.join(repository.path, '.git', 'countersign', 'journal');
    mkdirSync(journal, { recursive: true });
    writeFileSync(path.join(journal, 'editor-old.jsonl'), 'not a record\n{"kind":"closed"}\n');
  });

  it('is set aside and told once, and work goes on', async () => {
    await session().open(critical);
    await notification(session(), /journal .* is damaged/).waitFor({ timeout: 30_000 });
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha');
    await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    const names = readdirSync(path.join(sample().path, '.git', 'countersign', 'journal'));
    assert.ok(names.includes('editor-old.jsonl.damaged'));
    await session().save();
    await session().reload();
    await session().open(critical);
    await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(await notification(session(), /damaged/).count(), 0);
  });
});

describe('a git directory that cannot be written', () => {
  const blocked = (repository: { readonly path: string }): string =>
    path.join(repository.path, '.git', 'countersign');
  const workbench = useWorkbench(rules, { 'countersign.hooks.install': 'never' }, (repository) => {
    writeFileSync(blocked(repository), 'in the way');
  });
  const { session, sample } = workbench;

  it('is told once, and what is known is written as soon as it can be', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha');
    await notification(session(), /cannot write to .*make that folder writable/).waitFor({ timeout: 30_000 });
    await untilDiagnostics(session(), 'the warning all the same', (all) => all.length === 1);
    await session().type(' // more');
    await session().untilText('the typing', (text) => text.endsWith('more'));
    assert.equal(await notification(session(), /cannot write/).count(), 1);
    rmSync(blocked(sample()));
    await session().type('!');
    const state = await settledState(workbench, critical);
    assert.ok(state.spans.some(({ origin }) => origin.author === 'ai'));
  });
});

describe('hooks that the user refuses', () => {
  const { session, sample } = useWorkbench(rules, { 'countersign.hooks.install': 'ask' });
  const git = (...args: string[]): Promise<string> => gitIn(sample().path, session().environment, ...args);

  it('are not installed, not asked for again, and commits stay untouched', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha');
    await answerNotification(session(), /hooks/i, 'Never Here');
    await session().save();
    await git('commit', '--quiet', '--all', '-m', 'Untouched');
    assert.equal(await git('log', '-1', '--format=%B'), 'Untouched\n');
    assert.equal(existsSync(path.join(sample().path, '.git', 'hooks', 'prepare-commit-msg')), false);
    await session().reload();
    await session().open(critical);
    await session().press('Control+End');
    await session().type('\n');
    await session().typeAndAccept('const words = ', 'alpha');
    await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(await notification(session(), /hooks/i).count(), 0);
  });
});

describe('a binary and a huge file', () => {
  const { session, sample } = useWorkbench(rules);
  const git = (...args: string[]): Promise<string> => gitIn(sample().path, session().environment, ...args);

  it('do not keep the others from being recorded', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha');
    await session().save();
    await until('the hooks', () =>
      existsSync(path.join(sample().path, '.git', 'hooks', 'prepare-commit-msg')),
    );
    writeFileSync(
      session().fileOf('image.bin'),
      Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256)),
    );
    writeFileSync(session().fileOf('huge.txt'), 'a line of a huge file\n'.repeat(500_000));
    await git('add', '--all');
    await git('commit', '--quiet', '-m', 'Large');
    assert.match(await git('log', '-1', '--format=%B'), /^AI-Provenance: added=500001 ai=1 /m);
  });
});

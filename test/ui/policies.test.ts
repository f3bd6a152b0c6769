/**
 * What the editor makes of policies other than the usual: one that names no keys, so that the senior's name goes into the
 * message of the last commit, and rules that an attribute puts files under.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { diagnosticsOf, untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { repositoryRoot } from '../host/installation';
import { notification } from '../host/notifications';
import { commitFromScm } from '../host/sourceControl';
import { useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';

describe('a policy', () => {
  const { session, sample } = useWorkbench([
    { before: 'export const rate = ', insert: '0.02;' },
    { before: 'const hello = ', insert: 'world;' },
  ]);

  function git(...args: string[]): Promise<string> {
    return gitIn(sample().path, session().environment, ...args);
  }

  async function reviewNewest(): Promise<void> {
    await session().press('F1');
    await session().type('Countersign: Review');
    const rows = session().page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Review' }).first().waitFor();
    await session().press('Enter');
    await rows.filter({ hasText: 'Set the rate' }).first().waitFor();
    await session().press('Enter');
    await session().page.locator('.statusbar-item', { hasText: 'Review 1 of 1' }).first().waitFor();
  }

  async function countersign(): Promise<void> {
    await session().press('Control+k');
    await session().press('x');
  }

  it('without keys: the editor asks, and writes the name into the message of the commit, whose note follows', async () => {
    await session().open(critical);
    await session().press('Control+Home');
    await session().typeAndAccept('export const rate = ', '0.02');
    await session().press('Enter');
    await session().save();
    await commitFromScm(session(), 'Set the rate');
    await untilDiagnostics(session(), 'no warning once it is committed', (all) => all.length === 0);
    const before = await git('rev-parse', 'HEAD');
    const authors = await git('notes', '--ref=ai', 'show', 'HEAD');
    await git('config', 'user.name', 'Dana Lee');
    await git('config', 'user.email', 'dana@example.com');

    await reviewNewest();
    await countersign();
    const dialog = session().page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'as dana@example.com in its message?' }).waitFor();
    await session().screenshot(
      path.join(repositoryRoot, 'test-output', 'countersigning', 'trailer-asked.png'),
    );
    await dialog.locator('.monaco-button', { hasText: 'Countersign' }).click();
    await notification(session(), 'as dana@example.com: it is').waitFor();

    const after = await git('rev-parse', 'HEAD');
    assert.notEqual(after, before);
    assert.match(await git('log', '-1', '--format=%B'), /^Countersigned-by: Dana Lee <dana@example\.com>$/m);
    assert.equal(await git('rev-parse', `${before.trim()}^{tree}`), await git('rev-parse', 'HEAD^{tree}'));
    const attested = (note: string): string => note.slice(0, note.indexOf('---'));
    assert.equal(attested(await git('notes', '--ref=ai', 'show', 'HEAD')), attested(authors));
    await session().page.locator('.tab', { hasText: 'payments' }).waitFor({ state: 'detached' });
  });

  it('without keys: the editor says what to do for a commit that is pushed already', async () => {
    await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await git('config', 'user.email', 'sam@example.com');
    await reviewNewest();
    await countersign();
    const said = notification(session(), 'is pushed already (origin/main)');
    await said.waitFor();
    assert.match(await said.innerText(), /let the policy name "allowedSigners"/);
  });

  it('with attributes: the editor warns in the files that they put under a rule, from when they do', async () => {
    await session().open(ordinary);
    await session().press('Control+End');
    await session().typeAndAccept('\nconst hello = ', 'world');
    assert.deepEqual(await diagnosticsOf(session()), []);
    const attributes = path.join(sample().path, '.gitattributes');
    writeFileSync(attributes, '# nothing yet\n');
    await session().open('.gitattributes');
    await session().press('Control+End');
    await session().type('src/app/** countersign=payments');
    await session().save();
    const [warning] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.deepEqual([warning?.path, warning?.code], [ordinary, 'payments']);
    await session().press('Control+a');
    await session().press('Delete');
    await session().save();
    await untilDiagnostics(session(), 'no warning any more', (all) => all.length === 0);
  });

  it('in a folder below the root does not count, and says so', async () => {
    const nested = 'src/payments/.countersign.json';
    writeFileSync(session().fileOf(nested), '{ "critical": [{ "name": "own", "files": ["**"] }] }\n');
    await session().open(nested);
    const shown = await untilDiagnostics(session(), 'the word on the nested policy', (all) =>
      all.some((one) => one.path === nested),
    );
    const [problem] = shown.filter((one) => one.path === nested);
    assert.equal(problem?.severity, 'information');
    assert.match(problem?.message ?? '', /^This policy does not count: there is one for a repository/);
  });
});

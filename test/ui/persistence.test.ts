/**
 * What is known survives everything that can happen to an editor.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn, headOf } from '../host/gitIn';
import { until } from '../host/until';
import { annotated, FIXTURE_TOOL, journalled, settledState, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const scratch = 'src/payments/scratch.ts';
const later = 'src/payments/later.ts';

describe('nothing is lost', () => {
  const workbench = useWorkbench(
    [{ before: 'const words = ', insert: 'alpha + beta + gamma;' }],
    {},
    (sample) => {
      writeFileSync(`${sample.path}/${scratch}`, '');
      writeFileSync(`${sample.path}/${later}`, '// later\n');
    },
  );
  const { session, sample } = workbench;
  const git = (...args: string[]): Promise<string> => gitIn(sample().path, session().environment, ...args);
  const completed = '[human:const words = ][ai:alpha + beta + gamma;]';

  const accept = async (file: string): Promise<void> => {
    await session().open(file);
    await session().press('Control+End');
    await session().typeAndAccept('const words = ', 'alpha');
  };

  it('when a file is closed and opened again', async () => {
    await accept(scratch);
    await session().save();
    await session().press('Control+k');
    await session().press('w');
    await until('no open editor', () =>
      session().inHost((vscode) => vscode.window.activeTextEditor === undefined),
    );
    await session().open(scratch);
    await untilDiagnostics(session(), 'the warning', (all) => all.some((shown) => shown.path === scratch));
    assert.equal(annotated(await settledState(workbench, scratch)), completed);
  });

  it('when a file is renamed in the editor', async () => {
    const renamed = 'src/payments/renamed.ts';
    await session().inHost(
      async (vscode, [from, to]) => {
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(vscode.Uri.file(from as string), vscode.Uri.file(to as string));
        await vscode.workspace.applyEdit(edit);
      },
      [session().fileOf(scratch), session().fileOf(renamed)],
    );
    await session().open(renamed);
    await untilDiagnostics(session(), 'the warning', (all) => all.some((shown) => shown.path === renamed));
    await until('the knowledge under the new name', async () => {
      const state = await journalled(sample(), renamed);
      return state !== null && annotated(state) === completed;
    });
    assert.equal(await journalled(sample(), scratch), null);
    await git('add', '--all');
    await git('commit', '--quiet', '-m', 'Rename');
    assert.match(await git('log', '-1', '--format=%B'), /^AI-Provenance: added=2 ai=1 mixed=1 unknown=1 /m);
  });

  it('when the extension host is killed with unsaved text', async () => {
    await accept(critical);
    const text = await session().text();
    await settledState(workbench, critical);
    // The editor backs unsaved text up a moment after each edit.
    await until('the backup of the unsaved text', () => {
      const backups = path.join(session().home.userDataDir, 'User', 'Backups');
      if (!existsSync(backups)) return false;
      return readdirSync(backups, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .some((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8').includes('gamma;'));
    });
    const host = await session().inHost(() => process.pid);
    process.kill(host, 'SIGKILL');
    const state = await journalled(sample(), critical);
    assert.equal(state?.text, text);
    assert.ok(annotated(state).endsWith(completed));
    await session().reload();
    await session().open(critical);
    await session().untilText('the restored text', (restored) => restored === text);
    await untilDiagnostics(session(), 'the warning', (all) => all.some((shown) => shown.path === critical));
  });

  it('when a script commits at the instant of the save', async () => {
    const before = await headOf(sample().path, session().environment);
    const watcher = watch(session().fileOf('src/payments'), (_event, name) => {
      // The editor empties a file before it writes it.
      if (name !== 'charge.ts' || !readFileSync(session().fileOf(critical), 'utf8').endsWith('gamma;'))
        return;
      watcher.close();
      execFileSync('git', ['commit', '--quiet', '--all', '-m', 'At once'], {
        cwd: sample().path,
        env: session().environment,
      });
    });
    await session().press('Control+s');
    await until('the commit', async () => (await headOf(sample().path, session().environment)) !== before);
    const message = await git('log', '-1', '--format=%B');
    assert.match(message, new RegExp(`^Assisted-by: ${FIXTURE_TOOL}$`, 'm'));
    assert.match(message, /^AI-Critical: payments src\/payments\/charge\.ts 1$/m);
    assert.equal(
      await git('show', `HEAD:${critical}`),
      readFileSync(session().fileOf(critical), 'utf8').trimEnd(),
    );
  });

  it('when git takes uncommitted work away and brings it back', async () => {
    await accept(later);
    await session().save();
    const text = await session().text();
    const before = annotated(await settledState(workbench, later));
    await git('stash', '--quiet');
    await session().untilText('the text without the work', (now) => now === '// later\n');
    await untilDiagnostics(session(), 'no warning', (all) => all.every((shown) => shown.path !== later));
    await git('stash', 'pop', '--quiet');
    await session().untilText('the work again', (now) => now === text);
    await untilDiagnostics(session(), 'the warning again', (all) =>
      all.some((shown) => shown.path === later),
    );
    assert.equal(annotated(await settledState(workbench, later)), before);
    await git('checkout', '--', later);
    await session().untilText('the text without the work', (now) => now === '// later\n');
  });

  it('when the text changes and is committed while the editor is closed', async () => {
    await accept(later);
    await session().type('\n');
    await session().save();
    await settledState(workbench, later);
    await session().kill();
    appendFileSync(session().fileOf(later), 'export const later = true;\n');
    await git('commit', '--quiet', '--all', '-m', 'From a plain terminal');
    const message = await git('log', '-1', '--format=%B');
    assert.match(message, /^AI-Provenance: added=2 ai=1 mixed=1 unknown=1 /m);
    await session().start();
    await session().open(later);
    await until(
      'the editor to follow the repository',
      async () => (await journalled(sample(), later)) === null,
    );
    // What is committed is only told of as a commit that waits for its countersignature.
    await untilDiagnostics(session(), 'no warning about work in progress', (all) =>
      all.every(({ message }) => / Commit [0-9a-f]{10}\. /.test(message)),
    );
  });
});

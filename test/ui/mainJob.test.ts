/**
 * The main job with real keys: accept a completion in a critical file, see the warning, commit, read the trailers.
 */
import assert from 'node:assert/strict';
import { untilDiagnostics } from '../host/diagnostics';
import { gitIn } from '../host/gitIn';
import { commitFromScm } from '../host/sourceControl';
import { annotated, FIXTURE_TOOL, settledState, useWorkbench } from './support';

const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';

describe('the main job', () => {
  const workbench = useWorkbench([
    { before: 'export const refund = ', insert: '(amount: number): number => {\n  return -amount;\n};' },
    { before: 'const words = ', insert: 'alpha + beta + gamma;' },
  ]);
  const { session, sample } = workbench;
  const message = (): Promise<string> =>
    gitIn(sample().path, session().environment, 'log', '-1', '--format=%B');

  it('warns at once when a completion lands in a critical file', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().typeAndAccept('\nexport const refund = ', 'amount');
    const [warning] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    assert.equal(warning?.path, critical);
    assert.equal(warning?.code, 'payments');
    assert.match(warning?.message ?? '', new RegExp(FIXTURE_TOOL));
    const state = await settledState(workbench, critical);
    assert.match(
      annotated(state),
      /export const refund = \]\[ai:\(amount: number\): number => \{\n {2}return -amount;\n\};\]/,
    );
    assert.equal(state.spans.find(({ origin }) => origin.author === 'ai')?.origin.author === 'ai', true);
    const ai = state.spans.find(({ origin }) => origin.author === 'ai');
    assert.equal(ai?.origin.author === 'ai' && ai.origin.evidence, 'command');
  });

  it('takes the warning away on undo and brings it back on redo', async () => {
    await session().press('Control+z');
    await untilDiagnostics(session(), 'no warning', (all) => all.length === 0);
    await session().press('Control+Shift+z');
    const [warning] = await untilDiagnostics(session(), 'the warning again', (all) => all.length === 1);
    assert.equal(warning?.code, 'payments');
  });

  it('lets the warning follow edits above it', async () => {
    const [before] = await untilDiagnostics(session(), 'the warning', (all) => all.length === 1);
    await session().moveTo(1, 1);
    await session().type('\n\n');
    const moved = (before?.lines[0] ?? 0) + 2;
    await untilDiagnostics(session(), 'the warning two lines lower', (all) => all[0]?.lines[0] === moved);
  });

  it('shows the warning again after a reload of the window', async () => {
    await session().save();
    await session().reload();
    await session().open(critical);
    await untilDiagnostics(session(), 'the warning after the reload', (all) => all.length === 1);
  });

  it('writes true trailers into a commit from the Source Control view', async () => {
    await commitFromScm(session(), 'Refund charges');
    const text = await message();
    assert.match(text, /^Refund charges\n\n/);
    assert.match(text, new RegExp(`^Assisted-by: ${FIXTURE_TOOL}$`, 'm'));
    assert.match(
      text,
      /^AI-Provenance: added=\d+ ai=3 mixed=1 unknown=0 deleted-by-ai=0 files=1 evidence=exact$/m,
    );
    assert.match(text, /^AI-Critical: payments src\/payments\/charge\.ts 3$/m);
    await untilDiagnostics(session(), 'no warning once it is committed', (all) => all.length === 0);
  });

  it('accepts word by word, exactly', async () => {
    await session().open(ordinary);
    await session().press('Control+End');
    await session().type('\nconst words = ');
    await session().waitForGhostText('alpha');
    await session().press('Control+ArrowRight');
    await session().untilText('the first word', (text) => /words = alpha$/.test(text));
    const state = await settledState(workbench, ordinary);
    assert.match(annotated(state), /const words = \]\[ai:alpha\]$/);
  });

  it('writes no trailer when no AI line is staged', async () => {
    await session().open(critical);
    await session().press('Control+End');
    await session().type('\nexport const byHand = 1;\n');
    await session().save();
    await gitIn(sample().path, session().environment, 'commit', '--quiet', '-m', 'By hand', '--', critical);
    assert.equal(await message(), 'By hand\n');
  });
});

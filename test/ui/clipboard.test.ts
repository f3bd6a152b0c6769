/**
 * Where pasted text comes from, with real keys: in one file, in another, in another window.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createSampleRepository, type SampleRepository } from '../host/sampleRepository';
import type { Session } from '../host/session';
import { until } from '../host/until';
import { annotated, FIXTURE_TOOL, settledState, useWorkbench } from './support';

const file = 'src/app/scratch.ts';
const other = 'src/app/other.ts';
const completed = 'alpha + beta + gamma;';
const line = `[human:const words = ][ai:${completed}]`;

describe('what is pasted', () => {
  const workbench = useWorkbench(
    [
      { before: 'const words = ', insert: completed },
      { before: 'return ', insert: 'one(two);' },
      { before: 'const one = ', insert: '1' },
    ],
    { 'editor.autoClosingBrackets': 'never' },
    (sample) => {
      for (const name of [file, other]) writeFileSync(path.join(sample.path, name), '');
    },
  );
  const { session } = workbench;
  const known = async (name = file): Promise<string> => annotated(await settledState(workbench, name));
  const clear = async (name: string): Promise<void> => {
    await session().open(name);
    await session().press('Control+a');
    await session().press('Delete');
    await session().untilText('the empty file', (text) => text === '');
  };
  const outside = (text: string): Promise<unknown> =>
    session().page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

  beforeEach(async () => {
    await clear(other);
    await clear(file);
  });

  it('in another file keeps its authors', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Control+a');
    await session().press('Control+c');
    await session().open(other);
    await paste(session(), plain);
    assert.equal(await known(other), line);
    const { spans } = await settledState(workbench, other);
    assert.deepEqual(
      spans.map(({ origin }) => origin.author !== 'unknown' && origin.evidence),
      ['clipboard', 'clipboard'],
    );
  });

  it('after it was cut keeps its authors, also when keys are pressed at once', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Shift+Home');
    await session().press('Control+x');
    await session().type('// cut\n');
    await paste(session(), `// cut\n${plain}`);
    assert.equal(await known(), `[human:// cut\nconst words = ][ai:${completed}]`);
  });

  it('as a whole line goes above the cursor and keeps its authors', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().type('\n// end');
    await session().press('ArrowUp');
    await session().press('Control+c');
    await session().press('ArrowDown');
    await paste(session(), `${plain}\n${plain}\n// end`);
    assert.match(
      await known(),
      /^\[human:const words = \]\[ai:.*;\]\[human:\nconst words = \]\[ai:.*;\n?\]\[human:/,
    );
  });

  it('as a whole line that was cut keeps its authors', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().type('\n// end');
    await session().press('ArrowUp');
    await session().press('Control+x');
    await session().press('End');
    await paste(session(), `${plain}\n// end`);
    assert.equal(await known(), `${line}[human:\n// end]`);
  });

  it('from several cursors into one, and into as many', async () => {
    await session().type('aaa\n');
    await session().typeAndAccept('const words = ', 'alpha');
    await session().type('\nbbb');
    await session().press('Control+Home');
    for (let i = 0; i < 2; i++) await session().press('Shift+Alt+ArrowDown');
    await session().press('Shift+End');
    await session().press('Control+c');
    await session().open(other);
    await paste(session(), `aaa\n${plain}\nbbb`);
    assert.equal(await known(other), `[human:aaa\nconst words = ][ai:${completed}\n][human:bbb]`);
    await session().press('Control+a');
    await session().press('Delete');
    await session().type('1\n2\n3');
    await session().press('Control+Home');
    for (let i = 0; i < 2; i++) await session().press('Shift+Alt+ArrowDown');
    await session().press('End');
    await paste(session(), `1aaa\n2${plain}\n3bbb`);
    assert.equal(await known(other), `[human:1aaa\n2const words = ][ai:${completed}][human:\n3bbb]`);
  });

  it('at each of several cursors', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Shift+Home');
    await session().press('Control+c');
    await session().open(other);
    await session().type('1\n2');
    await session().press('Shift+Alt+ArrowUp');
    await paste(session(), `1${plain}\n2${plain}`);
    assert.equal(
      await known(other),
      `[human:1const words = ][ai:${completed}][human:\n2const words = ][ai:${completed}]`,
    );
  });

  it('into a file with other line ends and another indentation', async () => {
    await session().type('if (a) {\n');
    await session().typeAndAccept('return ', 'one');
    await session().type('\n}');
    await session().press('Control+a');
    await session().press('Control+c');
    await session().open(other);
    await session().inHost(async (vscode) => {
      await vscode.window.activeTextEditor?.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    });
    await session().type('\t\t');
    await session().press('Control+v');
    await session().untilText('the paste', (text) => text.endsWith('}'));
    const pasted = (await known(other)).replace(/\s+/g, '');
    assert.equal(pasted, '[human:if(a){return][ai:one(two);][human:}]');
    await session().inHost(async (vscode) => {
      await vscode.window.activeTextEditor?.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
    });
    await session().untilText('the line ends', (text) => !text.includes('\r'));
  });

  it('over a selection, and over the same text', async () => {
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Shift+Home');
    await session().press('Control+c');
    await session().open(other);
    await session().type('to be replaced');
    await session().press('Control+a');
    await paste(session(), plain);
    assert.equal(await known(other), line);
    await session().press('Control+a');
    await until('the selection', () =>
      session().inHost((vscode) => vscode.window.activeTextEditor?.selection.isEmpty === false),
    );
    await session().press('Control+v');
    await until('the cursor behind it', () =>
      session().inHost((vscode) => vscode.window.activeTextEditor?.selection.isEmpty),
    );
    await session().type('!');
    await session().untilText('the key behind it', (text) => text === `${plain}!`);
    assert.equal(await known(other), `${line}[human:!]`);
  });

  it('without the editor asking what to paste is no AI’s by itself', async () => {
    // In a browser the command inserts the clipboard by itself; elsewhere it does what the key does.
    await session().typeAndAccept('const words = ', 'alpha');
    await session().press('Control+a');
    await session().press('Control+c');
    await session().press('Control+End');
    await session().inHost((vscode) => vscode.commands.executeCommand('editor.action.clipboardPasteAction'));
    await session().untilText('the paste', (text) => text === plain + plain);
    // Right beside what was copied it looks like a line that a command copied, and nobody else's.
    assert.equal(await known(), line + line);
  });

  it('from outside is unknown, and says why, even as a single letter', async () => {
    for (const text of ['x', 'let fromTheWeb = true;\n'.repeat(2000)]) {
      await clear(other);
      await session().type('// ');
      await outside(text);
      await paste(session(), `// ${text}`);
      const state = await settledState(workbench, other);
      assert.equal(annotated(state), `[human:// ][unknown:${text}]`);
      const origin = state.spans.at(-1)?.origin;
      assert.equal(origin?.author === 'unknown' && origin.reason, 'pasted');
    }
  });

  it('from text that nobody is known to have written is unknown', async () => {
    await session().open('src/app/greet.ts');
    await session().press('Control+a');
    await session().press('Control+c');
    await session().open(other);
    await paste(session(), await session().text('src/app/greet.ts'));
    assert.match(await known(other), /^\[unknown:[^\]]+\]$/);
  });

  it('is nothing that keys type after a paste that came to nothing', async () => {
    await session().typeAndAccept('const one = ', '1');
    await session().press('Shift+ArrowLeft');
    await session().press('Control+c');
    await session().press('End');
    // Typing at once cancels the paste, or comes behind it. Either way it is no AI's.
    await Promise.all([session().press('Control+v'), session().type('1')]);
    await session().untilText('the typed character', (text) => text.length > 'const one = 1'.length);
    assert.match(await known(), /^\[human:const one = \]\[ai:1\](\[unknown:1\])?(\[human:1\])?$/);
  });
});

describe('what is pasted in another window', () => {
  const settings = { 'countersignFixtures.completions': [{ before: 'const words = ', insert: completed }] };
  const first = useWorkbench([], settings, (sample) => writeFileSync(path.join(sample.path, file), ''));
  let sample: SampleRepository;
  let second: Session;
  const inSecond = { session: () => second, sample: () => sample };

  before(async () => {
    sample = await createSampleRepository();
    writeFileSync(path.join(sample.path, other), '');
    second = await first.session().openWindow(sample.path);
  });
  after(async () => {
    await second.stop();
    sample.remove();
  });

  const userData = (): string => first.session().home.userDataDir;
  const copies = (): string[] =>
    readdirSync(userData(), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('last-copy.json'))
      .map((name) => path.join(userData(), name));

  it('keeps its authors, by a note that nobody else can read and that holds no text', async () => {
    await first.session().page.bringToFront();
    await first.session().open(file);
    await first.session().typeAndAccept('const words = ', 'alpha');
    await first.session().press('Control+a');
    await first.session().press('Control+c');
    await until('the note', () => copies().length === 1);
    await second.page.bringToFront();
    await second.open(other);
    await paste(second, plain);
    const state = await settledState(inSecond, other);
    assert.equal(annotated(state), line);
    const { origin } = state.spans[1] ?? {};
    assert.ok(origin?.author === 'ai' && origin.tool === FIXTURE_TOOL && origin.evidence === 'clipboard');
    const [note = ''] = copies();
    assert.equal(statSync(note).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(note, 'utf8'), /words|gamma/);
  });

  it('is unknown when something else was copied since', async () => {
    await second.press('Control+a');
    await second.press('Delete');
    await second.page.evaluate('navigator.clipboard.writeText("alpha + beta")');
    await paste(second, 'alpha + beta');
    assert.equal(annotated(await settledState(inSecond, other)), '[unknown:alpha + beta]');
  });

  it('is not kept when a copy of text that nobody knows replaced it', async () => {
    await second.open('src/app/greet.ts');
    await second.press('Control+a');
    await second.press('Control+c');
    await until('no note', () => copies().length === 0);
  });
});

const plain = `const words = ${completed}`;

/** Pastes with the key and waits until the text is what it must be then. */
async function paste(session: Session, expected: string): Promise<void> {
  await session.press('Control+v');
  await session.untilText('the paste', (text) => text === expected);
}

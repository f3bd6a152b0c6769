/**
 * The model of what is true, on changes as the editor reports them.
 */
import assert from 'node:assert/strict';
import type { ChangeRecord, ProbeEdit } from '../../accuracy/probeRecord';
import { Truth } from '../../accuracy/truth';

const doc = 'file:///a.ts';

/** A document in the making: each call is one event. */
class Played {
  readonly truth = new Truth();

  constructor(text = '') {
    this.truth.apply({ type: 'open', doc, text });
  }

  get authors(): string {
    return this.truth.of(doc)?.authors ?? '';
  }

  get text(): string {
    return this.truth.of(doc)?.text ?? '';
  }

  change(source: string, edits: readonly ProbeEdit[], more: Partial<ChangeRecord> = {}): this {
    this.truth.apply({ type: 'change', doc, source, metadata: {}, reason: null, edits, ...more });
    return this;
  }

  /** Replaces the first occurrence of a text. */
  replace(source: string, old: string, text: string, metadata: ChangeRecord['metadata'] = {}): this {
    const offset = old === '' ? this.text.length : this.text.indexOf(old);
    return this.change(source, [{ offset, removed: old.length, text }], { metadata });
  }

  type(text: string): this {
    return this.replace('cursor', '', text, { kind: 'type' });
  }

  accept(text: string, old = ''): this {
    return this.replace('inlineCompletionAccept', old, text);
  }

  command(id: string, old: string, text: string): this {
    return this.replace('cursor', old, text, { kind: 'executeCommands', detailedSource: id });
  }

  paste(text: string): this {
    return this.replace('cursor', '', text, { kind: 'paste' });
  }

  travel(reason: 1 | 2, old: string, text: string): this {
    const offset = old === '' ? this.text.length : this.text.indexOf(old);
    return this.change('applyEdits', [{ offset, removed: old.length, text }], { reason });
  }
}

describe('the truth', () => {
  it('moves whole lines, though the editor reports the letters in which the lines of a place differ', () => {
    const old =
      "import { gamma } from './gamma';\nimport { delta } from './delta';\n" +
      "import { alpha } from './alpha';\nimport { beta } from './beta';\nexport const sum = 1;\n";
    const played = new Played("import { gamma } from './gamma';\n");
    played.type("import { delta } from './delta';\n").accept("import { alpha } from './alpha';\n");
    played.type("import { beta } from './beta';\nexport const sum = 1;\n");
    assert.equal(played.text, old);
    // As an editor reported it.
    const edits = [
      [119, 7, ''],
      [101, 17, ''],
      [96, 4, ''],
      [91, 4, 'g'],
      [76, 3, 'mm'],
      [75, 0, 'g'],
      [60, 1, ''],
      [58, 1, 'b'],
      [44, 1, ''],
      [42, 1, 'b'],
      [27, 2, 'lph'],
      [25, 1, ''],
      [11, 2, 'lph'],
      [9, 1, ''],
    ] as const;
    played.change(
      'codeAction',
      edits.map(([offset, removed, text]) => ({ offset, removed, text })),
    );
    const lines = played.text.split('\n');
    assert.deepEqual(lines.slice(0, 3), [
      "import { alpha } from './alpha';",
      "import { beta } from './beta';",
      "import { gamma } from './gamma';",
    ]);
    const visible = (line: string): string =>
      [...line]
        .map((character, at) =>
          character === ' ' ? '' : (played.authors[played.text.indexOf(line) + at] ?? ''),
        )
        .join('');
    assert.match(visible(lines[0] ?? ''), /^a+$/);
    assert.match(visible(lines[1] ?? ''), /^h+$/);
    assert.match(visible(lines[2] ?? ''), /^-+$/);
  });

  it('is a person for keys, and nobody for what was there', () => {
    assert.equal(new Played('ab').type('cd').authors, '--hh');
  });

  it('is the AI for a completion, less what it kept at both ends', () => {
    assert.equal(new Played().type('f()').accept('foo()', 'f()').authors, 'haahh');
  });

  it('is the AI for a word that a completion put in the place of another one', () => {
    assert.equal(new Played().type('f(three)').accept('f(one);', 'f(three)').authors, 'hhaaaaa');
  });

  it('is the AI for what a chat wrote, less the lines and tokens that were there', () => {
    const played = new Played()
      .type('one();\ntwo();\n')
      .replace('Chat.applyEdits', 'one();\ntwo();', 'zero();\none();\ntwo(1);');
    assert.equal(played.authors, 'aaaaaaaa' + 'hhhhhha' + 'hhhhahh' + 'h');
  });

  it('goes back with undo and forward with redo, authors included', () => {
    const played = new Played().type('x').accept('yz');
    assert.equal(played.travel(1, 'yz', '').authors, 'h');
    assert.equal(played.travel(2, '', 'yz').authors, 'haa');
  });

  it('tells two versions of the same text apart by the way that undo goes', () => {
    const played = new Played().type('foo').command('deleteLines', 'foo', '').accept('foo');
    assert.equal(played.travel(1, 'foo', '').travel(1, '', 'foo').authors, 'hhh');
    assert.equal(played.travel(2, 'foo', '').travel(2, '', 'foo').authors, 'aaa');
  });

  it('gives back what an edit had removed when a rejection brings it back', () => {
    const played = new Played().type('foo').replace('Chat.applyEdits', 'foo', 'bar');
    assert.equal(played.replace('Chat.undoEdits', 'bar', 'foo').authors, 'hhh');
  });

  it('keeps through a reload what stayed, and knows nobody for the rest', () => {
    const played = new Played()
      .type('one\n')
      .accept('two\n')
      .replace('reloadFromDisk', 'one\ntwo\n', 'zero\none\ntwo\n');
    assert.match(played.authors, /^u+hhh.aaa.$/);
  });

  it('keeps no sign through a reload that stands alone there', () => {
    const played = new Played()
      .accept('one(two);\n')
      .replace('reloadFromDisk', 'one(two);\n', 'if (base > 3) {\n');
    assert.match(played.authors, /^u+.?$/);
  });

  it('keeps no signs through a reload that have no word beside them', () => {
    const played = new Played()
      .type('f(2)')
      .accept(';\n')
      .type('}\ng(3);\n}\n')
      .replace('reloadFromDisk', 'f(2);\n}\ng(3);\n}\n', 'if (base) {\n  x;\n};\n}\n');
    assert.doesNotMatch(played.authors, /a/);
  });

  it('is the AI for signs that a chat wrote between words that it changed', () => {
    const played = new Played()
      .type('fun(one): two {\n')
      .replace('Chat.applyEdits', 'fun(one): two {\n', 'agent = { x: 0 };\n');
    assert.match(played.authors, /^a{17}.$/);
  });

  it('carries authors along with a copy, from the text that was selected', () => {
    const played = new Played().type('x').accept('yz');
    played.truth.apply({ type: 'copy', doc, ranges: [[0, 3]] });
    assert.equal(played.paste('xyz').authors, 'haahaa');
  });

  it('knows no more of a copy than of its source', () => {
    const played = new Played('old');
    played.truth.apply({ type: 'copy', doc, ranges: [[0, 3]] });
    assert.equal(played.paste('old').authors, '---uuu');
  });

  it('knows nobody for what another program put on the clipboard', () => {
    const played = new Played().accept('ab');
    played.truth.apply({ type: 'copy', doc, ranges: [[0, 2]] });
    played.truth.apply({ type: 'copiedOutside' });
    assert.equal(played.paste('ab').authors, 'aauu');
  });

  it('carries authors along with what was cut', () => {
    const played = new Played().type('x').accept('yz').replace('cursor', 'yz', '', { kind: 'cut' });
    assert.equal(played.paste('yz').authors, 'haa');
  });

  it('lets moved lines keep their authors', () => {
    const played = new Played().type('one\n').accept('two\n');
    played.change(
      'cursor',
      [
        { offset: 0, removed: 4, text: '' },
        { offset: 8, removed: 0, text: 'one\n' },
      ],
      { metadata: { kind: 'executeCommands', detailedSource: 'editor.action.moveLinesDownAction' } },
    );
    assert.equal(played.text, 'two\none\n');
    assert.match(played.authors, /^aaa.hhh.$/);
  });

  it('makes edits at one place in the order in which the editor does', () => {
    const played = new Played('  first\n').type('  second\n');
    played.change(
      'cursor',
      [
        { offset: 8, removed: 9, text: '' },
        { offset: 0, removed: 2, text: '    ' },
        { offset: 0, removed: 0, text: '  second\n' },
      ],
      { metadata: { kind: 'executeCommands', detailedSource: 'editor.action.moveLinesDownAction' } },
    );
    assert.equal(played.text, '  second\n    first\n');
    assert.match(played.authors, /^..hhhhhh.....-----.$/);
  });

  it('lets text that is dragged keep its authors, in the middle of a word too', () => {
    const played = new Played().type('one ').accept('two');
    played.change(
      'cursor',
      [
        { offset: 4, removed: 2, text: '' },
        { offset: 1, removed: 0, text: 'tw' },
      ],
      { metadata: { kind: 'executeCommand', detailedSource: 'editor.contrib.dragAndDrop' } },
    );
    assert.deepEqual([played.text, played.authors], ['otwne o', 'haahhha']);
  });

  it('lets copied lines have the authors of the lines they were copied from', () => {
    const played = new Played().accept('one').command('editor.action.copyLinesDownAction', '', '\none');
    assert.match(played.authors, /^aaa.aaa$/);
  });

  it('lets tokens keep their authors in other case, and under another name', () => {
    const played = new Played()
      .type('let a = ')
      .accept('beta;')
      .command('editor.action.transformToUppercase', 'beta', 'BETA');
    assert.equal(played.authors, 'hhhhhhhhaaaaa');
    assert.equal(played.replace('rename', 'BETA', 'longer').authors, 'hhhhhhhhaaaaaaa');
  });

  it('has one author for a word that a rename changed in two places', () => {
    const played = new Played().accept('sum;').change('rename', [
      { offset: 3, removed: 0, text: 'ed' },
      { offset: 0, removed: 2, text: 'rena' },
    ]);
    assert.equal(played.text, 'renamed;');
    assert.equal(played.authors, 'aaaaaaaa');
  });

  it('is the person who asked for a mark inside a word, and the word stays as it was', () => {
    const played = new Played().accept('rate').change('cursor', [{ offset: 3, removed: 0, text: ' */' }], {
      metadata: { kind: 'executeCommands', detailedSource: 'editor.action.blockComment' },
    });
    assert.equal(played.authors, 'aaahhha');
  });

  it('is the person who asked for what a command adds', () => {
    assert.equal(new Played().accept('x').command('editor.action.commentLine', 'x', '// x').authors, 'hhha');
  });

  it('gives signs that a formatter adds to the text beside them, as far as that has one author', () => {
    const played = new Played().accept('f(x)').type('\n').type('g(y)').accept('\nh()').type('z');
    for (const old of ['f(x)', 'g(y)', 'h()z']) {
      const offset = played.text.indexOf(old) + old.length;
      const metadata = { name: 'formatEditsCommand' };
      played.change('unknown', [{ offset, removed: 0, text: ';' }], { metadata });
    }
    assert.equal(played.authors.replaceAll('\n', ''), 'aaaaahhhhhhaaaahh');
  });

  it('takes a renamed word as a whole, however little of it an edit replaces', () => {
    const played = new Played().accept('sum').type('+sum');
    const edits = [
      { offset: 7, removed: 0, text: 'ed' },
      { offset: 4, removed: 2, text: 'rena' },
      { offset: 3, removed: 0, text: 'ed' },
      { offset: 0, removed: 2, text: 'rena' },
    ];
    played.change('rename', edits);
    assert.equal(played.text, 'renamed+renamed');
    assert.equal(played.authors, 'aaaaaaahhhhhhhh');
  });

  it('keeps what a formatter moves to another column', () => {
    const played = new Played()
      .accept('a=b')
      .replace('unknown', 'a=b', '  a = b', { name: 'formatEditsCommand' });
    assert.match(played.authors, /^..a.a.a$/);
  });

  it('knows the commands of the editor that tell their name and no source', () => {
    const played = new Played().accept('ab');
    played.replace('unknown', 'ab', 'AB', { name: 'editor.action.transformToUppercase' });
    assert.equal(played.replace('unknown', '', 'c', { name: 'MainThreadTextEditor' }).authors, 'aau');
  });

  it('takes the edits of one line as one rewriting of it', () => {
    const played = new Played().accept("f('a' ,'b')");
    played.change(
      'unknown',
      [
        { offset: 9, removed: 1, text: '"' },
        { offset: 6, removed: 2, text: '"' },
        { offset: 4, removed: 1, text: '",' },
        { offset: 2, removed: 1, text: '"' },
      ],
      { metadata: { name: 'formatEditsCommand' } },
    );
    assert.equal(played.text, 'f("a", "b")');
    assert.match(played.authors, /^a{6}.a{4}$/);
  });

  it('is the person who asked where the editor does not say whose edit it is', () => {
    const played = new Played().accept('ab + c');
    played.truth.apply({ type: 'asked', asked: true });
    played.replace('unknown', 'ab', 'sum').replace('unknown', '', ' d');
    played.truth.apply({ type: 'asked', asked: false });
    assert.match(played.replace('unknown', '', '!').authors, /^aaa.a.a.hu$/);
  });

  it('knows nobody for an edit that nobody accounts for', () => {
    assert.equal(new Played().type('a').replace('applyEdits', '', 'b').authors, 'hu');
  });

  it('follows a file to its new name', () => {
    const { truth } = new Played().type('ab');
    truth.apply({ type: 'moved', from: doc, to: 'file:///b.ts' });
    truth.apply({ type: 'open', doc: 'file:///b.ts', text: 'ab' });
    assert.deepEqual(truth.of('file:///b.ts'), { text: 'ab', authors: 'hh' });
    assert.deepEqual(truth.touched, ['file:///b.ts']);
  });

  it('leaves lines to the commit that they stand in, until something rewrites them', () => {
    const played = new Played().accept('let a=1;\n').type('let b;\n');
    played.truth.apply({ type: 'committed', doc, text: played.text });
    const judged = (): string => played.truth.uncommitted(doc)?.authors ?? '';
    assert.match(judged(), /^-+$/);
    played.replace('unknown', 'a=1', 'a = 1', { name: 'formatEditsCommand' });
    assert.match(judged(), /^aaa.a.a.aa.-+$/);
  });

  it('is what a kind declares', () => {
    const played = new Played().type('abc');
    played.truth.apply({ type: 'declared', doc, text: 'b', author: 'ai' });
    assert.equal(played.authors, 'hah');
  });
});

/**
 * What is in the package that users install, and how big it is.
 */
import * as assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

const kilobyte = 1024;
const themes = ['dark', 'light', 'hc-dark', 'hc-light'];
const marks = ['ai', 'inferred', 'critical'].flatMap((kind) =>
  themes.map((theme) => `media/marks/${kind}-${theme}.svg`),
);
/** In lower case: the packager renames some. */
const expected = [
  'changelog.md',
  'dist/cli.js',
  'dist/extension.js',
  'dist/hook.js',
  'dist/committedauthors.js',
  'dist/editpolicy.js',
  'dist/hookinstaller.js',
  'dist/hookformer.js',
  'dist/hookmessage.js',
  'dist/hooknote.js',
  'dist/hookpolicy.js',
  'dist/hookpostcommit.js',
  'dist/hookpostrewrite.js',
  'dist/provenance.js',
  'dist/reviewing.js',
  'dist/showactions.js',
  'dist/notebooktext.js',
  'dist/textjudge.js',
  'docs/images/warning.png',
  'license.txt',
  'media/countersign.schema.json',
  'media/icon.png',
  ...marks,
  'package.json',
  'package.nls.json',
  'readme.md',
].sort();

describe('the package', () => {
  const sizes = new Map<string, number>();

  before(() => {
    const root = vscode.extensions.getExtension('countersign.countersign')?.extensionPath;
    assert.ok(root);
    for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const stat = statSync(join(root, entry));
      if (stat.isFile()) sizes.set(entry.replaceAll('\\', '/').toLowerCase(), stat.size);
    }
  });

  it('holds what is on the list and nothing else', () => {
    // The editor adds a manifest of its own when it installs a package.
    const found = [...sizes.keys()].filter((name) => name !== '.vsixmanifest');
    assert.deepEqual(found.sort(), expected);
  });

  const limits: [name: string, kilobytes: number][] = [
    ['dist/extension.js', 200],
    ['dist/hook.js', 60],
    ['dist/hookmessage.js', 60],
    ['dist/hooknote.js', 60],
    ['dist/hookpolicy.js', 60],
    ['dist/hookpostcommit.js', 60],
    ['dist/hookpostrewrite.js', 60],
  ];
  for (const [name, most] of limits) {
    it(`keeps ${name} within ${most} KB`, () => {
      const size = sizes.get(name) ?? Infinity;
      assert.ok(size <= most * kilobyte, `${name} has ${Math.ceil(size / kilobyte)} KB`);
    });
  }

  it('stays below 1 MB even unpacked', () => {
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 1024 * kilobyte, `${Math.ceil(total / kilobyte)} KB`);
  });
});

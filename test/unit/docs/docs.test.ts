// What the documents for users say about settings, commands and files is what the product has.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parsePolicy } from '../../../src/core/policy/parsePolicy';
import { builtInDestructive, defaultDestructive } from '../../../src/core/policy/policy';
import manifest from '../../../package.json';
import texts from '../../../package.nls.json';

const root = resolve(import.meta.dirname, '../../..');
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (name) => `docs/${name.replaceAll('\\', '/')}`,
  ),
].filter((name) => name.endsWith('.md'));

/** The cells of the table rows under a heading, without the table's head. */
function rows(markdown: string, heading: string): string[][] {
  const section = markdown.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

describe('README', () => {
  const readme = read('README.md');

  it('lists every setting with its default, in order', () => {
    const properties: Readonly<Record<string, { readonly default: unknown; readonly order: number }>> =
      manifest.contributes.configuration.properties;
    const listed = rows(readme, 'Settings').map(([key, fallback]) => [key, fallback]);
    const contributed = Object.entries(properties)
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([key, { default: fallback }]) => [`\`${key}\``, `\`${JSON.stringify(fallback)}\``]);
    assert.deepEqual(listed, contributed);
  });

  it('names every choice of a setting', () => {
    const properties: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>> =
      manifest.contributes.configuration.properties;
    for (const [key, , does = ''] of rows(readme, 'Settings')) {
      const choices = properties[key?.replaceAll('`', '') ?? '']?.enum ?? [];
      for (const choice of choices) assert.ok(does.includes(`\`${choice}\``), `${key}: ${choice}`);
    }
  });

  it('lists every command by its title, in order', () => {
    const titles: Readonly<Record<string, string>> = texts;
    const contributed = manifest.contributes.commands.map(({ title }) => titles[title.slice(1, -1)]);
    assert.deepEqual(
      rows(readme, 'Commands').map(([title]) => title),
      contributed,
    );
  });

  it('names the keys that are contributed', () => {
    const named = rows(readme, 'Commands').map((cells) => cells.join(' ').toLowerCase());
    for (const { command, key } of manifest.contributes.keybindings.filter(
      ({ command }) => command !== 'runCommands',
    )) {
      const words = key.toLowerCase();
      const titles: Readonly<Record<string, string>> = texts;
      const title = titles[`command.${command.split('.')[1]}`]?.toLowerCase() ?? '';
      assert.ok(
        named.some((row) => row.startsWith(title) && row.includes(`${words} `)),
        `${command} ${key}`,
      );
    }
  });

  it('lists every command of the command line as its help does', async () => {
    const { run } = await import('../../../src/cli/main');
    let help = '';
    const output = { write: (text: string) => void (help += text), complain: assert.fail, colours: false };
    const gitIn = assert.fail;
    const input = assert.fail;
    await run(['--help'], { directory: root, gitIn, input, output, version: '0', hookProgram: '' });
    const listed = rows(readme, 'Command line').map(([usage = '']) =>
      usage.replaceAll('\\|', '|').slice(1, -1),
    );
    const known = help.split('\n').flatMap((line) => /^ {2}(\S.*?) {2}/.exec(line)?.[1] ?? []);
    assert.deepEqual(
      listed,
      known.map((usage) => `countersign ${usage}`),
    );
  });

  it('names the version that is packaged', () => {
    assert.ok(readme.includes(`countersign-${manifest.version}.vsix`));
    assert.ok(read('CHANGELOG.md').includes(`## [${manifest.version}]`));
  });
});

describe('docs/git.md', () => {
  const markdown = read('docs/git.md');
  it('names a test that exists for every way to commit', () => {
    const ways = rows(markdown, 'Ways to commit');
    assert.ok(ways.length > 30, `${ways.length} ways`);
    for (const [way, tests = ''] of ways)
      for (const test of tests.split(', ').map((name) => name.replaceAll('`', '')))
        assert.ok(/^test\/git\/\w+\.test\.ts$/.test(test) && existsSync(join(root, test)), `${way}: ${test}`);
  });
});

describe('docs/policy.md', () => {
  const markdown = read('docs/policy.md');

  it('explains every built-in rule about destructive edits, in order', () => {
    const names = rows(markdown, 'Destructive edits').map(([name]) => name);
    assert.deepEqual(
      names,
      builtInDestructive.map((name) => `\`${name}\``),
    );
  });

  it('shows the defaults of "destructive"', () => {
    const examples = [...markdown.matchAll(/```jsonc\n([^]*?)```/g)].map(([, text = '']) =>
      parsePolicy(text),
    );
    const { linesDeleted, filesDeleted, defaults, severity } = defaultDestructive;
    const shown = examples.map(({ policy }) => policy.destructive).find((one) => one?.patterns.length);
    assert.ok(shown);
    assert.deepEqual(
      [shown.linesDeleted, shown.filesDeleted, shown.defaults, shown.severity],
      [linesDeleted, filesDeleted, defaults, severity],
    );
  });
});

describe('the documents', () => {
  for (const name of documents) {
    const text = read(name);

    it(`${name} links to what exists`, () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
      for (const link of links) assert.ok(existsSync(join(root, dirname(name), link)), link);
    });

    it(`${name} names files that exist`, () => {
      const paths = [...text.matchAll(/`((?:src|test|media|docs|\.config|\.ci)\/[\w./-]+)`/g)].map(
        ([, path = '']) => path,
      );
      for (const path of paths) assert.ok(path === 'docs/images' || existsSync(join(root, path)), path);
    });

    it(`${name} shows policies without mistakes`, () => {
      for (const [, example = ''] of text.matchAll(/```jsonc\n([^]*?)```/g))
        assert.deepEqual(parsePolicy(example).problems, []);
    });
  }
});

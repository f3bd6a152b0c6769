/**
 * The list of kinds and the flags of the run.
 */
import assert from 'node:assert/strict';
import { allKinds, scriptedKinds } from '../../accuracy/allKinds';
import { parseRunArguments } from '../../accuracy/runArguments';

describe('the kinds of edit that are measured', () => {
  const names = allKinds().map(({ name }) => name);

  it('have names of their own, in kebab case', () => {
    assert.deepEqual(names, [...new Set(names)]);
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('have titles of their own, which the table of the documentation is made of', () => {
    const titles = scriptedKinds().map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
    for (const title of titles) assert.doesNotMatch(title, /[|\n]/);
  });

  it('are chosen by flags', () => {
    const defaults = {
      json: false,
      writeDocs: false,
      mode: 'stable',
      seed: 1,
      random: 5,
      ops: 300,
      only: null,
    };
    assert.deepEqual(parseRunArguments([], ['a']), defaults);
    assert.deepEqual(
      parseRunArguments(['--json', '--mode=precise', '--seed', '7', '--only', 'a,b'], ['a', 'b']),
      {
        ...{ json: true, writeDocs: false, mode: 'precise', seed: 7, random: 0, ops: 300 },
        only: ['a', 'b'],
      },
    );
    assert.deepEqual(parseRunArguments(['--write-docs'], []), { ...defaults, writeDocs: true });
  });

  it('are not guessed when a flag is wrong', () => {
    const complaint = (args: readonly string[], kinds: readonly string[]): string => {
      const parsed = parseRunArguments(args, kinds);
      return typeof parsed === 'string' ? parsed : '';
    };
    assert.match(complaint(['--mode', 'exact'], []), /^Usage/);
    assert.match(complaint(['--sed', '1'], []), /^Usage/);
    assert.match(complaint(['--only', 'c'], ['a']), /no kind c/);
  });
});

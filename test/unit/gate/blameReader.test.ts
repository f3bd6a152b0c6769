// Git's blame is read as it comes, and only what came with the range is kept.
import assert from 'node:assert/strict';
import { BlameReader } from '../../../src/core/gate/blameReader';

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];

const OUTPUT = [
  `${ONE} 4 7 2`,
  'author Dana',
  `summary ${TWO} 1 1 9`,
  'filename "src/\\303\\274.ts"',
  `${TWO} 1 1 6`,
  'summary boundary',
  'boundary',
  'filename src/a.ts',
  `${ONE} 9 9 1`,
  'filename src/b.ts',
  `${TWO} 20 10 1`,
  'filename src/a.ts',
  '',
].join('\n');

function read(output: string, size: number): unknown {
  const reader = new BlameReader();
  for (let at = 0; at < output.length; at += size) reader.push(output.slice(at, at + size));
  return reader.finish();
}

describe('blame', () => {
  const expected = [
    { commit: ONE, path: 'src/ü.ts', line: 4, headLine: 7, count: 2 },
    { commit: ONE, path: 'src/b.ts', line: 9, headLine: 9, count: 1 },
  ];

  it('is the same wherever it is cut', () => {
    for (const size of [1, 7, 64, OUTPUT.length]) assert.deepEqual(read(OUTPUT, size), expected);
  });

  it('of noise is nothing', () => {
    for (const noise of ['', 'x', 'boundary\nfilename a\n', `${ONE} 1 1\nfilename a\n`, `${ONE} 1 1 1\n`])
      assert.deepEqual(read(noise, 3), []);
  });
});

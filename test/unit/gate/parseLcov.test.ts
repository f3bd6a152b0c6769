// LCOV as tools on every system write it, and texts that are none.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LineCoverage } from '../../../src/core/gate/coverage/lineCoverage';
import { parseLcov } from '../../../src/core/gate/coverage/parseLcov';

const places = { roots: ['/srv/repo', '/private/srv/repo'], directory: '/srv/repo' };
const onWindows = { roots: ['C:\\Work\\Repo'], directory: 'C:\\Work\\Repo\\packages\\a' };

function read(text: string, at = places): LineCoverage {
  const result = parseLcov(text, at);
  assert.ok(result.ok);
  return result.value;
}

const listed = ({ files }: LineCoverage): Record<string, [number, number][]> =>
  Object.fromEntries([...files].map(([path, counts]) => [path, [...counts]]));

const recordOf = (path: string): string => `SF:${path}\nDA:1,1\nend_of_record\n`;

describe('parseLcov', () => {
  it('reads the lines of each file and passes over everything else', () => {
    const text = [
      ...[
        'TN:unit',
        'SF:src/a.ts',
        'VER:1',
        'FN:1,f',
        'FNDA:3,f',
        'FNF:1',
        'FNH:1',
        'BRDA:1,0,0,-',
        'BRF:1',
        'BRH:0',
      ],
      ...['DA:1,3', 'DA:2,0,c0ffee', 'DA:10,1', 'LF:3', 'LH:2', 'end_of_record', '# comment', ''],
      ...['SF:src/b.ts', 'end_of_record', ''],
    ].join('\n');
    const expected = {
      'src/a.ts': [
        [1, 3],
        [2, 0],
        [10, 1],
      ],
      'src/b.ts': [],
    };
    for (const written of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      assert.deepEqual(listed(read(written)), expected);
      assert.deepEqual([read(written).outside, read(written).malformed], [0, 0]);
    }
  });

  it('finds the file, however its path is written', () => {
    const ways: [string, typeof places, string | null][] = [
      ['src/a.ts', places, 'src/a.ts'],
      ['./src/./b/../a.ts', places, 'src/a.ts'],
      ['/srv/repo/src/a.ts', places, 'src/a.ts'],
      ['/private/srv/repo/src/a.ts', places, 'src/a.ts'],
      ['/srv/repo//src/a b é.ts', places, 'src/a b é.ts'],
      ['src\\a.ts', places, 'src/a.ts'],
      ['../a/src/a.ts', { ...places, directory: '/srv/repo/packages/b' }, 'packages/a/src/a.ts'],
      ['src\\a.ts', onWindows, 'packages/a/src/a.ts'],
      ['C:\\Work\\Repo\\src\\a.ts', onWindows, 'src/a.ts'],
      ['c:/work/REPO/src/A.ts', onWindows, 'src/A.ts'],
      ['D:\\Work\\Repo\\src\\a.ts', onWindows, null],
      ['/Work/Repo/src/a.ts', onWindows, null],
      ['/srv/REPO/src/a.ts', places, null],
      ['/srv/repository/src/a.ts', places, null],
      ['/usr/include/stdio.h', places, null],
      ['../../etc/passwd', places, null],
      ['../../../../../srv/repo/a.ts', places, 'a.ts'],
      ['/srv/repo', places, null],
      ['C:\\Work\\Repo\\a.ts', places, null],
    ];
    for (const [written, at, path] of ways) {
      const coverage = read(recordOf(written), at);
      assert.deepEqual([...coverage.files.keys()], path === null ? [] : [path], written);
      assert.equal(coverage.outside, path === null ? 1 : 0, written);
    }
  });

  it('counts each file outside once', () => {
    assert.equal(read(recordOf('/x/a') + recordOf('/x/a') + recordOf('/x/b') + recordOf('c')).outside, 2);
  });

  it('adds up the records of one file, also when they name it differently', () => {
    const text =
      'SF:a\nDA:1,0\nDA:2,2\nend_of_record\nSF:/srv/repo/a\nDA:1,1\nDA:2,3\nDA:3,0\nend_of_record\n';
    assert.deepEqual(listed(read(text)), {
      a: [
        [1, 1],
        [2, 5],
        [3, 0],
      ],
    });
  });

  it('ends a record where the next begins, and the last with the text', () => {
    assert.deepEqual(listed(read('SF:a\nDA:1,1\nSF:b\nDA:2,0\nSF:/x\nDA:3,1')), { a: [[1, 1]], b: [[2, 0]] });
  });

  it('takes counts of any size for what they are: more than none', () => {
    const { files, malformed } = read(
      `SF:a\nDA:1,${'9'.repeat(400)}\nDA:2,1e+06\nDA:3,0.0\nDA:4,18446744073709551615\n`,
    );
    assert.equal(malformed, 0);
    assert.deepEqual(
      [...(files.get('a') ?? [])].map(([line, hits]) => [line, hits > 0]),
      [
        [1, true],
        [2, true],
        [3, false],
        [4, true],
      ],
    );
  });

  it('takes a count that it cannot read for none, and says how many there were', () => {
    const { files, malformed } = read(
      'DA:1,1\nSF:\nSF:a\nDA:1,-1\nDA:2,many\nDA:3\nDA:0,1\nDA:x,1\nDA:99999999999999999999,1\n',
    );
    assert.deepEqual(
      [...(files.get('a') ?? [])],
      [
        [1, 0],
        [2, 0],
      ],
    );
    assert.equal(malformed, 8);
  });

  it('refuses a text that names no file, by which everything would pass', () => {
    for (const text of ['', '\n', '<coverage/>', 'TN:\nend_of_record\n', 'SF:\n', '{"src/a.ts":{}}']) {
      const result = parseLcov(text, places);
      assert.ok(!result.ok);
      assert.match(result.error, /LCOV/);
    }
  });

  it('answers for any text, and never with a path that leaves the repository', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'SF:',
        'DA:',
        '1,',
        '..',
        '/',
        '\\',
        '/srv/repo/',
        'C:',
        '\n',
        '\r\n',
        'end_of_record',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const result = parseLcov(`SF:a\n${pieces.join('')}`, places);
        for (const path of result.ok ? result.value.files.keys() : [])
          assert.ok(
            path.split('/').every((name) => !['', '.', '..'].includes(name)),
            path,
          );
      }),
      { numRuns: 500 },
    );
  });
});

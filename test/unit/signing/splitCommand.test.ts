// Commands of git's configuration, without a shell.
import assert from 'node:assert/strict';
import { splitCommand } from '../../../src/adapters/git/splitCommand';

describe('a configured command', () => {
  const commands: readonly (readonly [command: string, words: readonly string[]])[] = [
    ['ssh-add -L', ['ssh-add', '-L']],
    ['  \'my keys\' "a b"c\\ d  ', ['my keys', 'a bc d']],
    ['a "" b', ['a', '', 'b']],
    ['"say \\"hi\\"" \'$HOME;`x`\'', ['say "hi"', '$HOME;`x`']],
    ['', []],
  ];
  for (const [command, words] of commands)
    it(`is split: ${command}`, () => assert.deepEqual(splitCommand(command), words));
});

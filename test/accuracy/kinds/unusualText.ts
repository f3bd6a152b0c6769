/**
 * Text that is not plain: other line ends, characters of two units, tabs, byte order marks.
 */
import { baseline, writeMixture } from '../mixture';
import type { Kind } from '../kind';

const world = 'fixture';

const crlf = baseline.replaceAll('\n', '\r\n');
const BYTE_ORDER_MARK = '\ufeff';

export const unusualText: readonly Kind[] = [
  {
    name: 'crlf',
    title: 'typing and ghost text in a file with CRLF',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', crlf);
      await stage.type('\n// done\n');
      await stage.save();
    },
  },
  {
    name: 'crlf-multi-line',
    title: 'ghost text of several lines in a file with CRLF',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', crlf, [
        ['const total = ', '[\n  rate,\n  base,\n];'],
        ['const extra = 5;'],
        ['const names = ', "['Ada',\n 'Grace'];"],
      ]);
      await stage.moveTo(4, 1);
      await stage.type('1, ');
      await stage.untilText('the typed part', (text) => /1, +rate|1, {2}rate/.test(text));
    },
  },
  {
    name: 'crlf-format',
    title: 'format document in a file with CRLF',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', crlf, [
        ['const  total=', 'base*rate;'],
        ['const  extra =5;'],
        ['const  many=', '[1,2,\n3];'],
      ]);
      await stage.changingText('the formatting', () => stage.press('Control+Shift+i'));
    },
  },
  {
    name: 'astral',
    title: 'emoji and combining characters',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', "const flag = '🏳️‍🌈';\n", [
        ['const face = ', "'😀😀 👩‍👩‍👧 e\u0301';"],
        ["const hand = '👋🏽 n\u0303';"],
        ['const rest = ', "'🎉' + face;"],
      ]);
      await stage.moveTo(2, "const face = '😀😀".length + 1);
      await stage.changingText('a deletion', () => stage.press('Backspace'));
      await stage.type('🙂');
      await stage.untilText('the new face', (text) => text.includes("'😀🙂 "));
    },
  },
  {
    name: 'mixed-tabs',
    title: 'tabs and spaces mixed, then converted',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', 'if (true) {\n\tconst rate = 3;\n    const base = 10;\n}\n', [
        ['if (false) {'],
        ['\tconst total = ', '[\n\t\t1,\n        2,\n\t];'],
      ]);
      await stage.changingText('the spaces', () => stage.command('editor.action.indentationToSpaces'));
      await stage.changingText('the tabs', () => stage.command('editor.action.indentationToTabs'));
    },
  },
  {
    name: 'byte-order-mark',
    title: 'a file with a byte order mark',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', `${BYTE_ORDER_MARK}${baseline}`);
      await stage.save();
      await stage.type('\nconst more = 1;');
      await stage.untilText('the typed line', (text) => text.endsWith('more = 1;'));
      await stage.save();
    },
  },
];

// The lint gate sees every forbidden import, in whatever form it is written, and lets the allowed ones pass.
import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ESLint } from 'eslint';
import { HOOK_PROGRAMS } from '../../../src/adapters/git/hookProgram';

const root = resolve(import.meta.dirname, '../../..');
const forms: readonly ((module: string) => string)[] = [
  (module) => `import { thing } from '${module}';\nthing();`,
  (module) => `import type { Thing } from '${module}';\nexport type Other = Thing;`,
  (module) => `export { thing } from '${module}';`,
  (module) => `export * from '${module}';`,
  (module) => `import '${module}';`,
  (module) => `export const later = import('${module}');`,
  (module) => `export type Thing = import('${module}').Thing;`,
  (module) => `export const thing = require('${module}');`,
  (module) => `export const place = require.resolve('${module}');`,
  (module) => `import thing = require('${module}');\nthing();`,
];

const forbidden: readonly (readonly [file: string, module: string, advice: RegExp])[] = [
  ['src/core/ledger/planted.ts', 'vscode', /src\/core\/ports\.ts/],
  ['src/core/present/planted.ts', 'vscode', /src\/adapters\/vscode/],
  ['src/core/planted.ts', 'vscode', /src\/adapters\/vscode/],
  ['src/core/commit/planted.ts', 'simple-git', /`Git` port/],
  ['src/core/commit/planted.ts', 'node:fs', /the core is pure/],
  ['src/core/commit/planted.ts', 'fs', /the core is pure/],
  ['src/core/commit/planted.ts', 'fs/promises', /the core is pure/],
  ['src/core/commit/planted.ts', 'left-pad', /layers\.mjs/],
  ['src/core/commit/planted.ts', '../../adapters/node/sha256', /hand it in/],
  ['src/core/commit/planted.ts', '../../surfaces/hover', /hand it in/],
  ['src/core/commit/planted.ts', '../../cli/command', /hand it in/],
  ['src/core/commit/planted.ts', '../policy/policy', /earlier layer/],
  ['src/core/ledger/planted.ts', '../journal/records', /earlier layer/],
  ['src/core/ledger/planted.ts', '../detection/verdict', /earlier layer/],
  ['src/core/planted.ts', './ledger/runs', /earlier layer/],
  ['src/adapters/node/planted.ts', 'vscode', /src\/adapters\/vscode/],
  ['src/adapters/node/planted.ts', '../git/objects', /earlier layer/],
  ['src/adapters/git/planted.ts', '../vscode/settings', /earlier layer/],
  ['src/adapters/vscode/planted.ts', 'simple-git', /`Git` port/],
  ['src/adapters/vscode/planted.ts', '../../surfaces/hover', /earlier layer/],
  ['src/adapters/node/planted.ts', '../../cli/command', /earlier layer/],
  ['src/surfaces/planted.ts', 'simple-git', /`Git` port/],
  ['src/surfaces/planted.ts', '../cli/command', /earlier layer/],
  ['src/surfaces/commands/planted.ts', '../../wiring', /earlier layer/],
  ['src/cli/planted.ts', 'vscode', /src\/adapters\/vscode/],
  ['src/cli/commands/planted.ts', '../../adapters/vscode/settings', /without the editor/],
  ['src/cli/planted.ts', '../surfaces/hover', /without the editor/],
  ['src/planted.ts', './cli/main', /separate programs/],
  ['src/planted.ts', '../test/host/pins', /not part of the product/],
];

const clean: readonly (readonly [file: string, code: string])[] = [
  ['src/core/detection/planted.ts', "import type { Span } from '../model';\nexport type Other = Span;"],
  ['src/core/journal/planted.ts', "import type { Run } from '../ledger/runs';\nexport type Other = Run;"],
  ['src/core/ledger/planted.ts', "export { diffArrays } from 'diff';"],
  ['src/adapters/git/planted.ts', "export { simpleGit } from 'simple-git';\nexport * from '../node/sha256';"],
  ['src/adapters/vscode/planted.ts', "export { window } from 'vscode';\nexport { join } from 'node:path';"],
  [
    'src/surfaces/planted.ts',
    "export { window } from 'vscode';\nexport * from '../adapters/vscode/settings';",
  ],
  [
    'src/cli/planted.ts',
    "export * from '../adapters/git/objects';\nexport { version } from '../../package.json';",
  ],
  ['src/planted.ts', "export { window } from 'vscode';\nexport * from './surfaces/hover';"],
];

describe('the lint gate', () => {
  const gate = new ESLint({
    cwd: root,
    overrideConfigFile: join(root, '.config', 'eslint.mjs'),
    // The planted files do not exist, so no project of TypeScript knows them; the fence does not ask for types.
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
  });

  async function complaints(file: string, code: string): Promise<readonly string[]> {
    const [result] = await gate.lintText(code, { filePath: join(root, file) });
    assert.ok(result);
    assert.equal(result.fatalErrorCount, 0, result.messages[0]?.message);
    return result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
  }

  for (const [file, module, advice] of forbidden) {
    it(`keeps ${module} out of ${file.replace('/planted.ts', '')}`, async () => {
      for (const form of forms) {
        const found = (await complaints(file, form(module))).filter((text) =>
          text.startsWith('layers/imports'),
        );
        assert.equal(found.length, 1, form(module));
        assert.match(found[0] ?? '', advice);
      }
    });
  }

  for (const [file, code] of clean) {
    it(`lets pass: ${code.split('\n').join(' ')} in ${file.replace('/planted.ts', '')}`, async () => {
      assert.deepEqual(await complaints(file, code), []);
    });
  }

  it('wants the names of imports in plain sight', async () => {
    for (const code of [
      "export const a = import('vs' + 'code');",
      'export const b = require(process.argv[2]);',
    ])
      assert.match((await complaints('src/core/planted.ts', code)).join('\n'), /as a plain string/);
  });

  it('cannot be switched off by a comment', async () => {
    const found = await complaints('src/core/planted.ts', "/* eslint-disable */\nimport 'vscode';");
    assert.ok(
      found.some((text) => text.startsWith('layers/imports')),
      found.join('\n'),
    );
  });

  const habits: readonly (readonly [code: string, rule: string])[] = [
    ['let count = 0;\nexport const next = () => ++count;', 'no-restricted-syntax'],
    ['export let count = 0;\nexport const next = () => ++count;', 'no-restricted-syntax'],
    ['export default class {}', 'no-restricted-syntax'],
    ['try {\n  one();\n} catch {}', 'no-empty'],
    ["console.log('here');", 'no-console'],
    ['\n'.repeat(401), 'max-lines'],
  ];
  for (const [code, rule] of habits) {
    it(`refuses ${JSON.stringify(code.slice(0, 30))} by ${rule}`, async () => {
      const found = await complaints('src/core/commit/planted.ts', code);
      assert.equal(found.length, 1, found.join('\n'));
      assert.ok(found[0]?.startsWith(`${rule}: `), found[0]);
    });
  }
});

describe('the programs that run without the editor', () => {
  const options = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'silent',
  } as const;

  for (const entry of ['main', ...HOOK_PROGRAMS.filter((name) => name !== 'cli')].map(
    (name) => `src/cli/${name}.ts`,
  )) {
    it(`${entry} needs nothing but Node`, async () => {
      const { metafile } = await build({
        ...options,
        entryPoints: [entry],
        metafile: true,
        outfile: 'out.js',
      });
      const [output] = Object.values(metafile.outputs);
      const outside = (output?.imports ?? []).map(({ path }) => path);
      assert.ok(outside.length > 0);
      for (const name of outside) assert.ok(isBuiltin(name), name);
    });
  }

  it('cannot be built when something in them imports the editor', async () => {
    for (const contents of [
      "import './cli/hook';\nimport 'vscode';",
      "import './cli/hook';\nexport * from './surfaces/statusBar';",
    ]) {
      const stdin = { contents, resolveDir: join(root, 'src'), loader: 'ts' } as const;
      await assert.rejects(build({ ...options, stdin }), /Could not resolve "vscode"/);
    }
  });
});

// Builds the bundles: the extension, the command line, and the hook programs. Only extension.js and its
// parts reviewing.js and showActions.js may see `vscode`: elsewhere the import fails to resolve, on purpose.
import { context, build } from 'esbuild';
import { rm } from 'node:fs/promises';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !dev,
  sourcemap: dev ? 'inline' : false,
  mainFields: ['module', 'main'],
  logLevel: 'info',
  legalComments: 'none',
  charset: 'utf8',
};

/** Parts of the extension, and of the command line, that few sessions need, by the end of the path that `import()` names: bundles of their own. */
const whenNeeded = {
  'git/hookInstaller': 'src/adapters/git',
  'git/committedAuthors': 'src/adapters/git',
  'git/provenance': 'src/adapters/git',
  'policy/editPolicy': 'src/core/policy',
  'destructive/textJudge': 'src/core/gate/destructive',
  'ledger/notebookText': 'src/core/ledger',
  './reviewing': 'src',
  './showActions': 'src/surfaces/commands',
};

/** Folders of those that see `vscode`. */
const mayUseEditor = new Set(['src', 'src/surfaces/commands']);

/** What the command line holds anyway: `cli.js` gives it to the extension, too. */
const inCli = 'git/countersigning';

/** @type {import('esbuild').Plugin} */
const loadWhenNeeded = {
  name: 'load when needed',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, kind }) => {
      if (kind === 'dynamic-import' && path.endsWith(inCli)) return { path: './cli.js', external: true };
      const part = Object.keys(whenNeeded).find((name) => path.endsWith(name));
      if (kind !== 'dynamic-import' || part === undefined) return undefined;
      return { path: `./${part.split('/')[1]}.js`, external: true };
    });
  },
};

const bundles = [
  {
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [loadWhenNeeded],
  },
  ...Object.entries(whenNeeded).map(([name, folder]) => ({
    ...shared,
    entryPoints: [`${folder}/${name.split('/')[1]}.ts`],
    outfile: `dist/${name.split('/')[1]}.js`,
    ...(mayUseEditor.has(folder) ? { external: ['vscode'], plugins: [loadWhenNeeded] } : {}),
  })),
  {
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    alias: { debug: './src/adapters/git/silentLog.cts' },
    plugins: [loadWhenNeeded],
  },
  ...['hook', 'hookMessage', 'hookPostCommit', 'hookPostRewrite', 'hookPolicy', 'hookFormer', 'hookNote'].map(
    (name) => ({
      ...shared,
      entryPoints: [`src/cli/${name}.ts`],
      outfile: `dist/${name}.js`,
    }),
  ),
];

if (!watch) await rm('dist', { recursive: true, force: true });
for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}

/**
 * Which folder of `src` may import what, and the lint rule that holds every import to it. This array is the only place
 * where the order is written down.
 */
import { isBuiltin } from 'node:module';
import { posix, relative, resolve, sep } from 'node:path';

/** @type {(reason: string) => (names: readonly string[]) => Map<string, string>} */
const because = (reason) => (names) => new Map(names.map((name) => [name, reason]));
const node = 'node:*';

/** Each stage may import the ones before it; logic only, so it runs in the editor, in a hook and in a test alike. */
const stages = [
  'ledger',
  'detection',
  'journal',
  'checkpoint',
  'commit',
  'history',
  'policy',
  'signing',
  'gate',
  'present',
];

/**
 * From the inside out: a layer may import the layers before it, less those in `not`, and the packages it names.
 *
 * @type {readonly { at: string, packages: readonly string[], not?: Map<string, string> }[]}
 */
const layers = [
  { at: 'src/core', packages: [] },
  ...stages.map((stage) => ({ at: `src/core/${stage}`, packages: ['diff', 'jsonc-parser'] })),
  { at: 'src/adapters/node', packages: [node] },
  { at: 'src/adapters/git', packages: [node, 'simple-git'] },
  { at: 'src/adapters/vscode', packages: [node, 'vscode'] },
  { at: 'src/surfaces', packages: [node, 'vscode', 'jsonc-parser'] },
  {
    at: 'src/cli',
    packages: [node],
    not: because('the command line and the hooks run without the editor; share the logic through src/core')([
      'src/adapters/vscode',
      'src/surfaces',
    ]),
  },
  {
    at: 'src',
    packages: [node, 'vscode'],
    not: because(
      'the extension and the command line are separate programs; share the logic through src/core',
    )(['src/cli']),
  },
];

/** @type {Readonly<Record<string, string>>} */
const advice = {
  vscode:
    'only src/adapters/vscode, src/surfaces, extension.ts and wiring.ts may see the editor: describe what you need ' +
    'as an interface in src/core/ports.ts and implement it in src/adapters/vscode',
  'simple-git': 'run git through the `Git` port of src/core/ports.ts; src/adapters/git implements it',
  [node]:
    'the core is pure: take what you need as a parameter or as an interface of src/core/ports.ts, and implement it ' +
    'in src/adapters/node',
};

/** The rule's place in a configuration file. */
export const layerPlugin = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [], messages: { no: '{{ reason }}.' } },
      create: checkImports,
    },
  },
};

/** @param {import('eslint').Rule.RuleContext} context */
function checkImports(context) {
  const file = relative(context.cwd, context.filename).split(sep).join('/');
  const layer = layerOf(file);
  if (layer === undefined) return {};

  /** @param {any} node @param {any} source */
  const check = (node, source) => {
    const reason =
      typeof source?.value === 'string'
        ? problemOf(context.cwd, file, layer, source.value)
        : 'Name what is imported as a plain string, so that the layers can be checked';
    if (reason !== null) context.report({ node, messageId: 'no', data: { reason } });
  };
  return {
    /** @param {any} node */
    ImportDeclaration: (node) => check(node, node.source),
    /** @param {any} node */
    ExportAllDeclaration: (node) => check(node, node.source),
    /** @param {any} node */
    ExportNamedDeclaration: (node) => node.source && check(node, node.source),
    /** @param {any} node */
    ImportExpression: (node) => check(node, node.source),
    /** @param {any} node */
    TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
    /** @param {any} node */
    TSExternalModuleReference: (node) => check(node, node.expression),
    /** @param {any} node */
    'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0]),
    /** @param {any} node */
    'CallExpression[callee.object.name="require"]': (node) => check(node, node.arguments[0]),
  };
}

/** Why a file may not import a module, or null. */
function problemOf(root, file, layer, name) {
  if (!name.startsWith('.')) return packageProblem(layer, name);
  const target = posix.normalize(posix.join(posix.dirname(file), name));
  const other = layerOf(`${target}.ts`);
  if (other === undefined)
    return target === 'package.json'
      ? null
      : `${target} is not part of the product; move what is shared into src`;
  if (layers.indexOf(other) > layers.indexOf(layer))
    return (
      `${layer.at} comes before ${other.at} and may not import it: move the shared part into ${layer.at} ` +
      'or an earlier layer, or hand it in as a parameter (order: .config/layers.mjs)'
    );
  const reason = layer.not?.get(other.at);
  return reason === undefined ? null : `${layer.at} may not import ${other.at}: ${reason}`;
}

function packageProblem(layer, name) {
  const named = isBuiltin(name)
    ? node
    : name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
  if (layer.packages.includes(named)) return null;
  const hint = advice[named] ?? 'allow the package for this layer in .config/layers.mjs when it belongs here';
  return `${layer.at} may not import ${name}: ${hint}`;
}

/** The layer of a file: the one with the longest matching folder. */
function layerOf(file) {
  return layers
    .filter(({ at }) => file.startsWith(`${at}/`))
    .sort((one, other) => other.at.length - one.at.length)[0];
}

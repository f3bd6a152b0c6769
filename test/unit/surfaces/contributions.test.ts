// What package.json promises to the editor and what the code does must be the same.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../../../src/adapters/vscode/settingsTable';
import type { Setting } from '../../../src/adapters/vscode/settingsTable';
import { commandIds } from '../../../src/surfaces/commandIds';

const root = join(__dirname, '../../..');

interface SettingSchema {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownDescription: string;
}
interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    readonly keybindings: readonly { command: string; key: string; when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> };
    readonly colors: readonly { id: string; defaults: Readonly<Record<string, string>> }[];
    readonly jsonValidation: readonly { fileMatch: string; url: string }[];
  };
  readonly capabilities: { untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

const manifestText = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const { commands, menus, keybindings, configuration, colors, jsonValidation } = manifest.contributes;
const strings = readJson<Record<string, string>>('package.nls.json');

describe('package.json', () => {
  it('contributes exactly the commands that the code registers', () => {
    const contributed = commands.map(({ command }) => command).sort();
    assert.deepEqual(contributed, [...Object.values(commandIds)].sort());
    for (const { category } of commands) assert.equal(category, 'Countersign');
  });

  it('puts only these commands into menus and on our keys', () => {
    const known = new Set<string>(Object.values(commandIds));
    for (const item of Object.values(menus).flat()) assert.ok(known.has(item.command), item.command);
    const onKeys = keybindings.filter(({ command }) => known.has(command)).map(({ command }) => command);
    const { nextAiChange, previousAiChange, reviewNext, reviewPrevious, countersign, reviewStop } =
      commandIds;
    const review = [reviewNext, reviewPrevious, countersign, reviewStop];
    assert.deepEqual(onKeys, [nextAiChange, previousAiChange, ...review]);
    for (const { key, when } of keybindings) assert.ok(when, `${key} is taken everywhere`);
  });

  it('contributes exactly the settings that the code reads, with the same defaults and choices', () => {
    const table: readonly Setting<unknown>[] = Object.values(settings);
    const contributed = Object.keys(configuration.properties);
    assert.deepEqual(contributed.sort(), table.map(({ key }) => `countersign.${key}`).sort());
    for (const { key, fallback, parse } of table) {
      const schema = configuration.properties[`countersign.${key}`];
      assert.ok(schema);
      assert.deepEqual(parse(schema.default), fallback, key);
      for (const choice of schema.enum ?? []) assert.equal(parse(choice), choice, key);
      assert.equal(schema.enumDescriptions?.length, schema.enum?.length, key);
    }
  });

  it('restricts only settings that exist', () => {
    for (const key of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations)
      assert.ok(configuration.properties[key], key);
  });

  it('has a colour for every kind of theme', () => {
    for (const { id, defaults } of colors) {
      assert.match(id, /^countersign\./);
      const kinds = ['dark', 'highContrast', 'highContrastLight', 'light'];
      assert.deepEqual(Object.keys(defaults).sort(), kinds, id);
    }
  });

  it('names files that exist', () => {
    for (const path of [manifest.icon, ...jsonValidation.map(({ url }) => url)])
      assert.ok(existsSync(join(root, path)), path);
  });

  it('has every one of its texts in package.nls.json, and no others are there', () => {
    const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
    for (const [key, text] of Object.entries(strings)) assert.match(text, /\S/, key);
    for (const { title } of commands) assert.match(title, /^%.+%$/);
    for (const [key, schema] of Object.entries(configuration.properties))
      assert.match(schema.markdownDescription, /^%.+%$/, key);
  });
});

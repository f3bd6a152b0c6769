/**
 * The hover over AI lines, as the real editor gets it.
 */
import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untranslated } from '../../src/core/present/translate';
import { CurrentProvenance } from '../../src/surfaces/currentProvenance';
import { ProvenanceHover } from '../../src/surfaces/hover';
import { MarkedLines, TestSettings } from './surfacesFakes';

describe('the hover over AI lines', () => {
  let directory: string;
  let document: vscode.TextDocument;
  let source: MarkedLines;
  let settings: TestSettings;
  let surface: ProvenanceHover;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'countersign-hover-'));
    const file = join(directory, 'charge.txt');
    writeFileSync(file, 'human\nmachine // ai\n');
    document = await vscode.workspace.openTextDocument(file);
    source = new MarkedLines();
    settings = new TestSettings();
    const provenance = new CurrentProvenance(source, settings);
    surface = new ProvenanceHover(provenance, settings, () => 120_000, untranslated);
  });

  afterEach(() => {
    surface.dispose();
    rmSync(directory, { recursive: true });
  });

  async function hovers(line: number): Promise<vscode.MarkdownString[]> {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 1),
    );
    return found
      .flatMap(({ contents }) => contents)
      .filter((content): content is vscode.MarkdownString => content instanceof vscode.MarkdownString);
  }

  function plain({ value }: vscode.MarkdownString): string {
    const characters = value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    return characters.replaceAll('&nbsp;', ' ').replaceAll('\\', '');
  }

  it('says who, when, how we know and what the rule asks', async () => {
    const [hover, ...others] = await hovers(1);
    assert.ok(hover);
    assert.deepEqual(others, []);
    const text = plain(hover);
    for (const part of [
      'Written by Fixture Tool (m-1)',
      '2 minutes ago',
      'exact – the suggestion was accepted',
    ])
      assert.ok(text.includes(part), text);
    for (const part of ['Critical: payments (moves money)', 'Needs a countersignature by dana@example.com.'])
      assert.ok(text.includes(part), text);
    assert.match(hover.value, /\(command:countersign\.openPolicy\?/);
  });

  it('offers to make an ordinary file critical', async () => {
    source.rule = null;
    const [hover] = await hovers(1);
    assert.match(hover?.value ?? '', /\(command:countersign\.markFileCritical\?/);
    assert.doesNotMatch(hover?.value ?? '', /Critical:/);
  });

  it('says nothing about other lines, or when it is turned off', async () => {
    assert.deepEqual(await hovers(0), []);
    settings.change('marks.hover', false);
    assert.deepEqual(await hovers(1), []);
  });

  it('trusts its own commands only, and shows foreign names as text', () => {
    const evil = '](command:evil) <b>$(bug)** [x](command:evil';
    source.origin = { tool: evil, model: `\n# ${evil}` };
    const hover = surface.provideHover(document, new vscode.Position(1, 0));
    const [content] = hover?.contents ?? [];
    assert.ok(content instanceof vscode.MarkdownString);
    assert.deepEqual(content.isTrusted, {
      enabledCommands: ['countersign.nextAiChange', 'countersign.openPolicy'],
    });
    const links = [...content.value.matchAll(/(?<!\\)\]\((command:[a-z.]+)/gi)].map(([, target]) => target);
    assert.deepEqual(links, ['command:countersign.nextAiChange', 'command:countersign.openPolicy']);
    assert.doesNotMatch(content.value, /\n#/);
  });

  it('makes no links of addresses in foreign names', () => {
    source.origin = { tool: 'see https://evil.example www.evil.example', model: 'a@evil.example' };
    const hover = surface.provideHover(document, new vscode.Position(1, 0));
    const [content] = hover?.contents ?? [];
    assert.ok(content instanceof vscode.MarkdownString);
    assert.doesNotMatch(content.value, /https:|www\.|a@|dana@/);
    assert.ok(plain(content).includes('see https://evil.example www.evil.example (a@evil.example)'));
  });
});

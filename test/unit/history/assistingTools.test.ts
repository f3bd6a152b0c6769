// Which tools a commit names, by the conventions of those tools.
import assert from 'node:assert/strict';
import { assistingTools } from '../../../src/core/history/assistingTools';
import { toolOfIdentity } from '../../../src/core/history/toolOfIdentity';

const person = 'Dana Lee <dana@example.com>';

function named(trailers: string, identities: readonly string[] = [person]): string[] {
  return assistingTools(`Subject\n\n${trailers}\n`, identities).map(({ tool, model }) =>
    model === null ? tool : `${tool}: ${model}`,
  );
}

describe('the tools of a commit', () => {
  it('are known as co-authors', () => {
    const known: readonly (readonly [trailer: string, tool: string])[] = [
      ['Co-authored-by: Copilot <copilot@github.com>', 'GitHub Copilot'],
      ['Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', 'GitHub Copilot'],
      ['co-authored-by: Claude <noreply@anthropic.com>', 'Claude Code'],
      [
        'Co-Authored-By: Claude Opus 4.8 (1M context) <noreply@anthropic.com>',
        'Claude Code: Claude Opus 4.8 (1M context)',
      ],
      ['Co-authored-by: Cursor <cursoragent@cursor.com>', 'Cursor'],
      ['Co-authored-by: aider (gpt-5.1) <aider@aider.chat>', 'Aider: gpt-5.1'],
      ['Co-authored-by: Renamed <158243242+anything@users.noreply.github.com>', 'Devin'],
      ['Co-authored-by: x <google-labs-jules[bot]@users.noreply.github.com>', 'Jules'],
    ];
    for (const [trailer, tool] of known) assert.deepEqual(named(trailer), [tool], trailer);
  });

  it('are known by trailers and lines of their own', () => {
    assert.deepEqual(named('Made-with: Cursor'), ['Cursor']);
    assert.deepEqual(named('Assisted-by: GitHub Copilot:gpt-5.1'), ['GitHub Copilot: gpt-5.1']);
    assert.deepEqual(named('Generated-By: copilot'), ['GitHub Copilot']);
    assert.deepEqual(named('Assisted-by: ChatGPTv5'), ['ChatGPTv5']);
    assert.deepEqual(named('🤖 Generated with [Claude Code](https://claude.com/claude-code)'), [
      'Claude Code',
    ]);
    assert.deepEqual(named('🤖 Generated with [opencode](https://opencode.ai)'), ['OpenCode']);
  });

  it('are known as authors and committers', () => {
    assert.deepEqual(named('', ['Dana Lee (aider) <dana@example.com>', person]), ['Aider']);
    assert.deepEqual(named('', ['Claude <noreply@anthropic.com>', 'GitHub <noreply@github.com>']), [
      'Claude Code',
    ]);
  });

  it('are not people', () => {
    assert.deepEqual(named('Co-authored-by: Claude Smith <claude@example.com>\nSigned-off-by: Cursor'), []);
    assert.deepEqual(named('Co-authored-by: Claude <claude-code@anthropic.com>'), []);
    assert.deepEqual(named('Assisted-by: Ann <ann@example.com>'), []);
    assert.deepEqual(named('Co-authored-by: 158243242 <158243242@users.noreply.github.com>'), []);
    assert.deepEqual(named('Assisted-by:\nCo-authored-by:'), []);
  });

  it('are named once, with the model when there is one', () => {
    const trailers =
      '🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\n' +
      'Co-authored-by: Claude Opus 4.5 <noreply@anthropic.com>\nCo-authored-by: Claude <noreply@anthropic.com>\n' +
      'Co-authored-by: Claude Opus 4.5 <noreply@anthropic.com>\nCo-authored-by: Copilot <copilot@github.com>';
    assert.deepEqual(named(trailers), ['Claude Code: Claude Opus 4.5', 'GitHub Copilot']);
  });

  it('are not read out of the title, nor out of nothing', () => {
    assert.deepEqual(assistingTools('Assisted-by: Cursor', [person]), []);
    assert.deepEqual(assistingTools('\n\nAssisted-by: Cursor\n', []), []);
    assert.deepEqual(assistingTools('', ['', '<>', 'no email']), []);
    assert.equal(toolOfIdentity('constructor <constructor@users.noreply.github.com>'), null);
  });
});

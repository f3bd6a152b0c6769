/**
 * Patterns that are made to take forever, on paths that are made for it, in every field that takes patterns.
 */
import assert from 'node:assert/strict';
import type { Outcome } from '../support';
import { HostileScene, POLICY } from './scene';

const STARS = '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b';
const FOLDERS = '**/a/**/a/**/a/**/a/**/a/**/b';
const CLASSES = '[a-z]*[!b]*[[:alpha:]]*[^c]*?*?*?*?*?*x';
const LINES = '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*';

/** Names that nearly match, in as many ways as there are. */
const NAME = `${'a'.repeat(230)}c`;
const DEEP = `${'a/'.repeat(1200)}c`;

describe('hostile patterns', () => {
  let scene: HostileScene;

  before(() => {
    scene = new HostileScene();
    scene.repository.write('first', '');
    scene.commit();
  });

  after(() => scene.dispose());

  /** What the gate says of a change to those paths, by a policy of the base. */
  function judgment(policy: object, attributes: string | null, lines = 'x\n'): Outcome {
    const { repository } = scene;
    repository.write('.countersign.json', JSON.stringify(policy));
    if (attributes !== null) repository.write('.gitattributes', attributes);
    const base = scene.commit();
    const object = scene.blob(lines);
    const head = [NAME, DEEP, 'src/pay.ts'].reduce(
      (at, path) => scene.commitWith(at, path, '100644', object),
      base,
    );
    return scene.run(['check', `${base}..${head}`, '--format', 'json']);
  }

  function judged(policy: object, attributes: string | null, lines?: string): string {
    const { code, stdout, stderr } = judgment(policy, attributes, lines);
    assert.equal(code, 1, stderr);
    return stdout;
  }

  const always = { by: ['@seniors'], when: 'always' };
  const payments = { ...POLICY.critical[0], countersign: always };

  it('of critical files end, and stop what they match', () => {
    const files = [STARS, FOLDERS, CLASSES, `!${STARS}`, `${FOLDERS}/`];
    const critical = [
      { ...payments, files },
      { ...payments, name: 'others', files: ['src/pay*'] },
    ];
    const said = judged({ ...POLICY, critical }, null);
    assert.match(said, /"path": "src\/pay\.ts"/);
    assert.doesNotMatch(said, /"path": "a/);
    assert.match(
      judged({ ...POLICY, critical: [{ ...payments, files: ['**/a/**/a/**/a/**/c', 'src/**'] }] }, null),
      /a\/a\/a/,
    );
  });

  it('of attributes end, or are refused where git itself would not', () => {
    const attributes = (pattern: string): string =>
      `${pattern} countersign=payments\nsrc/* countersign=payments\n`;
    const policy = { ...POLICY, critical: [{ ...payments, files: ['nothing'] }] };
    assert.match(judged(policy, attributes(CLASSES.replaceAll(' ', ''))), /"path": "src\/pay\.ts"/);
    const { code, stdout, stderr } = judgment(policy, attributes(FOLDERS));
    if (code === 1) assert.match(stdout, /"path": "src\/pay\.ts"/);
    else assert.match(`${code} ${stdout}${stderr}`, /^2 countersign: Git takes too long .*\.gitattributes/);
    scene.repository.remove('.gitattributes');
  });

  it('of destructive changes end', () => {
    const pattern = {
      name: 'bomb',
      files: [STARS, FOLDERS, 'src/**'],
      adds: [LINES + 'b'],
      removes: [LINES],
    };
    const destructive = { patterns: [pattern], countersign: always };
    const lines = `${'a'.repeat(50_000)}c\n`;
    assert.match(
      judged({ ...POLICY, critical: [payments], destructive }, null, lines),
      /"path": "src\/pay\.ts"/,
    );
  });

  it('that are too long, too many stars, or no patterns are refused', () => {
    const refused: [object, RegExp][] = [
      [{ critical: [{ ...payments, files: ['a'.repeat(1001)] }] }, /at most 1000 characters/],
      [{ critical: [{ ...payments, files: ['**/'.repeat(300)] }] }, /\*\* at most 6 times/],
      [{ critical: [{ ...payments, files: ['src/[pay'] }] }, /not a pattern that git understands/],
      [{ critical: [{ ...payments, files: ['../other/**'] }] }, /relative to the root/],
      [{ critical: [{ ...payments, files: ['a\nb'] }] }, /must be one line/],
      [{ destructive: { patterns: [{ name: 'x', adds: ['*a'.repeat(21)] }] } }, /\* at most 20 times/],
      [{ destructive: { patterns: [{ name: 'x', files: ['[z'], adds: ['ab'] }] } }, /not a pattern/],
    ];
    for (const [policy, said] of refused) {
      scene.repository.write('.countersign.json', JSON.stringify({ ...POLICY, ...policy }));
      const base = scene.commit();
      scene.refuses(['check', `${base}..${base}`], said);
    }
  });
});

/**
 * Policies of the base that are something else, too much, or written to confuse: the gate refuses them with a sentence.
 */
import { POLICY, HostileScene, TRICK } from './scene';

describe('a hostile policy', () => {
  let scene: HostileScene;
  let root: string;

  before(() => {
    scene = new HostileScene();
    scene.repository.write('src/pay.ts', 'a\n');
    scene.repository.write('other.txt', JSON.stringify(POLICY));
    root = scene.commit();
  });

  after(() => scene.dispose());

  /** The gate with a base whose policy is that, and nothing to judge. */
  function isRefused(content: string | Uint8Array, said: RegExp, mode = '100644'): void {
    const base = scene.commitWith(root, '.countersign.json', mode, scene.blob(content));
    scene.refuses(['check', `${base}..${base}`], said);
  }

  const text = JSON.stringify(POLICY);

  it('that is a link, to wherever', () => {
    for (const target of ['other.txt', '/etc/passwd', '../../elsewhere.json', '.countersign.json'])
      isRefused(target, /\.countersign\.json of \w{10} is a symbolic link/, '120000');
  });

  it('that is a submodule or a folder', () => {
    const submodule = scene.commitWith(root, '.countersign.json', '160000', root);
    scene.refuses(['check', `${submodule}..${submodule}`], /is not a file/);
    const folder = scene.commitWith(root, '.countersign.json/x', '100644', scene.blob(text));
    scene.refuses(['check', `${folder}..${folder}`], /is not a file/);
  });

  it('of 50 MB', () => isRefused(text + ' '.repeat(50_000_000), /is longer than 1 MB/));

  it('in other encodings', () => {
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    isRefused(utf16, /is not UTF-8/);
    isRefused(Buffer.from(utf16).swap16(), /is not UTF-8/);
    isRefused(Buffer.from(text, 'utf16le'), /is broken \(line 1: /);
    isRefused(Buffer.from(text.replace('payments', 'pay\xff'), 'latin1'), /is not UTF-8/);
    isRefused('\0'.repeat(1000), /is broken \(line 1: /);
  });

  it('that nests beyond every stack', () => {
    isRefused('['.repeat(300_000), /nested too deeply/);
    isRefused('{"critical":'.repeat(60_000), /nested too deeply/);
    isRefused(`{ "critical": ${'/*'.repeat(100_000)}`, /is broken/);
  });

  it('that says everything twice', () => {
    isRefused('{ "critical": [], "critical": [] }', /"critical" is given twice/);
    isRefused('{ "enforce": "warn", "\\u0065nforce": "push" }', /"enforce" is given twice/);
    isRefused('{ "groups": { "a": ["x@y.z"], "a": ["e@v.il"] } }', /"a" is given twice/);
  });

  it('that names what every object has', () => {
    isRefused('{ "__proto__": { "critical": [] } }', /has no field "__proto__"/);
    isRefused('{ "constructor": 1 }', /has no field "constructor"/);
    const by = { ...POLICY.critical[0], countersign: { by: ['@__proto__'] } };
    isRefused(JSON.stringify({ ...POLICY, critical: [by] }), /is broken .*__proto__/);
  });

  it('that speaks to the terminal or to the build server', () => {
    isRefused(JSON.stringify({ [TRICK]: 1 }), /has no field "\\u\{1b\}\[2K/);
    isRefused(JSON.stringify({ enforce: TRICK, groups: { [TRICK]: [TRICK] } }), /is broken/);
    isRefused(JSON.stringify({ critical: [{ name: TRICK, files: [TRICK] }] }), /is broken/);
    isRefused(JSON.stringify({ countersign: { allowedSigners: TRICK } }), /is no path|is broken/);
  });

  it('with numbers that are none', () => {
    for (const count of ['1e999', '-1', '9007199254740993', '0.5', '"1"', 'NaN', '0x10', '00'])
      isRefused(`{ "limits": { "aiLinesPerCommit": ${count} } }`, /is broken \(line 1: /);
    isRefused('{ "coverage": { "ai": -1e308 } }', /from 0 to 1/);
  });

  it('whose signers are elsewhere, a link, a folder, a submodule, too many or absent', () => {
    const named = (path: string): string =>
      scene.blob(JSON.stringify({ countersign: { allowedSigners: path } }));
    const outside = [
      '../signers',
      '/etc/ssh/allowed_signers',
      '.git/config',
      'a/../../b',
      'C:\\x\\..\\..\\y',
      '',
    ];
    for (const path of outside) {
      const base = scene.commitWith(root, '.countersign.json', '100644', named(path));
      scene.refuses(['check', `${base}..${base}`], /is no path from the root|is broken|not in that commit/);
    }
    const policy = scene.commitWith(root, '.countersign.json', '100644', named('signers'));
    scene.refuses(['check', `${policy}..${policy}`], /names signers, which is not in that commit/);
    const cases: [mode: string, object: string, said: RegExp][] = [
      ['120000', scene.blob('/etc/passwd'), /names signers, which is a symbolic link/],
      ['120000', scene.blob('other.txt'), /names signers, which is a symbolic link/],
      ['160000', root, /names signers, which is not a file/],
      ['100644', scene.blob('x'.repeat(2_000_001)), /names signers, which is longer than 2 MB/],
    ];
    for (const [mode, object, said] of cases) {
      const base = scene.commitWith(policy, 'signers', mode, object);
      scene.refuses(['check', `${base}..${base}`], said);
      scene.refuses(['verify', `${base}..${base}`], said);
    }
  });

  it('but a byte order mark, comments and a trailing comma are fine', () => {
    const object = scene.blob(`\ufeff// ours\n${text.replace(/\}$/, ',}')}`);
    const base = scene.commitWith(root, '.countersign.json', '100644', object);
    scene.refuses(['check', `${base}..${base}`, '--format', 'xml'], /no format/);
    const { code, stdout } = scene.run(['check', `${base}..${base}`, '--explain', 'src/pay.ts']);
    if (code !== 0 || !stdout.includes('rule payments')) throw new Error(stdout);
  });
});

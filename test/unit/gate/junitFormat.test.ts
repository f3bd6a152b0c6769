// Test results, read with a strict XML parser.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parser } from 'sax';
import { junitFormat } from '../../../src/core/gate/format/junitFormat';
import { visibleText } from '../../../src/core/commit/visibleText';
import { anyReport, hostileTexts, ordinary, reported, unseen, violated } from './sampleReports';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document's root; fails where it is not well-formed, or holds a character that XML has not. */
function parsed(xml: string): Element {
  assert.doesNotMatch(xml, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const document: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const reader = parser(true, { trim: false, normalize: false });
  reader.onerror = (error): void => assert.fail(error);
  reader.onopentag = ({ name, attributes }): void => {
    const element: Element = {
      name,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  reader.ontext = (text): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  reader.onclosetag = (): void => void open.pop();
  reader.oncdata = reader.oncomment = reader.ondoctype = (): void => assert.fail('not ours');
  reader.write(xml).close();
  assert.equal(document.children.length, 1);
  return document.children[0] ?? document;
}

function below(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...below(child, name),
  ]);
}

/** The numbers at the top and at every suite are those of what is in it. */
function assertCounts(element: Element): void {
  assert.equal(Number(element.attributes['tests']), below(element, 'testcase').length);
  assert.equal(Number(element.attributes['failures']), below(element, 'failure').length);
  for (const suite of below(element, 'testsuite')) assertCounts(suite);
}

describe('junitFormat', () => {
  it('has a suite for each rule and a test for each file or commit', () => {
    const root = parsed(junitFormat(ordinary));
    assertCounts(root);
    assert.deepEqual(
      below(root, 'testcase').map(({ attributes, children }) => [
        ...[attributes['classname'], attributes['name'], attributes['file']],
        children[0]?.name,
      ]),
      [
        ['limits.aiLinesPerCommit', 'commit 0123456789', undefined, 'failure'],
        ['payments', 'src/payments/charge.ts', 'src/payments/charge.ts', 'failure'],
        ['infra', 'deploy/a b#é?.tf', 'deploy/a b#é?.tf', 'failure'],
        ['coverage.ai', 'src/payments/charge.ts', 'src/payments/charge.ts', 'system-out'],
        ['tampered', 'commit 0123456789', undefined, 'failure'],
      ],
    );
    const [failure] = below(root, 'failure').slice(1);
    assert.deepEqual(failure?.attributes, {
      message: '4 AI lines in src/payments/charge.ts are not countersigned.',
      type: 'critical',
    });
    assert.equal(
      failure?.text,
      'error: 4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789. (commit 0123456789)',
    );
  });

  it('tells all violations of a file in one test', () => {
    const root = parsed(junitFormat(reported(violated(), violated({ commit: 'f'.repeat(40) }))));
    assertCounts(root);
    assert.equal(below(root, 'testcase').length, 1);
    assert.match(below(root, 'failure')[0]?.text ?? '', /commit 0123456789\)\n.*commit ffffffffff\)/);
  });

  it('fails exactly when the gate does', () => {
    const pointedOut = parsed(
      junitFormat({ ok: true, commits: 1, violations: [violated({ severity: 'warning' })] }),
    );
    assert.equal(pointedOut.attributes['failures'], '0');
    const nothing = parsed(junitFormat(reported()));
    assertCounts(nothing);
    assert.equal(nothing.attributes['tests'], '1');
    assert.equal(below(nothing, 'testcase')[0]?.attributes['name'], 'no violation');
  });

  it('is well-formed and says what was said, whatever the texts', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const xml = junitFormat(report);
        assert.doesNotMatch(xml, unseen);
        assert.doesNotMatch(xml, /##|^\s*::/m);
        const root = parsed(xml);
        assertCounts(root);
        for (const { name } of below(root, 'testsuite')) assert.equal(name, 'testsuite');
      }),
      { numRuns: 500 },
    );
    for (const hostile of hostileTexts) {
      const root = parsed(
        junitFormat(reported(violated({ path: hostile, rule: hostile, message: hostile }))),
      );
      const [test] = below(root, 'testcase');
      assert.equal(test?.attributes['name'], visibleText(hostile));
      assert.equal(test?.attributes['file'], visibleText(hostile));
      assert.equal(test?.attributes['classname'], visibleText(hostile));
      assert.equal(test?.children[0]?.attributes['message'], visibleText(hostile));
    }
  });
});

// Which `Countersigned-by` lines of a message speak for its commit: its own, and of a squash those of every part.
import assert from 'node:assert/strict';
import { countersignedIn } from '../../../src/core/commit/countersignedIn';

const counts = (ai: number): string =>
  `AI-Provenance: added=5 ai=${ai} mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact`;
const SAM = 'Countersigned-by: Sam Ray <sam@example.com>';
const KIM = 'Countersigned-by: Kim Roy <Kim@example.com>';
const indented = (text: string): string => text.replace(/^/gm, '    ');

/** As a server joins two commits. */
const joined = (one: string, two: string): string => `Pay (#1)\n\n* One\n\n${one}\n\n* Two\n\n${two}\n`;

/** As `git merge --squash` does, with what the hook or a person puts behind it. */
const squashed = (one: string, two: string, own = ''): string =>
  `Squashed commit of the following:\n\ncommit 1\nAuthor: Sam Ray <sam@example.com>\n\n${indented(`One\n\n${one}`)}\n\n` +
  `commit 2\nAuthor: Dana Lee <dana@example.com>\n\n${indented(`Two\n\n${two}`)}\n${own === '' ? '' : `\n${own}\n`}`;

const cases: [what: string, message: string, ...emails: string[]][] = [
  ['its own', `Pay\n\n${counts(2)}\n${SAM}\n${KIM}\n`, 'sam@example.com', 'kim@example.com'],
  ['its own, without numbers', `Pay\n\nBecause.\n\n${SAM}\n`, 'sam@example.com'],
  ['none that is quoted', `Pay\n\nIt still needs a line such as\n${SAM}\nfrom somebody.\n\n${counts(2)}\n`],
  ['none that is quoted as a paragraph', `Pay\n\n${SAM}\n\nis what I want.\n\n${counts(2)}\n`],
  ['none that is quoted and indented', `Pay\n\nWrite:\n\n${indented(SAM)}\n\n${counts(2)}\n`],
  ['none in the title', `${SAM}\n\nBecause.\n`],
  [
    'those that all of a squash have',
    joined(`${counts(2)}\n${SAM}`, `${counts(1)}\n${SAM}`),
    'sam@example.com',
  ],
  ['none that only the last has', joined(counts(2), `${counts(1)}\n${SAM}`)],
  ['none that only the first has', joined(`${counts(2)}\n${SAM}`, counts(1))],
  ['none where each has another', joined(`${counts(2)}\n${KIM}`, `${counts(1)}\n${SAM}`)],
  ['those of the part that is an AI’s', joined(`${counts(2)}\n${SAM}`, counts(0)), 'sam@example.com'],
  ['the same, the other way round', joined(counts(0), `${counts(2)}\n${SAM}`), 'sam@example.com'],
  ['those of all where none is an AI’s', joined(`${counts(0)}\n${SAM}`, counts(0))],
  [
    'those in a squash with numbers of its own',
    squashed(`${counts(2)}\n${SAM}`, `${counts(1)}\n${SAM}`, counts(3)),
    'sam@example.com',
  ],
  ['none that is missing in one of them', squashed(`${counts(2)}\n${SAM}`, counts(1), counts(3))],
  ['its own of a squash', squashed(counts(2), counts(1), `${counts(3)}\n${SAM}`), 'sam@example.com'],
  ['no author whose name a squash keeps', squashed(counts(2), counts(1))],
  ['its own below other lines of a server', `${joined(counts(2), counts(1))}\n${SAM}\n`, 'sam@example.com'],
];

describe('the countersigners of a message are', () => {
  for (const [what, message, ...emails] of cases)
    it(what, () =>
      assert.deepEqual(
        countersignedIn(message).map(({ email }) => email),
        emails,
      ),
    );
});

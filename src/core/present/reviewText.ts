/**
 * What the review of a commit says, from choosing one to the countersignature.
 */
import { printable } from '../commit/sanitise';
import { isComment, LONGEST_COMMENT } from '../signing/reviewedText';
import type { ReviewStep, ReviewWalk } from '../signing/reviewWalk';
import type { ReviewedPath } from '../signing/statement';
import { lineCount } from './lineCount';
import type { Translate } from './translate';

/** What is chosen among. */
export interface ReviewChoice {
  /** Full id. */
  readonly id: string;
  /** `Name <email>`. */
  readonly author: string;
  readonly message: string;
}

const NO_SECRETS = 300;

export function reviewText(t: Translate) {
  return {
    waitingTitle: (email: string) => t('Commits waiting for the countersignature of {0}', email),
    nothingWaits: (email: string) =>
      t('No commit of this branch waits for the countersignature of {0}.', email),
    chooseTitle: t('Review the AI changes of which commit?'),
    noCommits: t('There is no commit here yet.'),
    nothingCritical: (id: string) =>
      t('Nothing in {0} needs a countersignature: no AI line is in a critical file.', shortId(id)),
    entry: ({ id, author, message }: ReviewChoice, files: readonly ReviewedPath[] | null) => ({
      label: printable(message.split('\n')[0] ?? '', NO_SECRETS) || shortId(id),
      description: `${shortId(id)} · ${printable(author)}`,
      ...(files === null ? {} : { detail: files.map((file) => fileText(file, t)).join(' · ') }),
    }),
    diffTitle: ({ path, rule }: ReviewStep, id: string) =>
      t('{0} ({1}) · {2}', path.slice(path.lastIndexOf('/') + 1), shortId(id), rule),
    progress: ({ at, steps }: ReviewWalk) => {
      const step = steps[at];
      const place = step === undefined ? '' : stepText(step, t);
      return {
        text: t('Review {0} of {1}', at + 1, steps.length),
        label: t('Review: change {0} of {1}, {2}', at + 1, steps.length, place),
        tooltip: t('{0}. Click for the next change.', place),
      };
    },
    unseen: (count: number, all: number) => ({
      question: t('You have not looked at {0} of {1} changes yet. Countersign all the same?', count, all),
      yes: t('Countersign All the Same'),
    }),
    comment: (id: string, email: string, files: readonly ReviewedPath[]) => ({
      title: t('Countersign {0} as {1}', shortId(id), email),
      prompt: t(
        'You sign: {0}. A comment may say what you checked.',
        files.map(({ path }) => path).join(', '),
      ),
      placeholder: t('Comment (optional)'),
      problem: (text: string) =>
        isComment(text) ? null : t('One line of at most {0} printable characters.', LONGEST_COMMENT),
    }),
    trailer: (id: string, email: string) => ({
      question: t('Countersign {0} as {1} in its message?', shortId(id), email),
      detail: t(
        'The policy names no keys, so a line in the message of the last commit counts. The commit gets a new id.',
      ),
      yes: t('Countersign'),
    }),
    signedAs: (id: string, email: string, made: string) =>
      t('Countersigned {0} as {1}: it is {2} now.', shortId(id), email, shortId(made)),
    signing: t('Countersigning…'),
    signed: (id: string, email: string) => t('Countersigned {0} as {1}.', shortId(id), email),
    notYet: (detail: string) => t('Signed, but it does not count yet. {0}', detail),
    share: t('Share'),
    sharing: t('Sharing the countersignature…'),
    shared: (remote: string) => t('Your countersignatures are on {0} now.', remote),
  };
}

export type ReviewText = ReturnType<typeof reviewText>;

function shortId(id: string): string {
  return id.slice(0, 10);
}

function fileText({ path, rule, lines }: ReviewedPath, t: Translate): string {
  const count = lineCount(lines);
  return count === 1 ? t('{0} ({1}, 1 line)', path, rule) : t('{0} ({1}, {2} lines)', path, rule, count);
}

function stepText({ path, lines }: ReviewStep, t: Translate): string {
  if (lines === null) return t('{0}, as a whole', path);
  const [first, last] = lines;
  return first === last ? t('{0}, line {1}', path, first) : t('{0}, lines {1}–{2}', path, first, last);
}

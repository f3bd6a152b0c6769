/**
 * The words in which the shell of a hook tells what is wrong. It has no language but English: Node, which knows others,
 * is what could not run.
 */

/** What a commit or a push goes without, by the hook that could not do its work. */
export const LOST = {
  'commit-msg': 'nobody looked whether this commit has to be countersigned',
  'pre-push': 'nobody looked whether what is pushed has to be countersigned',
  'prepare-commit-msg': 'this commit does not say who wrote its lines',
  'post-commit': 'this commit has no note of who wrote its lines',
  'post-rewrite': 'the notes of who wrote these lines were not carried on',
} as const;

/** Sentences that say what to do, by what is wrong. */
export const TROUBLES = {
  'no-node': (lost: string) =>
    `no working Node.js was found, so ${lost}; ` +
    'open the repository in your editor once, or put node 20 or newer on your PATH.',
  missing: (lost: string) =>
    `the program of the hooks is missing, so ${lost}; run: countersign hooks install`,
  failed: (lost: string) => `Node.js or the program of the hooks fails, so ${lost}; run: countersign doctor`,
  killed: (lost: string) => `Node.js was killed, so ${lost}; run: countersign doctor`,
  before: (lost: string) => `the hook before this one was stopped, so ${lost}; run: countersign doctor`,
  'stopped-late': (lost: string) =>
    `Node.js took too long and was stopped, so ${lost}; run: countersign doctor`,
  'stopped-start': (lost: string) =>
    `Node.js did not start and was stopped, so ${lost}; run: countersign doctor`,
  'stopped-still': (lost: string) =>
    `git or a file did not answer, so ${lost}; if it is only slow: git config countersign.hookTimeout 10000`,
} as const;

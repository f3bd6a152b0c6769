/**
 * The hook that most commits do not need: git starts whatever it finds, and a shell that has nothing to do costs a
 * commit a millisecond. It lies ready in the shared directory, and the hook that git runs before it puts it beside
 * itself as soon as a policy refuses commits, or a person edits a message that we write into. Once there, it stays.
 */
import { join } from 'node:path';
import { exists, readOrNull, type UndoableFiles } from './hookFiles';

/** Which hook that is: git looks for it only after `prepare-commit-msg` has ended. */
export const ON_DEMAND = 'commit-msg';

const PLACE = 'put_in_place';
const LOST = `countersign: the hook ${ON_DEMAND} could not be put beside the others, so nobody looks whether this commit has to be countersigned; run: countersign hooks install`;

/** Shell function that ends `prepare-commit-msg` once it has done what it could; with any word when our program failed. */
export const FINISH = 'finish';

/**
 * Lines of `prepare-commit-msg` that put the hook beside it, for a commit that a policy may refuse and for a message that
 * a person edits. They need `here`, `shared`, `git_dir` and `needed`, and set `needed` to `policy` when our program has
 * nothing to do but to look what a policy says that is new.
 *
 * @param policy name of the policy's file
 * @param word a command that sets `enforced`: `commit`, another word, `unseen`, or nothing where there is no policy; and
 * `seen`, the file in which our program leaves the word
 * @param refuses a pattern of a policy that refuses commits
 */
export function putInPlace(policy: string, word: string, refuses: string): string[] {
  return [
    `beside=$here/${ON_DEMAND}`,
    `${PLACE}() {`,
    '  [ ! -e "$beside" ] || return 0',
    // A link is made at once or not at all, and never in the place of another program's hook; not all systems have it.
    `  if cp -p "$shared/${ON_DEMAND}" "$beside.$$" && { ln "$beside.$$" "$beside" || mv -n "$beside.$$" "$beside"; }; then`,
    '    rm -f "$beside.$$"',
    '    return 0',
    '  fi 2>/dev/null',
    `  if grep -Eqs '${refuses}' ${policy}; then echo '${LOST}' >&2; fi`,
    '}',
    `${FINISH}() {`,
    // Our program has just looked, however new the policy is; what it could not look at, the hook itself looks at.
    '  word=',
    '  [ -z "$enforced" ] || [ -n "$*" ] || { [ -f "$seen" ] && [ -r "$seen" ] && IFS= read -r word <"$seen"; }',
    `  case $enforced/$word in commit/* | */commit | unseen/) ${PLACE} ;; esac`,
    '  exit 0',
    '}',
    word,
    `case $enforced in commit) ${PLACE} ;; unseen) needed=\${needed:-policy} ;; esac`,
    // Git names an editor that does nothing where there is to be none.
    `if [ -n "$needed" ] && [ "\${GIT_EDITOR-}" != : ]; then ${PLACE}; fi`,
  ];
}

/** The hook while nobody needs it. */
export class HookOnDemand {
  private readonly ready: string;
  private readonly placed: string;

  /** @param hooks directory of the hooks */
  constructor(
    hooks: string,
    sharedDir: string,
    private readonly text: string,
  ) {
    this.ready = join(sharedDir, ON_DEMAND);
    this.placed = join(hooks, ON_DEMAND);
  }

  /** Whether nothing of that name is there, nor was kept aside by us. */
  async isWaiting(keptSuffix: string): Promise<boolean> {
    return !(await exists(this.placed)) && !(await exists(`${this.placed}${keptSuffix}`));
  }

  /** Whether it lies ready as this version writes it. */
  async isCurrent(): Promise<boolean> {
    return (await readOrNull(this.ready))?.toString() === this.text;
  }

  async lay(files: UndoableFiles): Promise<void> {
    await files.write(this.ready, this.text, 0o755);
  }

  async remove(files: UndoableFiles): Promise<void> {
    if (await exists(this.ready)) await files.remove(this.ready);
  }
}

/**
 * Built-in rules about commands that cannot be taken back, or that step around what would stop them.
 */
import { commandsOfLine } from './commandsOfLine';
import type { LineTest } from './destructiveRule';

/** Names of folders that the next build or run makes again. */
const remade =
  /^(?:dist|build|out|output|target|bin|obj|coverage|node_modules|venv|__pycache__|logs?|_site|[\w.-]*\.egg-info|\.(?:next|nuxt|turbo|venv|tox|gradle|eggs|nyc_output|vite|angular|svelte-kit|terraform|parcel-cache|\w+_cache))$|(?:^|[-_.])(?:te?mp|cache|scratch|artifacts?)(?:$|[-_.\d])/i;
const elsewhere = /^(?:\/var\/lib\/apt|~\/\.cache)\//;
const scratchVariable = /^\$\w*(?:te?mp|cache|build|dist|out|scratch|work)/i;
const longestTarget = 300;

/** `rm -rf` of anything but what is made again anyway. */
export const removesRecursively: LineTest = ({ code, kind }) =>
  commandsOfLine(code, kind, (word) => word === 'rm').some((words) => {
    const flags = words.filter((word) => word.startsWith('-'));
    const has = (letter: RegExp, long: string): boolean =>
      flags.some((flag) => flag === long || (letter.test(flag) && !flag.startsWith('--')));
    if (!has(/[rR]/, '--recursive') || !has(/f/, '--force')) return false;
    const targets = words.slice(1).filter((word) => !word.startsWith('-'));
    return targets.length === 0 || targets.some((target) => !isRemade(target));
  });

function isRemade(target: string): boolean {
  if (target.length > longestTarget) return false;
  const folders = target.split('/');
  if (folders.includes('..')) return false;
  return folders.some((name) => remade.test(name) || scratchVariable.test(name)) || elsewhere.test(target);
}

/** `git push --force`, `--mirror` and `+main`. With a lease, nobody else's work is lost. */
export const pushesByForce: LineTest = ({ code, kind }) =>
  gitCommands(code, kind).some(
    (words) =>
      words.includes('push') &&
      words.some((word) => isForced(word) || word === '--mirror' || /^\+[\w$]/.test(word)),
  );

/** `git reset --hard` and `git clean -f`: nothing brings back what was there. */
export const discards: LineTest = ({ code, kind }) =>
  gitCommands(code, kind).some(
    (words) =>
      (words.includes('reset') && words.includes('--hard')) ||
      (words.includes('clean') && words.some(isForced)),
  );

function isForced(word: string): boolean {
  return word === '--force' || /^-[a-zA-Z]*f[a-zA-Z]*$/.test(word);
}

/** `--no-verify`: the hooks of a commit or push are skipped. */
export const skipsHooks: LineTest = ({ code, kind }) =>
  gitCommands(code, kind).some((words) => words.includes('--no-verify')) ||
  (kind.isShell && /^--no-verify\b/.test(code));

function gitCommands(code: string, kind: Parameters<typeof commandsOfLine>[1]): string[][] {
  return code.includes('git') ? commandsOfLine(code, kind, (word) => word === 'git') : [];
}

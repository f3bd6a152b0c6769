/**
 * Git for a partial clone whose remote may be far, or gone: it does not fetch what is not there.
 */
import type { Git, GitOutput } from '../../core/ports';
import { answersOf } from './objects';

/** Git fetches what it lacks unless this says otherwise; releases before 2.39.4 do not know it, and fetch. */
const ENVIRONMENT = { GIT_NO_LAZY_FETCH: '1' };
const NOT_HERE = /from promisor remote/;

/**
 * Like `git`, but `cat-file --batch` calls objects missing that only the remote has, where git would end.
 *
 * @param mayFetch fetch them all the same, as long as the remote answers
 */
export function sparing(git: Git, mayFetch: boolean): Git {
  return {
    async run(args, options = {}): Promise<GitOutput> {
      const env = { ...options.env, ...ENVIRONMENT };
      const first = await git.run(args, mayFetch ? options : { ...options, env });
      if (first.code === 0 || !NOT_HERE.test(first.stderr) || args[1] !== '--batch') return first;
      let left = String(options.stdin).trimEnd().split('\n');
      const answered: Uint8Array[] = [];
      for (;;) {
        const output = await git.run(args, { ...options, env, stdin: `${left.join('\n')}\n` });
        answered.push(output.stdout);
        // Git ends at the first that it lacks: there is nobody else to ask for the ones behind it.
        const stopped = output.code === 0 ? left.length : answersOf(output.stdout).length;
        if (stopped < left.length) answered.push(Buffer.from(`${left[stopped]} missing\n`));
        left = left.slice(stopped + 1);
        if (left.length === 0 || (output.code !== 0 && !NOT_HERE.test(output.stderr)))
          return { ...output, code: left.length === 0 ? 0 : output.code, stdout: Buffer.concat(answered) };
      }
    },
  };
}

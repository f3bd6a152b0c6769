/**
 * Git without a working tree: the `.gitattributes` that happen to be checked out belong to the change that is judged,
 * and could turn its text into "binary" files without lines.
 */
import type { Git, GitStreams } from '../../../core/ports';
import { emptyTree } from '../changes';
import { gitText } from '../gitText';

/** Arguments before git's command. */
export async function bareOptions(git: Git): Promise<string[]> {
  const [directory = ''] = (await gitText(git, ['rev-parse', '--absolute-git-dir'])).split('\n');
  // Attributes are looked for where git runs, and then in the index, unless the repository itself says that it is bare;
  // newer versions may take them from a tree, and this one has none.
  const attributes = ['-c', 'core.bare=true', '-c', `attr.tree=${await emptyTree(git)}`];
  return ['-C', directory, '--git-dir', directory, '--bare', ...attributes];
}

/** Runs every command with options before it. */
export function withOptions(git: Git & GitStreams, options: readonly string[]): Git & GitStreams {
  return {
    run: (args, how) => git.run([...options, ...args], how),
    stream: (args) => git.stream([...options, ...args]),
  };
}

/**
 * Who signs, as git knows the person at the keyboard.
 */
import { isWord } from '../../core/signing/reviewedText';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import { textOf } from './gitText';

export interface Reviewer {
  readonly name: string;
  readonly email: string;
}

/** @throws CountersignError `signing-failed` */
export async function reviewerOf(git: Git): Promise<Reviewer> {
  const { code, stdout } = await git.run(['var', 'GIT_COMMITTER_IDENT']);
  const [, name = '', email = ''] = /^(.*) <([^<>]*)>/.exec(textOf(stdout)) ?? [];
  if (code === 0 && isWord(name) && isWord(email) && email.includes('@')) return { name, email };
  throw new CountersignError(
    'signing-failed',
    'Git does not know who signs: set user.name and user.email with git config.',
  );
}

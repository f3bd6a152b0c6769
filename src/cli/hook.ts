/**
 * The program that git runs before a commit is made. What only some commits need lies in programs of its own, so that
 * this one starts fast: `hookPolicy` when there is a policy, `hookFormer` for the notes of earlier commits, `hookNote` for
 * lines of an AI, `hookMessage` after an editor, `hookPostCommit` after the commit.
 */
import { prepareCommitMessage } from './hooks/prepareCommitMessage';
import { runHook } from './hooks/runHook';

void runHook({ 'prepare-commit-msg': prepareCommitMessage });

/**
 * The program that git runs after a commit was made.
 */
import { postCommit } from './hooks/postCommit';
import { runHook } from './hooks/runHook';

void runHook({ 'post-commit': postCommit });

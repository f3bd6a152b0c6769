/**
 * The program that git runs after a rebase.
 */
import { postRewrite } from './hooks/postRewrite';
import { runHook } from './hooks/runHook';

void runHook({ 'post-rewrite': postRewrite });

/**
 * The program that git runs after a person edited the message of a commit with trailers of ours.
 */
import { checkMessage } from './hooks/checkMessage';
import { runHook } from './hooks/runHook';

void runHook({ 'commit-msg': checkMessage });

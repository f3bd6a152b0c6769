/**
 * The program that git runs with a finished message, and before a push: it looks at messages that a person edited, and
 * lets the gate judge where a policy refuses commits or pushes.
 */
import { checkMessage } from './hooks/checkMessage';
import { enforce } from './hooks/enforce';
import { runHook } from './hooks/runHook';

void runHook({
  'commit-msg': async (context) => {
    await context.attempt(checkMessage(context));
    return enforce(context, 'commit');
  },
  'pre-push': (context) => enforce(context, 'push'),
});

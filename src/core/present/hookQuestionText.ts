/**
 * The one question before anything is installed in a repository.
 */
import type { Translate } from './translate';

export interface HookQuestion {
  readonly message: string;
  readonly install: string;
  readonly always: string;
  readonly never: string;
}

/** Asked when an AI first wrote in a repository without our hooks. `name` is the repository's folder. */
export function hookQuestion(name: string, t: Translate): HookQuestion {
  return {
    message: t(
      'An AI wrote code in “{0}”. Install git hooks there, so that its commits say which lines?',
      name,
    ),
    install: t('Install'),
    always: t('Always'),
    never: t('Never Here'),
  };
}

/** Asked when another program replaced our hooks. */
export function hookRepair(detail: string, t: Translate): HookQuestion {
  return {
    message: t('Commits no longer say what an AI wrote. {0}', detail),
    install: t('Repair'),
    always: t('Always'),
    never: t('Never Here'),
  };
}

/** Shown with any message that the log explains further. */
export function showLogAction(t: Translate): string {
  return t('Show Log');
}

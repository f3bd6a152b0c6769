/**
 * What is said of a source of evidence that the editor no longer offers: what it costs, and what to do.
 */
import type { SignalProblem } from '../detection/signalHealth';
import type { Translate } from './translate';

export interface SignalText {
  readonly problem: string;
  readonly fix: string;
}

export function signalText(problem: SignalProblem, t: Translate): SignalText {
  const update = t('Look for a newer version of Countersign.');
  switch (problem.kind) {
    case 'commands':
      return {
        problem: t(
          'This editor has no command {0}: accepted completions are inferred at best.',
          problem.missing.join(', '),
        ),
        fix: update,
      };
    case 'keys':
      return {
        problem: t(
          'Completions are accepted without the key that Countersign watches: they are inferred, not exact.',
        ),
        fix: t(
          'Bind your accept key to “runCommands” with the editor’s command and “countersign.inlineSuggestionAccepted”.',
        ),
      };
    case 'completions':
      return {
        problem: t(
          'This editor no longer says where it shows completions: those accepted by mouse count as unknown.',
        ),
        fix: update,
      };
    case 'intelliSense':
      return {
        problem: t('This editor no longer says where it completes words: chosen items count as unknown.'),
        fix: update,
      };
    case 'paste':
      return pasteText(problem.why, update, t);
    case 'keyboard':
      return {
        problem: t(
          'This editor no longer says which changes come from the keyboard: what input methods compose counts as unknown.',
        ),
        fix: update,
      };
    case 'chat':
      return {
        problem: t('This editor no longer shows which edits are the chat’s: they count as unknown.'),
        fix: t(
          'Look for a newer version of Countersign, or let the agent report its edits through its hooks.',
        ),
      };
  }
}

function pasteText(why: 'missing' | 'off' | 'unasked', update: string, t: Translate): SignalText {
  if (why === 'off')
    return {
      problem: t('Pastes cannot be told from other edits: authors do not travel with copied text.'),
      fix: t('Switch on the setting “editor.pasteAs.enabled”.'),
    };
  return {
    problem: t('This editor no longer says what it pastes: authors do not travel with copied text.'),
    fix: update,
  };
}

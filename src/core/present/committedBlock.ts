/**
 * What is said of lines that are committed and not merged yet: how their countersignature stands, now and once the
 * file is edited.
 */
import type { Demand } from '../gate/demand';
import type { SignState } from '../gate/signState';
import type { LineRange } from '../model';
import type { Policy, Severity } from '../policy/policy';
import { ruleDemand, ruleTitle } from './ruleText';
import type { Translate } from './translate';

export interface CommittedText {
  /** For the list of problems; null: there is none. */
  readonly problem: string | null;
  /** After the first line. */
  readonly afterLine: string;
}

/** The lines of one commit in one file. */
export interface CommittedBlock {
  /** At HEAD. */
  readonly lines: readonly LineRange[];
  /** Full id of the commit to review. */
  readonly commit: string;
  readonly rule: string;
  readonly severity: Severity;
  /** While the file is what HEAD has. */
  readonly unchanged: CommittedText;
  /** While it is another. */
  readonly edited: CommittedText;
}

export function committedBlock(
  { change, commit, lines, reason, placed }: Demand,
  state: SignState,
  { groups }: Pick<Policy, 'groups'>,
  t: Translate,
): CommittedBlock {
  const { rule } = change;
  const title = ruleTitle(rule, t);
  const what =
    reason === 'ai'
      ? placed
        ? t('AI-written code in a critical file: {0}.', title)
        : t('Code written with AI in a critical file: {0}.', title)
      : t('A change of a critical file: {0}.', title);
  const problem = (more: string): string =>
    `${what} ${t('Commit {0}.', commit.slice(0, 10))} ${more}${ruleDemand(rule, t, groups)}`;
  const by = state.by.join(', ');
  const name = reason === 'ai' ? t('AI · {0}', rule.name) : rule.name;
  const isVoid: CommittedText = {
    problem: problem(`${t('The countersignature by {0} is void since your last edit.', by)} `),
    afterLine: t('⚠ {0} · countersignature void since your last edit', name),
  };
  const texts = (): Pick<CommittedBlock, 'unchanged' | 'edited'> => {
    switch (state.kind) {
      case 'signed':
        return {
          unchanged: { problem: null, afterLine: t('✓ {0} · countersigned by {1}', name, by) },
          edited: isVoid,
        };
      case 'void': {
        const was: CommittedText = {
          problem: problem(`${t('The content changed since {0} countersigned it.', by)} `),
          afterLine: t('⚠ {0} · countersignature void since the last change', name),
        };
        return { unchanged: was, edited: was };
      }
      case 'needed': {
        const more = by === '' ? '' : `${t('Countersigned by {0}, which is not enough.', by)} `;
        const needed: CommittedText = {
          problem: problem(more),
          afterLine: t('⚠ {0} · needs countersigning', name),
        };
        return { unchanged: needed, edited: by === '' ? needed : isVoid };
      }
    }
  };
  return { lines, commit, rule: rule.name, severity: rule.severity, ...texts() };
}

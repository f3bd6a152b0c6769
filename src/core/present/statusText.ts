/**
 * What the status bar item says: one short text, one tooltip, one label for screen readers.
 */
import { percent } from './aiShare';
import type { AiShare } from './aiShare';
import { healthFindings } from './health';
import type { RepositoryHealth } from './health';
import type { Translate } from './translate';

export interface StatusText {
  /** With `$(icon)` codes of the editor. */
  readonly text: string;
  readonly tooltip: readonly string[];
  readonly label: string;
}

export interface StatusFacts {
  /** Null when the active editor shows no file of the repository. */
  readonly file: AiShare | null;
  /** Null when it is not known what is staged. */
  readonly staged: AiShare | null;
  /** Null until it is known. */
  readonly health: RepositoryHealth | null;
}

/** The status bar item of one repository. */
export function statusText({ file, staged, health }: StatusFacts, t: Translate): StatusText {
  const findings = health === null ? [] : healthFindings(health, t);
  const shown = file !== null && file.changed > 0 ? file : staged;
  const share = shown === null || shown.changed === 0 ? t('AI –') : t('AI {0} %', percent(shown));
  const icon = findings.some(({ ok }) => !ok) ? '$(warning)' : '$(sparkle)';
  const lines = [
    ...(file === null ? [] : [shareText(t('This file'), file, t)]),
    ...(staged === null ? [] : [shareText(t('Staged'), staged, t)]),
    ...findings.map(({ text }) => text),
  ];
  return {
    text: `${icon} ${share}`,
    tooltip: lines,
    label: [t('Countersign: {0}', share), ...lines].join('. '),
  };
}

function shareText(subject: string, share: AiShare, t: Translate): string {
  if (share.changed === 0) return t('{0}: no uncommitted changes seen', subject);
  const text = t('{0}: AI wrote {1} of {2} changed lines', subject, share.ai, share.changed);
  return share.unknown === 0 ? text : t('{0}, {1} of unknown origin', text, share.unknown);
}

/** What the editor calls the item in its list of status bar items. */
export function statusName(t: Translate): string {
  return t('Countersign: AI Share');
}

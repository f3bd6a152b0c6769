/**
 * Whether provenance reaches the commits of a repository, and if not, what to do: plain data for status bar and doctor.
 */
import type { SignalProblem } from '../detection/signalHealth';
import { signalText } from './signalText';
import type { Translate } from './translate';

/** What stands in the repository's hooks. */
export type HookState =
  | { readonly kind: 'installed' }
  | { readonly kind: 'missing' }
  /** Our hooks are there, but point to an older or moved installation. */
  | { readonly kind: 'outdated' }
  /** The hooks cannot be read or written; the detail says why. */
  | { readonly kind: 'unusable'; readonly detail: string };

export interface RepositoryHealth {
  readonly hooks: HookState;
  /** Problems in the policy file. */
  readonly policyProblems: number;
  /** Why the journal cannot be written, or null when it can. */
  readonly journalProblem: string | null;
  /** Sources of evidence that the editor does not offer. */
  readonly signalProblems: readonly SignalProblem[];
}

/** What helps, for those who can do it for the user. */
export type HealthFix = 'installHooks' | 'openPolicy' | 'showLog' | 'openKeyBindings' | 'openPasteSetting';

export interface HealthFinding {
  readonly part: 'hooks' | 'policy' | 'journal' | 'signals';
  readonly ok: boolean;
  readonly text: string;
  readonly fix: HealthFix;
}

/** One finding per part; those that are not ok say what to do. */
export function healthFindings(health: RepositoryHealth, t: Translate): HealthFinding[] {
  const findings = [hookFinding(health.hooks, t)];
  if (health.policyProblems > 0)
    findings.push({
      part: 'policy',
      ok: false,
      fix: 'openPolicy',
      text: t('.countersign.json has errors: open it and correct what is marked.'),
    });
  if (health.journalProblem !== null)
    findings.push({
      part: 'journal',
      ok: false,
      fix: 'showLog',
      text: t('Provenance is not being recorded: {0}', health.journalProblem),
    });
  return [...findings, ...health.signalProblems.map((problem) => signalFinding(problem, t))];
}

function signalFinding(problem: SignalProblem, t: Translate): HealthFinding {
  const { problem: text, fix } = signalText(problem, t);
  return { part: 'signals', ok: false, text: `${text} ${fix}`, fix: signalFix(problem) };
}

function signalFix(problem: SignalProblem): HealthFix {
  if (problem.kind === 'keys') return 'openKeyBindings';
  return problem.kind === 'paste' && problem.why === 'off' ? 'openPasteSetting' : 'showLog';
}

function hookFinding(hooks: HookState, t: Translate): HealthFinding {
  const finding = { part: 'hooks', fix: 'installHooks' } as const;
  switch (hooks.kind) {
    case 'installed':
      return { ...finding, ok: true, text: t('Git hooks are installed: commits carry provenance.') };
    case 'missing':
      return {
        ...finding,
        ok: false,
        text: t('Git hooks are not installed: commits carry no provenance. Run “Install Git Hooks”.'),
      };
    case 'outdated':
      return { ...finding, ok: false, text: t('Git hooks are outdated. Run “Install Git Hooks” again.') };
    case 'unusable':
      return { ...finding, ok: false, text: t('Git hooks cannot be used: {0}', hooks.detail) };
  }
}

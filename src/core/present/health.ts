/**
 * Whether provenance reaches the commits of a repository, and if not, what to do: plain data for status bar and doctor.
 */
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
}

export interface HealthFinding {
  readonly part: 'hooks' | 'policy' | 'journal';
  readonly ok: boolean;
  readonly text: string;
}

/** One finding per part; those that are not ok say what to do. */
export function healthFindings(health: RepositoryHealth, t: Translate): HealthFinding[] {
  const findings = [hookFinding(health.hooks, t)];
  if (health.policyProblems > 0)
    findings.push({
      part: 'policy',
      ok: false,
      text: t('.countersign.json has errors: open it and correct what is marked.'),
    });
  if (health.journalProblem !== null)
    findings.push({
      part: 'journal',
      ok: false,
      text: t('Provenance is not being recorded: {0}', health.journalProblem),
    });
  return findings;
}

function hookFinding(hooks: HookState, t: Translate): HealthFinding {
  switch (hooks.kind) {
    case 'installed':
      return { part: 'hooks', ok: true, text: t('Git hooks are installed: commits carry provenance.') };
    case 'missing':
      return {
        part: 'hooks',
        ok: false,
        text: t('Git hooks are not installed: commits carry no provenance. Run “Install Git Hooks”.'),
      };
    case 'outdated':
      return { part: 'hooks', ok: false, text: t('Git hooks are outdated. Run “Install Git Hooks” again.') };
    case 'unusable':
      return { part: 'hooks', ok: false, text: t('Git hooks cannot be used: {0}', hooks.detail) };
  }
}

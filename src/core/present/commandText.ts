/**
 * What the commands say: questions, results, and why they cannot work.
 */
import type { CriticalRule } from '../policy/policy';
import type { HookState } from './health';
import type { Translate } from './translate';

/** Why a command cannot do its work, and what to do about it. */
export function obstacles(t: Translate) {
  return {
    noFile: t('Open a file first: this command works on the file in the active editor.'),
    noRepository: t('Open a folder that is in a Git repository first.'),
    notInRepository: (path: string) => t('{0} is not in a Git repository.', path),
    untrusted: t('Trust this workspace first: in Restricted Mode Countersign writes nothing.'),
    noAiChange: t('No uncommitted AI change is known in this file.'),
    notFollowed: t('Countersign does not follow this file: it is excluded or outside a Git repository.'),
    failed: (action: string, detail: string) => t('{0} failed: {1}', action, detail),
  };
}

/** The names of buttons. */
export function buttons(t: Translate) {
  return {
    showLog: t('Show Log'),
    openPolicy: t('Open Policy'),
    create: t('Create'),
    uninstall: t('Uninstall'),
  };
}

/** Questions about which rule shall cover a file or folder. */
export function ruleQuestions(path: string, t: Translate) {
  return {
    pick: t('Which rule makes {0} critical?', path),
    newRule: t('New rule…'),
    name: t('A name for the rule: one word, shown in warnings and commit messages'),
    taken: (name: string) => t('There is a rule called “{0}” already.', name),
    severity: t('How serious is AI-written code in these files?'),
    severities: {
      error: t('Error'),
      warning: t('Warning'),
      information: t('Information'),
    },
    done: (rule: string) => t('{0} is critical now: rule “{1}”.', path, rule),
    already: (rule: string) => t('{0} is critical already: rule “{1}”.', path, rule),
  };
}

/** One entry of the list of existing rules. */
export function ruleEntry(rule: CriticalRule) {
  return { label: rule.name, description: rule.reason ?? '', detail: rule.files.join(', ') };
}

export function policyQuestions(t: Translate) {
  return {
    create: t('This repository has no policy yet. Create .countersign.json?'),
    detail: t('It says which files are critical. Commit it to share it with your team.'),
    pickRepository: t('Which repository?'),
  };
}

/** What became of the hooks, and the question before they are removed. */
export function hookMessages(t: Translate) {
  return {
    install: t('Installing the Git hooks'),
    uninstall: t('Uninstalling the Git hooks'),
    confirmUninstall: t('Uninstall Countersign’s Git hooks from this repository?'),
    confirmDetail: t('Commits will no longer carry provenance. Other hooks stay as they are.'),
    state: (state: HookState): string => {
      switch (state.kind) {
        case 'installed':
          return t('Git hooks are installed: commits carry provenance from now on.');
        case 'missing':
          return t('Git hooks are uninstalled: commits carry no provenance from now on.');
        case 'outdated':
          return t('Git hooks of an older version are still there. Install them again.');
        case 'unusable':
          return t('Git hooks cannot be used: {0}', state.detail);
      }
    },
  };
}

export function marksMessage(visible: boolean, t: Translate): string {
  return visible ? t('AI marks are shown.') : t('AI marks are hidden.');
}

/** The entries of the list of actions behind the status bar item. */
export function actionEntries(t: Translate) {
  return {
    title: t('Countersign'),
    nextAiChange: t('Go to next AI change'),
    toggleMarks: t('Show or hide AI marks'),
    markFileCritical: t('Mark this file as critical…'),
    openPolicy: t('Open the policy'),
    installHooks: t('Install Git hooks'),
    uninstallHooks: t('Uninstall Git hooks'),
    showLog: t('Show the log'),
  };
}

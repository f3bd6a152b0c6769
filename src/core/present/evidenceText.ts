/**
 * How we know, in words.
 */
import type { Evidence } from '../model';
import type { Translate } from './translate';

/** One phrase for the kind of evidence, with its grade. */
export function evidenceText(evidence: Evidence, t: Translate): string {
  switch (evidence) {
    case 'host':
      return t('exact – the editor reported it');
    case 'hook':
      return t('exact – the agent reported it');
    case 'command':
      return t('exact – the suggestion was accepted');
    case 'clipboard':
      return t('exact – pasted from text of known origin');
    case 'keystroke':
      return t('exact – it was typed');
    case 'shape':
      return t('inferred – the edit has the form of an AI edit');
  }
}

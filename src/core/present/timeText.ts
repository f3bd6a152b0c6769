/**
 * Times relative to now, in words.
 */
import type { Translate } from './translate';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "3 minutes ago". Both times in milliseconds since the epoch; a time in the future counts as now. */
export function timeText(time: number, now: number, t: Translate): string {
  const age = now - time;
  if (!(age >= minute)) return t('just now');
  if (age < 2 * minute) return t('1 minute ago');
  if (age < hour) return t('{0} minutes ago', Math.floor(age / minute));
  if (age < 2 * hour) return t('1 hour ago');
  if (age < day) return t('{0} hours ago', Math.floor(age / hour));
  if (age < 2 * day) return t('1 day ago');
  return t('{0} days ago', Math.floor(age / day));
}

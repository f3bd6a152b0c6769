/**
 * Weeks as ISO 8601 numbers them: they begin on Monday, and belong to the year that has their Thursday.
 */
const DAY = 86_400_000;

/** The week of a moment, in UTC, such as `2026-W48`; null outside the years 0 to 9999. */
export function isoWeek(seconds: number): string | null {
  const moment = new Date(seconds * 1000);
  const fromMonday = (moment.getUTCDay() + 6) % 7;
  const thursday = new Date(moment.getTime() + (3 - fromMonday) * DAY);
  const year = thursday.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return null;
  const first = new Date(0);
  first.setUTCFullYear(year, 0, 1);
  const week = Math.floor((thursday.getTime() - first.getTime()) / DAY / 7) + 1;
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

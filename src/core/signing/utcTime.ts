/**
 * Times as statements write them.
 */

/** RFC 3339 in UTC, whole seconds. What is no time is the epoch. */
export function utcTime(seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  const known = Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? new Date(0) : date;
  return `${known.toISOString().slice(0, 19)}Z`;
}

/**
 * Times as OpenSSH writes them.
 */

/** Seconds since the epoch of `YYYYMMDD[HHMM[SS]]`, with `Z` in UTC and otherwise in local time; null when it is none. */
export function sshTime(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z|UTC)?$/i.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const parts = [year ?? 0, (month ?? 0) - 1, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0] as const;
  const utc = new Date(Date.UTC(...parts));
  const exists =
    utc.getUTCMonth() === parts[1] && utc.getUTCDate() === parts[2] && parts[3] < 24 && parts[4] < 60;
  if (!exists) return null;
  return Math.floor((match[7] === undefined ? new Date(...parts) : utc).getTime() / 1000);
}

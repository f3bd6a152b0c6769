/**
 * How far a long job is, as a bar of characters that every terminal has.
 */
const CELLS = 20;

/**
 * One short line.
 *
 * @param total null: nobody has counted yet
 */
export function progressBar(done: number, total: number | null, what: string): string {
  if (total === null || total <= 0) return `${done} ${what}`;
  const share = Math.min(done / total, 1);
  const full = Math.floor(share * CELLS);
  return `[${'#'.repeat(full)}${'-'.repeat(CELLS - full)}] ${Math.floor(share * 100)} % of ${total} ${what}`;
}

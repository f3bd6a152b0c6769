/** stub */
import type { Report } from './report';
export async function ledgerBench(): Promise<Report[]> {
  return [];
}

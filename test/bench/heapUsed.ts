/**
 * How much a thing holds on the heap.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes in use, without what is garbage. */
export function heapUsed(): number {
  // The flag makes the collector a global of contexts that are made from then on; this process needs no restart.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

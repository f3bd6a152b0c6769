/**
 * Numbers that stand for many measurements.
 */

/** The value below which the share `p` of the values lies; NaN when there are none. */
export function quantile(values: readonly number[] | Float64Array, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export function median(values: readonly number[] | Float64Array): number {
  return quantile(values, 0.5);
}

/** A number of at most `digits` decimals, for reports. */
export function rounded(value: number, digits = 1): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

/**
 * Waiting on conditions: the only way that tests wait, because the machine may be slow.
 */

/** Polls until the probe gives a truthy value, which is returned. Times out with the words of `what`. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  milliseconds = 60_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Timed out after ${milliseconds} ms waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** The promise's value, or an error with the words of `what` when it does not come in time. */
export async function within<T>(what: string, milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Timed out after ${milliseconds} ms: ${what}`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

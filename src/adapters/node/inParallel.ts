/**
 * Work on many things, a few at a time.
 */

/** The answers in the order of the things; at most `limit` are worked on at once. */
export async function inParallel<In, Out>(
  things: readonly In[],
  limit: number,
  work: (thing: In) => Promise<Out>,
): Promise<Out[]> {
  const answers = new Array<Out>(things.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < things.length) {
      const index = next++;
      answers[index] = await work(things[index] as In);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, things.length) }, worker));
  return answers;
}

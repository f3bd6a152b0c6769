/**
 * Gives a mocha suite one editor for all its tests, and keeps a picture and the logs of each test that fails.
 */
import * as path from 'node:path';
import { repositoryRoot } from './installation';
import { startSession } from './session';
import type { Session, SessionOptions } from './session';

/** To be called inside `describe`: the session starts before the first test and ends after the last. */
export function useSession(options: () => SessionOptions | Promise<SessionOptions>): () => Session {
  let session: Session | null = null;

  before(async function startEditor() {
    this.timeout(300_000);
    session = await startSession(await options());
  });

  afterEach(async function keepEvidence() {
    const test = this.currentTest;
    if (!session || test?.state !== 'failed') return;
    const name = test.fullTitle().replaceAll(/[^\w .-]+/g, '_');
    await session.saveEvidence(path.join(repositoryRoot, 'test-output', name));
  });

  after(async function stopEditor() {
    this.timeout(60_000);
    await session?.stop();
    session = null;
  });

  return () => {
    if (!session) throw new Error('The session is there only while tests run.');
    return session;
  };
}

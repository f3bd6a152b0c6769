/**
 * Keys: whatever a person types is the person's, also what the editor adds to it.
 */
import type { Kind } from '../kind';

const world = 'fixture';

export const typing: readonly Kind[] = [
  {
    name: 'typing',
    title: 'typing',
    world,
    async run(stage) {
      await stage.open('a.ts');
      await stage.type('export function add(a: number, b: number) {\nreturn a + b;\n}\n');
      await stage.untilText('the typed text', (text) => text.includes('return a + b;'));
    },
  },
  {
    name: 'typing-the-ghost-text',
    title: 'typing exactly what the ghost text shows',
    world,
    async run(stage) {
      stage.ghost({ before: 'const words = ', insert: 'alpha + beta + gamma;' });
      await stage.open('a.ts');
      await stage.type('const words = ');
      await stage.session.waitForGhostText('alpha');
      await stage.type('alpha + beta + gamma;');
      await stage.untilText('the typed text', (text) => text.endsWith('gamma;'));
    },
  },
];

/**
 * Random sessions that once went wrong, each made as short as can be. Every run replays them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../host/installation';
import type { Kind, WorldName } from '../kind';
import { kindOfSteps } from './randomKind';
import { parseSteps } from './step';
import type { Step } from './step';

export interface Regression {
  readonly name: string;
  readonly world: WorldName;
  readonly reloads: boolean;
  readonly steps: readonly Step[];
}

const directory = path.join(repositoryRoot, 'test', 'accuracy', 'regressions');

/** Keeps a session that fails. Gives the path of the file. */
export function writeRegression({ name, world, reloads, steps }: Regression): string {
  const file = path.join(directory, `${name}.json`);
  mkdirSync(directory, { recursive: true });
  const lines = steps.map(
    (step) =>
      `    ${JSON.stringify(step)
        .replaceAll(/([:,{])(?=["\d])/g, '$1 ')
        .replace('}', ' }')}`,
  );
  writeFileSync(
    file,
    `{\n  "world": "${world}",\n  "reloads": ${reloads},\n  "steps": [\n${lines.join(',\n')}\n  ]\n}\n`,
  );
  return file;
}

/** Throws when one of the files is not such a session. */
export function regressionKinds(): readonly Kind[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { world, reloads, steps } = JSON.parse(
        readFileSync(path.join(directory, name), 'utf8'),
      ) as Record<string, unknown>;
      const parsed = parseSteps(steps);
      if (typeof parsed === 'string') throw new Error(`${name}: ${parsed}`);
      const id = `regression-${path.basename(name, '.json')}`;
      if (world !== 'fixture' && world !== 'copilot') throw new Error(`${name} has no world.`);
      const title = 'random session that once went wrong';
      return { ...kindOfSteps({ name: id, title, world }, parsed), reloads: reloads === true };
    });
}

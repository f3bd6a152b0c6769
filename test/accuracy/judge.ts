/**
 * Waits until Countersign has taken in what happened, and compares its answer with the truth, file by file.
 */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvidenceGrade } from '../../src/core/model';
import { until } from '../host/until';
import { answerOf } from './answer';
import { added, compare } from './confusion';
import type { Difference, Matrix } from './confusion';
import type { World } from './world';

export interface Judgement {
  readonly matrix: Matrix;
  readonly grade: EvidenceGrade | null;
  readonly differences: readonly (Difference & { readonly file: string })[];
}

/** How long the journal may take to have the text that the editor has; milliseconds. */
const JOURNAL = 20_000;

/** As long as an accept command may come after its change; milliseconds. */
const LATEST_CORRECTION = 3_000;

/** Judges every file below a folder of the workspace whose text changed, and that is still there. */
export async function judge(world: World, folder: string): Promise<Judgement> {
  await world.drain();
  let found = await judgeNow(world, folder);
  const end = Date.now() + LATEST_CORRECTION;
  // A command that comes late makes text the AI's, or speaks of other text: nothing else can change.
  const mayChange = (): boolean =>
    found.differences.some(({ truth, answer }) => truth === 'ai' || answer === 'ai');
  while (mayChange() && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = await judgeNow(world, folder);
  }
  return found;
}

async function judgeNow(world: World, folder: string): Promise<Judgement> {
  const judgements: Judgement[] = [];
  for (const doc of world.truth.touched) {
    const file = fileIn(world, doc);
    if (file?.startsWith(`${folder}/`) === true) judgements.push(await judgeFile(world, doc, file));
  }
  const grades = judgements.map(({ grade }) => grade);
  return {
    matrix: added(judgements.map(({ matrix }) => matrix)),
    grade: grades.includes('inferred') ? 'inferred' : grades.includes('exact') ? 'exact' : null,
    differences: judgements.flatMap(({ differences }) => differences),
  };
}

async function judgeFile(world: World, doc: string, file: string): Promise<Judgement> {
  const state = await until(
    `the journal to have the text of ${file}`,
    async () => {
      await world.drain();
      const truth = world.truth.uncommitted(doc);
      const known = await world.journalled(file);
      if (truth === null || !/[ahu]/.test(truth.authors)) return 'nothing to judge';
      return known?.text === truth.text ? { truth, known } : null;
    },
    JOURNAL,
  );
  if (state === 'nothing to judge') return { matrix: added([]), grade: null, differences: [] };
  const { authors, grade } = answerOf(state.known);
  const { matrix, differences } = compare(state.truth, authors);
  return { matrix, grade, differences: differences.map((difference) => ({ ...difference, file })) };
}

/** The path in the repository of a document that is a file on disk. */
function fileIn(world: World, doc: string): string | null {
  if (!doc.startsWith('file:')) return null;
  const file = fileURLToPath(doc);
  return existsSync(file) ? path.relative(world.session.workspace, file).split(path.sep).join('/') : null;
}

/**
 * `countersign checkpoint`: a tool outside the editor reports what it is about to edit, or what it wrote. Silent when all
 * is well: agents take what their hooks print for an answer.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findRepository, type Repository } from '../../adapters/git/repository';
import { fileNamed } from '../../adapters/node/repositoryPath';
import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import { parseAgentV1 } from '../../core/checkpoint/parseAgentV1';
import { parseKnownHuman } from '../../core/checkpoint/parseKnownHuman';
import { visibleText } from '../../core/commit/visibleText';
import { CountersignError } from '../../core/errors';
import type { Origin } from '../../core/model';
import type { Result } from '../../core/result';
import type { Command, CommandContext, ExitCode } from '../command';
import { parseArguments } from '../parseArguments';
import { reportFiles, type FileReport } from '../reportFiles';

const PRESETS: Readonly<Record<string, (payload: string) => Result<Checkpoint>>> = {
  'agent-v1': parseAgentV1,
  'known-human': parseKnownHuman,
};
const USAGE = `checkpoint ${Object.keys(PRESETS).join('|')}`;

export const checkpoint: Command = {
  usage: USAGE,
  summary: 'a tool reports on standard input what it edits (JSON)',
  async run(args, context): Promise<ExitCode> {
    const [preset = ''] = parseArguments(args, { flags: [], words: [1, 1] }, USAGE).words;
    const parse = Object.hasOwn(PRESETS, preset) ? PRESETS[preset] : undefined;
    if (parse === undefined)
      throw new CountersignError('bad-usage', `There is no preset ${preset}; use: countersign ${USAGE}`);
    const report = parse(await context.input());
    if (!report.ok) {
      throw new CountersignError(
        'bad-usage',
        `The payload of ${preset} cannot be used: ${report.error}. Write one JSON object to standard input.`,
      );
    }
    await enter(report.value, context);
    return 0;
  },
};

async function enter(report: Checkpoint, context: CommandContext): Promise<void> {
  const directory = resolve(context.directory, report.directory ?? '');
  if (!existsSync(directory))
    throw new CountersignError(
      'not-a-repository',
      `${directory} does not exist: name a directory of a repository.`,
    );
  const outer = await findRepository(context.gitIn(directory), directory);
  const origin = originOf(report, Date.now());
  for (const [root, files] of placed(report, outer, directory, context)) {
    const git = context.gitIn(root);
    const repository = root === outer.root ? outer : await findRepository(git, root);
    for (const problem of await reportFiles(git, repository, { ...files, origin }))
      context.output.complain(visibleText(`countersign: ${problem}`));
  }
}

/** The files of the report by the working tree that they lie in. */
function placed(
  { paths, contents }: Checkpoint,
  { root }: Repository,
  directory: string,
  context: CommandContext,
): Map<string, Pick<FileReport, 'paths' | 'contents'>> {
  const place = (name: string): { root: string; path: string } | null => {
    const file = fileNamed(root, directory, name);
    if (file === null)
      context.output.complain(
        visibleText(`countersign: ${JSON.stringify(name)} is not in this working tree; it is left out.`),
      );
    return file;
  };
  const byRoot = new Map<string, { paths: string[] | null; contents: Map<string, string> }>();
  const at = (where: string): { paths: string[] | null; contents: Map<string, string> } => {
    const known = byRoot.get(where) ?? { paths: paths === null ? null : [], contents: new Map() };
    byRoot.set(where, known);
    return known;
  };
  if (paths === null) at(root);
  for (const name of paths ?? []) {
    const file = place(name);
    if (file !== null) at(file.root).paths?.push(file.path);
  }
  for (const [name, text] of contents) {
    const file = place(name);
    if (file !== null) at(file.root).contents.set(file.path, text);
  }
  return byRoot;
}

function originOf(report: Checkpoint, time: number): Origin {
  switch (report.kind) {
    case 'before':
      return { author: 'unknown', reason: 'offline', time };
    case 'person':
      return { author: 'human', evidence: 'hook', time };
    case 'agent': {
      const { tool, model, session } = report;
      return { author: 'ai', tool, model, session, evidence: 'hook', time };
    }
  }
}

/**
 * Makes long histories for the history benchmark: small changes to 200 files in 20 directories, and now and then to one
 * of 1,000 lines, by five people over some years; every tenth commit has a note and trailers of ours, every other tenth
 * names a tool as its co-author. By the policy of the first commit, one of the directories is critical.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TestRepository } from '../git/support';
import { seededRandom } from './seededRandom';

const FILES = 200;
const DIRECTORIES = 20;
const LINES = 24;
/** A file that has grown large, as blame is asked of: so many lines, a change in every so many commits. */
export const LARGE_FILE = 'large.ts';
const LARGE_LINES = 1000;
const LARGE_EVERY = 200;
/** The branch that ends at the first commit. */
export const FIRST = 'first';
const POLICY = `{
  "critical": [{ "name": "part", "files": ["part0/**"], "countersign": { "by": ["senior@example.com"] } }]
}
`;
const START = Date.UTC(2020, 0, 1) / 1000;
const SECONDS_BETWEEN = 1800;

/** Gives the branch `main` of a repository `commits` commits, and `refs/notes/ai` their notes. */
export async function makeLongHistory(repository: TestRepository, commits: number): Promise<void> {
  const git = spawn('git', ['fast-import', '--quiet', '--done'], {
    cwd: repository.root,
    env: repository.environment(),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(git, 'close');
  await pipeline(Readable.from(stream(commits)), git.stdin);
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function* stream(commits: number): Generator<string> {
  const random = seededRandom(1);
  const texts = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: LINES }, (_line, line) => `export const value${line} = ${file};`),
  );
  const large = Array.from({ length: LARGE_LINES }, (_, line) => `export const large${line} = 0;`);
  for (let number = 1; number <= commits; number++) {
    const time = START + number * SECONDS_BETWEEN;
    const person = `Person ${number % 5} <person${number % 5}@example.com> ${time} +0100`;
    const files = [Math.floor(random() * FILES), Math.floor(random() * FILES)];
    yield `commit refs/heads/main\nmark :${number}\nauthor ${person}\ncommitter ${person}\n${data(message(number))}`;
    if (number === 1) yield `M 100644 inline .countersign.json\n${data(POLICY)}`;
    for (const file of new Set(files)) {
      const lines = texts[file] ?? [];
      const at = Math.floor(random() * (LINES - 4));
      for (let line = at; line < at + 4; line++)
        lines[line] = `  call${line}(${number}, ${Math.floor(random() * 100)});`;
      yield `M 100644 inline ${pathOf(file)}\n${data(`${lines.join('\n')}\n`)}`;
    }
    // Next to commits with notes, so that some of its lines come from those.
    if (number % LARGE_EVERY < 2) {
      const at = Math.floor(random() * (LARGE_LINES - 20));
      for (let line = at; line < at + 20; line++) large[line] = `  large${line}(${number});`;
      yield `M 100644 inline ${LARGE_FILE}\n${data(`${large.join('\n')}\n`)}`;
    }
  }
  yield `reset refs/heads/${FIRST}\nfrom :1\n\n`;
  yield `commit refs/notes/ai\ncommitter Person 0 <person0@example.com> ${START} +0000\n${data('Provenance\n')}`;
  for (let number = 10; number <= commits; number += 10) yield `N inline :${number}\n${data(note())}`;
  yield 'done\n';
}

function message(number: number): string {
  const subject = `Change number ${number} of the benchmark`;
  const body = 'What this changes and why, in a paragraph of about the length that people write.';
  const ours =
    'Assisted-by: GitHub Copilot:gpt-5.1\n' +
    'AI-Provenance: added=8 ai=5 mixed=1 unknown=1 deleted-by-ai=1 files=2 evidence=exact';
  const others = 'Co-authored-by: Claude Opus 4.5 <noreply@anthropic.com>';
  const trailers = number % 10 === 0 ? `\n${ours}\n` : number % 10 === 5 ? `\n${others}\n` : '';
  return `${subject}\n\n${body}\n${trailers}`;
}

/** Attests lines of some files; which of them the commit changed does not matter for the time it takes. */
function note(): string {
  const files = [...[0, 50, 100, 150].map(pathOf), LARGE_FILE].map(
    (path) => `${path}\n  s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15-20\n  h_31dce776f88375 12-13\n`,
  );
  const metadata = {
    ...{
      schema_version: 'authorship/3.0.0',
      git_ai_version: 'countersign:1.0.0',
      base_commit_sha: '',
      prompts: {},
    },
    humans: { h_31dce776f88375: { author: 'Person 0 <person0@example.com>' } },
    sessions: {
      s_c9883b05a2487d: {
        agent_id: { tool: 'github-copilot', id: 'talk', model: 'gpt-5.1' },
        human_author: null,
      },
    },
  };
  return `${files.join('')}---\n${JSON.stringify(metadata, null, 2)}`;
}

export function pathOf(file: number): string {
  return `part${file % DIRECTORIES}/file${file}.ts`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

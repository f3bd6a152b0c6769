/**
 * The agent of the bundled chat edits files, with each of its tools, while nobody else does.
 */
import { ChatStage } from '../chatStage';
import type { Kind } from '../kind';

const world = 'copilot';

export const chatAgent: readonly Kind[] = [
  {
    name: 'chat-replace',
    title: 'agent replaces a piece of an open file',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      await chat.edit(['beta = 1;', 'beta = 100; // of the agent']);
    },
  },
  {
    name: 'chat-multi-replace',
    title: 'agent replaces several pieces, in an open file and in one that is not',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      await chat.ask('edit both', {
        tools: [
          chat.chat.replaceMany(
            [stage.path('a.ts'), 'alpha = 0', 'alpha = compute(0, "first")'],
            [stage.path('a.ts'), 'zeta = 5;\n', 'zeta = 5;\nexport const between = zeta + 1;\n'],
            [stage.path('b.ts'), 'gamma = 2', 'gamma = compute(2)'],
            [stage.path('b.ts'), 'export const theta = 7;\n', ''],
          ),
        ],
      });
    },
  },
  {
    name: 'chat-create',
    title: 'agent creates a file and edits it again',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      const create = chat.create('made.ts', 'export const one = 1;\nexport const two = 2;\n');
      const again = chat.replace('made.ts', 'two = 2', 'two = one + one');
      await chat.ask('create', { tools: [create] }, { tools: [again] });
    },
  },
  {
    name: 'chat-patch',
    title: 'agent patches a file, adds one and deletes one',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.write('gone.ts', 'export const gone = 1;\n', { committed: true });
      await stage.open('a.ts');
      await chat.chat.askModel('patching', 'patch', {
        tools: [
          chat.chat.patch(
            ...[`*** Update File: ${stage.fileOf('a.ts')}`, '@@', ' export const gamma = 2;'],
            ...['-export const delta = 3;', '+export const delta = three();', '+export const more = delta;'],
            ' export const epsilon = 4;',
            ...[`*** Add File: ${stage.fileOf('added.ts')}`, '+export const added = 1;'],
            `*** Delete File: ${stage.fileOf('gone.ts')}`,
          ),
        ],
      });
    },
  },
  {
    name: 'chat-several-requests',
    title: 'agent edits again what it wrote, in one request and in the next',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      await chat.edit(['beta = 1', 'beta = first(1)'], ['first(1)', 'first(1, "more")']);
      await chat.edit(
        ['export const beta', '// beta comes first\nexport const beta'],
        ['gamma = 2', 'gamma = 22'],
      );
    },
  },
  {
    name: 'chat-crlf',
    title: 'agent edits a file with CRLF',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.write('crlf.ts', 'const one = 1;\r\nconst two = 2;\r\nconst three = 3;\r\n', {
        committed: true,
      });
      await stage.open('crlf.ts');
      const edit = chat.replace('crlf.ts', 'const two = 2;', 'const two = 2;\nconst half = 2.5;');
      await chat.ask('edit', { tools: [edit] });
    },
  },
  {
    name: 'chat-over-person',
    title: 'agent rewrites part of what a person has just typed',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      await stage.moveTo(3, -1);
      await stage.type('\nexport const typed = alpha + beta;');
      await stage.untilText('the typed line', (text) => text.includes('typed = alpha + beta;'));
      await chat.edit(['typed = alpha + beta', 'typed = alpha * beta']);
    },
  },
  {
    name: 'chat-terminal',
    title: 'agent runs a command that writes a file',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      const command = `printf 'export const shelled = 1;\\n' >> '${stage.fileOf('a.ts')}'`;
      await chat.chat.askAllowing('run', { name: 'run_in_terminal', args: terminalArguments(command) });
      await stage.untilText('what the command wrote', (text) => text.includes('shelled'));
    },
  },
];

function terminalArguments(command: string): Record<string, unknown> {
  const words = { explanation: 'As asked.', goal: 'Write the file' };
  return { command, ...words, mode: 'sync', isBackground: false, timeout: 20_000 };
}

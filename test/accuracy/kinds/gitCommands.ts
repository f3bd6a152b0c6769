/**
 * Git, in a terminal, while the file is open: text that comes back comes back with its authors.
 */
import type { Kind } from '../kind';
import { baseline, writeLines, writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Commits all that other kinds left behind, so that git may switch, rebase and reset. */
async function cleanTree(stage: Stage): Promise<void> {
  await stage.git('add', '--all');
  await stage.git('commit', '--quiet', '--allow-empty', '--message=What was there');
}

async function until(stage: Stage, isThere: boolean, part: string): Promise<void> {
  await stage.untilText(part, (text) => text.includes(part) === isThere);
}

export const gitCommands: readonly Kind[] = [
  {
    name: 'git-checkout-file',
    title: 'git checkout of the open file',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('add', '--', stage.path('a.ts'));
      await stage.moveTo(3, 1);
      await stage.changingText('a deletion', () => stage.press('Control+Shift+k'));
      await stage.press('Control+End');
      await stage.type('\nconst lost = 9;');
      await until(stage, true, 'lost = 9;');
      await stage.save();
      await stage.git('checkout', '--', stage.path('a.ts'));
      await until(stage, false, 'lost');
    },
  },
  {
    name: 'git-stash',
    title: 'git stash and stash pop',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('stash', 'push', '--quiet', '--', stage.path('a.ts'));
      await stage.untilText('the baseline', (text) => text === baseline);
      await stage.git('stash', 'pop', '--quiet');
      await until(stage, true, 'apple');
    },
  },
  {
    name: 'git-stash-elsewhere',
    title: 'git stash pop onto a file that has changed',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('stash', 'push', '--quiet', '--', stage.path('a.ts'));
      await stage.untilText('the baseline', (text) => text === baseline);
      await stage.moveTo(1, 1);
      await stage.type('let heading;\n');
      await stage.save();
      await stage.commit('a.ts');
      await stage.git('stash', 'pop', '--quiet');
      await until(stage, true, 'apple');
    },
  },
  {
    name: 'git-switch-dirty',
    title: 'git switch to another branch and back, with changes',
    world,
    async run(stage) {
      await cleanTree(stage);
      await stage.git('branch', '--force', 'other');
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('stash', 'push', '--quiet', '--', stage.path('a.ts'));
      await stage.git('switch', '--quiet', 'other');
      await stage.git('switch', '--quiet', 'main');
      await stage.git('stash', 'pop', '--quiet');
      await until(stage, true, 'apple');
    },
  },
  {
    name: 'git-switch-branch',
    title: 'git switch to a branch without the lines, and back',
    world,
    async run(stage) {
      await cleanTree(stage);
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('switch', '--quiet', '--create', 'lines');
      await stage.commit('a.ts');
      await stage.git('switch', '--quiet', 'main');
      await until(stage, false, 'apple');
      await stage.git('switch', '--quiet', 'lines');
      await until(stage, true, 'apple');
      await stage.press('Control+End');
      await stage.changingText('a new line', () => stage.press('Enter'));
      await writeLines(stage, [['const pear = ', 'apple * 2;']]);
      await stage.save();
      await stage.git('stash', 'push', '--quiet', '--', stage.path('a.ts'));
      await until(stage, false, 'pear');
      await stage.git('switch', '--quiet', 'main');
      await stage.git('merge', '--quiet', 'lines');
      await stage.git('stash', 'pop', '--quiet');
      await until(stage, true, 'pear');
    },
  },
  {
    name: 'git-rebase',
    title: 'git rebase with --autostash',
    world,
    async run(stage) {
      await cleanTree(stage);
      await stage.write('a.ts', baseline, { committed: true });
      await stage.git('switch', '--quiet', '--create', 'upstream');
      await stage.write('a.ts', `// upstream\n${baseline}`, { committed: true });
      await stage.git('switch', '--quiet', 'main');
      await stage.write('b.ts', 'export {};\n', { committed: true });
      await stage.open('a.ts');
      await stage.press('Control+End');
      await writeLines(stage, [['const total = ', 'base * rate + 1;'], ['const extra = 5;']]);
      await stage.save();
      await stage.git('rebase', '--quiet', '--autostash', 'upstream');
      await stage.untilText('both', (text) => text.includes('upstream') && text.includes('extra'));
    },
  },
  {
    name: 'git-reset-hard',
    title: 'git reset --hard, then work again',
    world,
    async run(stage) {
      await cleanTree(stage);
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('reset', '--quiet', '--hard');
      await stage.untilText('the baseline', (text) => text === baseline);
      await stage.press('Control+End');
      await writeLines(stage, [['const sum = ', '1 + base * rate;'], ['const other = 5;']]);
    },
  },
  {
    name: 'git-reset-soft',
    title: 'git reset of the last commit, its changes kept',
    world,
    async run(stage) {
      await cleanTree(stage);
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.git('commit', '--quiet', '--message=Prices', '--', stage.path('a.ts'));
      await stage.git('reset', '--quiet', '--mixed', 'HEAD~1');
      await stage.press('Control+End');
      await stage.changingText('a new line', () => stage.press('Enter'));
      await writeLines(stage, [['const pear = ', 'apple * 2;']]);
    },
  },
];

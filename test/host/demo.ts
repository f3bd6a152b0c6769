/**
 * `npm run demo`: the main job, end to end, in a real VS Code with the real Copilot extension (its answers canned) and
 * real git. Saves a picture of each step under `demo-output/` and fails when anything expected is missing.
 */
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { Checklist } from './checklist';
import { checkCriticalCommit, checkPlainCommit, printCommit } from './demoChecks';
import { demoGhostText, farewell, isFree, refund } from './demoRules';
import type { DemoRule } from './demoRules';
import { afterLineMessages, hoverOver, leaveHover } from './decorations';
import { untilDiagnostics } from './diagnostics';
import { headOf } from './gitIn';
import { repositoryRoot } from './installation';
import { answerNotification, notification } from './notifications';
import { packageExtension } from './packageExtension';
import { createSampleRepository } from './sampleRepository';
import { startSession } from './session';
import type { Session } from './session';
import { commitFromScm } from './sourceControl';
import { typeInTerminal } from './terminal';
import { until } from './until';

const output = path.join(repositoryRoot, 'demo-output');
const critical = 'src/payments/charge.ts';
const ordinary = 'src/app/greet.ts';
const hookQuestion = /hooks/i;

class Demo {
  private pictures = 0;

  constructor(
    private readonly session: Session,
    private readonly checks: Checklist,
  ) {}

  async run(): Promise<void> {
    const { checks } = this;
    await checks.step('1. An AI completion lands in a critical file', () => this.acceptInCriticalFile());
    await checks.step('2. The warning is there at once', () => this.seeWarning());
    await checks.step('3. The question about hooks is answered', () => this.installHooks());
    await checks.step('4. An AI completion lands in an ordinary file', () => this.acceptInOrdinaryFile());
    await checks.step('5. A commit from the Source Control view', () => this.commitFromView());
    await checks.step('6. A commit from the terminal', () => this.commitFromTerminal());
    await checks.step('7. A commit with no AI line', () => this.commitByHand());
  }

  private async acceptInCriticalFile(): Promise<void> {
    await this.accept(critical, refund, 'ghost-text-in-critical-file');
    this.checks.expect(
      'the completion is in the file',
      (await this.session.text()).includes('Cannot refund more'),
    );
  }

  private async seeWarning(): Promise<void> {
    const shown = await untilDiagnostics(this.session, 'a warning in the critical file', (diagnostics) =>
      diagnostics.some((diagnostic) => diagnostic.path === critical),
    );
    const [first] = shown;
    this.checks.expect('it is an error of the rule “payments”', first?.severity === 'error', first);
    this.checks.expect('its code is the rule', first?.code === 'payments', first);
    console.log(`    ${first?.path}:${first?.lines[0]} ${first?.message}`);
    const messages = await until('the message after the line', async () => {
      const found = await afterLineMessages(this.session);
      return found.length > 0 ? found : null;
    });
    this.checks.expect(
      'a message stands after the first line',
      messages[0]?.includes('payments') === true,
      messages,
    );
    // What the language service says while somebody types would distract from the picture.
    await until('the language service to settle', async () => {
      const all = await this.session.inHost((vscode) => vscode.languages.getDiagnostics());
      return all.flatMap(([, problems]) => problems).length === shown.length;
    });
    await this.picture('warning');
    const hover = await hoverOver(this.session, 'Cannot refund', 'GitHub Copilot');
    this.checks.expect('the hover names the tool and the rule', hover.includes('payments'), hover);
    await this.picture('hover');
    await leaveHover(this.session);
  }

  private async installHooks(): Promise<void> {
    await notification(this.session, hookQuestion).waitFor({ timeout: 30_000 });
    await this.picture('hook-question');
    await answerNotification(this.session, hookQuestion, 'Install');
  }

  private async acceptInOrdinaryFile(): Promise<void> {
    await this.session.save();
    await this.accept(ordinary, farewell, 'ghost-text-in-ordinary-file');
    await this.session.type('\nexport const languages = 1;\n');
    await this.session.save();
    const shown = await untilDiagnostics(this.session, 'the warnings', (all) => all.length > 0);
    this.checks.expect(
      'there is no warning in it',
      shown.every(({ path: file }) => file !== ordinary),
      shown,
    );
    await this.picture('ordinary-file');
  }

  private async commitFromView(): Promise<void> {
    const commit = await commitFromScm(this.session, 'Refund charges and say goodbye', {
      beforeCommit: () => this.picture('source-control'),
    });
    await this.session.page.locator('.scm-history-view').getByText('Refund charges').first().waitFor();
    await this.picture('committed-from-source-control');
    await printCommit(this.session, commit);
    await checkCriticalCommit(this.session, this.checks, commit, {
      files: 2,
      critical,
      subject: 'Refund charges and say goodbye',
    });
  }

  private async commitFromTerminal(): Promise<void> {
    await this.accept(critical, isFree, 'second-edit');
    await this.session.save();
    const commit = await this.commitInTerminal('Tell free charges', 'terminal');
    await printCommit(this.session, commit);
    await checkCriticalCommit(this.session, this.checks, commit, {
      files: 1,
      critical,
      subject: 'Tell free charges',
    });
  }

  private async commitByHand(): Promise<void> {
    await this.session.open(ordinary);
    await this.session.press('Control+End');
    await this.session.type('export const greeting = 1;\n');
    await this.session.save();
    const commit = await this.commitInTerminal('Add a constant by hand', 'by-hand');
    await printCommit(this.session, commit);
    await checkPlainCommit(this.session, this.checks, commit, 'Add a constant by hand');
  }

  /** Types the start of a function at the end of a file and accepts what the AI suggests with Tab. */
  private async accept(file: string, rule: DemoRule, picture: string): Promise<void> {
    await this.session.open(file);
    await this.session.press('Control+End');
    const end = /\n{0,2}$/.exec(await this.session.text())?.[0] ?? '';
    await this.session.type('\n'.repeat(2 - end.length));
    await this.session.type(rule.before);
    await this.session.waitForGhostText(rule.insert.split(':')[0]);
    await this.picture(picture);
    const before = await this.session.text();
    await this.session.press('Tab');
    await this.session.untilText('the accepted completion', (text) => text !== before);
    await this.session.type('\n');
  }

  private async commitInTerminal(subject: string, picture: string): Promise<string> {
    const { workspace, environment } = this.session;
    const before = await headOf(workspace, environment);
    await typeInTerminal(this.session, `git commit --quiet --all --message='${subject}' && git log -1`);
    const commit = await until('the commit from the terminal', async () => {
      const head = await headOf(workspace, environment);
      return head !== before ? head : null;
    });
    await this.session.page.locator('.xterm-rows').filter({ hasText: 'Author:' }).first().waitFor();
    await this.picture(picture);
    return commit;
  }

  private async picture(name: string): Promise<void> {
    this.pictures += 1;
    const file = path.join(output, `${String(this.pictures).padStart(2, '0')}-${name}.png`);
    await this.session.screenshot(file);
    console.log(`    picture: ${path.relative(repositoryRoot, file)}`);
  }
}

async function main(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  const vsix = await packageExtension();
  const sample = await createSampleRepository();
  const checks = new Checklist(console.log);
  console.log('Starting VS Code on a sample repository');
  const session = await startSession({
    workspace: sample.path,
    extensions: [vsix],
    copilot: { ghostText: demoGhostText },
    say: console.log,
  });
  try {
    await new Demo(session, checks).run();
    if (checks.failed > 0) await session.saveEvidence(path.join(output, 'failed'));
  } finally {
    await session.stop();
    sample.remove();
  }
  if (checks.failed > 0) {
    console.log(`\n${checks.failed} expectations were not met. Pictures and logs are in demo-output/failed.`);
    process.exitCode = 1;
  } else {
    console.log('\nEverything expected was seen. The pictures are in demo-output/.');
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

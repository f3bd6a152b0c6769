/**
 * A second window of a kind's editor, whose edits are part of the same truth.
 */
import { existsSync } from 'node:fs';
import type { Session } from '../host/session';
import type { Stage } from './stage';

export class SecondWindow {
  private constructor(
    private readonly stage: Stage,
    readonly session: Session,
  ) {}

  /** Opens it on the same folder; it has the focus until it is closed. */
  static async open(stage: Stage): Promise<SecondWindow> {
    const session = await stage.session.openWindow();
    await session.page.bringToFront();
    return new SecondWindow(stage, session);
  }

  /** Shows a file of the kind's folder, made empty when it is not there. */
  async open(file: string): Promise<void> {
    if (!existsSync(this.stage.fileOf(file))) await this.stage.write(file, '');
    await this.session.open(this.stage.path(file));
  }

  async press(key: string): Promise<void> {
    await this.session.press(key);
  }

  async changingText(what: string, action: () => Promise<void>): Promise<string> {
    const before = await this.session.text();
    await action();
    return this.session.untilText(what, (text) => text !== before);
  }

  /** Takes what was done in this window into the truth. */
  async finish(): Promise<void> {
    await this.session.save();
    const records = await this.session.inHost((_vscode, _argument, scope) => scope.records.splice(0));
    for (const record of records) await this.stage.tell(record);
  }

  async close(): Promise<void> {
    await this.session.stop();
    await this.stage.page.bringToFront();
  }
}

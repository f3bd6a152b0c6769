/**
 * The chat of the editor as a person uses it: the agent's edits, Keep and Undo, inline chat. The extension behind it is
 * the bundled one; only its model is played.
 */
import type { Locator } from 'playwright-core';
import { CHAT_VENDOR } from './chatModel';
import type { ChatStep, ChatToolCall } from './chatModel';
import type { Session } from './session';
import { until } from './until';

/** Which edit tools the agent is offered: its own choice depends on the model. */
export type ChatModelName = 'replacing' | 'patching';

export class Chat {
  constructor(private readonly session: Session) {}

  /** Asks the agent and waits until its answer has ended. Steps are the model's answers; a text that ends them is added. */
  async ask(query: string, ...steps: readonly ChatStep[]): Promise<void> {
    await this.askModel('replacing', query, ...steps);
  }

  /** The same with a model of one's choice. */
  async askModel(model: ChatModelName, query: string, ...steps: readonly ChatStep[]): Promise<void> {
    const { chatModel } = this.session;
    chatModel.expect(steps);
    await this.send(query, model);
    chatModel.throwFailure();
    if (chatModel.pending > 0)
      throw new Error(`The agent did not ask for ${chatModel.pending} of its steps.`);
  }

  /** Asks the agent, which uses a tool that it may use only once a person has allowed it: with the button for that. */
  async askAllowing(query: string, tool: ChatToolCall): Promise<void> {
    const { chatModel, page } = this.session;
    chatModel.expect([{ tools: [tool] }, { text: 'Done.' }]);
    await this.send(query, 'replacing');
    await page
      .locator('.chat-confirmation-widget-container, .chat-confirmation-widget2')
      .getByRole('button', { name: /^Allow/ })
      .first()
      .click();
    await until('the end of the answer', () => chatModel.pending === 0);
    chatModel.throwFailure();
  }

  /** Begins another conversation; the edits of the one before stay as they are. */
  async startOver(): Promise<void> {
    await this.session.inHost((vscode) => vscode.commands.executeCommand('workbench.action.chat.newChat'));
  }

  /** Opens the newest conversation of the list: a reload of the window may show another one, or none. */
  async reopenNewest(): Promise<void> {
    const { page } = this.session;
    const newest = page.locator('.agent-sessions-viewer .agent-session-item').first();
    const back = page.locator('.chat-view-title-navigation-toolbar .action-label').first();
    await newest.or(back).filter({ visible: true }).first().waitFor();
    if (!(await newest.isVisible())) await back.click();
    await newest.click();
    await back.waitFor();
  }

  /** Replaces a piece of a file. */
  replace(file: string, oldString: string, newString: string): ChatToolCall {
    const filePath = this.session.fileOf(file);
    return { name: 'replace_string_in_file', args: { filePath, oldString, newString } };
  }

  /** Replaces several pieces, of one or more files, in one call. */
  replaceMany(
    ...pieces: readonly (readonly [file: string, oldString: string, newString: string])[]
  ): ChatToolCall {
    const replacements = pieces.map(([file, oldString, newString]) => ({
      ...{ filePath: this.session.fileOf(file), oldString, newString },
      explanation: 'As asked.',
    }));
    return { name: 'multi_replace_string_in_file', args: { explanation: 'As asked.', replacements } };
  }

  /** Creates a file. */
  create(file: string, content: string): ChatToolCall {
    return { name: 'create_file', args: { filePath: this.session.fileOf(file), content } };
  }

  /** Applies a patch in the agent's own format, its lines without the frame. Only for the model `patching`. */
  patch(...lines: readonly string[]): ChatToolCall {
    const input = ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');
    return { name: 'apply_patch', args: { explanation: 'As asked.', input } };
  }

  /** Whether there are edits of the conversation that are neither kept nor rejected. */
  async hasPending(): Promise<boolean> {
    return this.allFiles('Keep').isVisible();
  }

  /** Keeps all pending edits of the conversation, with the button of the chat. */
  async keepAll(): Promise<void> {
    await this.allFiles('Keep').click();
    await this.allFiles('Keep').waitFor({ state: 'hidden' });
  }

  /** Rejects all pending edits of the conversation, with the button of the chat and the answer to its question. */
  async undoAll(): Promise<void> {
    await this.allFiles('Undo').click();
    await this.confirm('Yes');
    await this.allFiles('Undo').waitFor({ state: 'hidden' });
  }

  /** Keeps the pending edits of one file, with the button over its text. */
  async keepFile(file: string): Promise<void> {
    await this.settleFile(file, 'Keep');
  }

  /** Rejects the pending edits of one file, with the button over its text. */
  async undoFile(file: string): Promise<void> {
    await this.settleFile(file, 'Undo');
  }

  /** Keeps the pending edit that is at a piece of text, with the button that shows when the mouse is over it. */
  async keepHunk(file: string, text: string): Promise<void> {
    await this.settleHunk(file, text, 'Keep');
  }

  /** Rejects the pending edit that is at a piece of text, with the button that shows when the mouse is over it. */
  async undoHunk(file: string, text: string): Promise<void> {
    await this.settleHunk(file, text, 'Undo');
  }

  /** Takes files and conversation back to where they were before a question was asked, with the button at it. */
  async restoreCheckpoint(query: string): Promise<void> {
    const request = this.session.page.locator('.interactive-request', { hasText: query }).last();
    // What shows for the mouse where it was before would lie over the request.
    await this.session.page.mouse.move(0, 0);
    await request.hover();
    const button = request
      .locator('..')
      .getByText(/^(Restore Checkpoint|Start Over)$/)
      .first();
    await button.click();
    // Last of all, the question is put back where it was asked, and gets the focus.
    await this.session.page.locator('.interactive-input-part .view-line', { hasText: query }).waitFor();
  }

  /** Takes back that a checkpoint was restored, with the button that shows then. */
  async redoCheckpoint(): Promise<void> {
    const restored = this.session.page.locator('.checkpoint-restore-container').filter({ visible: true });
    await restored.getByText('Redo', { exact: true }).click();
  }

  /** Opens the inline chat at the cursor of the active editor, asks, and waits for the edit to be there. */
  async inline(query: string, ...steps: readonly ChatStep[]): Promise<void> {
    const { session } = this;
    session.chatModel.expect(steps);
    const before = await session.text();
    await session.press('Control+i');
    await session.page.locator('.inline-chat-2 .monaco-editor.focused').waitFor();
    await session.type(query);
    await session.press('Enter');
    await session.untilText('the edit of the inline chat', (text) => text !== before);
    session.chatModel.throwFailure();
  }

  /** Keeps what the inline chat has edited. */
  async keepInline(): Promise<void> {
    await this.inlineCommand('inlineChat2.keep');
  }

  /** Closes the inline chat, which takes its edits back. */
  async closeInline(): Promise<void> {
    await this.inlineCommand('inlineChat2.close');
  }

  /** Puts the code block of the last answer at the cursor of a file, with the button of the block. */
  async insertAtCursor(): Promise<void> {
    const block = this.session.page.locator('.interactive-response .interactive-result-code-block').last();
    await block.hover();
    await block.getByRole('button', { name: /^Insert At Cursor/ }).click();
  }

  private async send(query: string, model: ChatModelName): Promise<void> {
    await this.session.inHost(
      async (vscode, asked) => {
        await vscode.commands.executeCommand('workbench.action.chat.open', {
          ...{ query: asked.query, mode: 'agent', blockOnResponse: true },
          modelSelector: { vendor: asked.vendor, id: asked.model },
        });
      },
      { query, model, vendor: CHAT_VENDOR },
    );
  }

  private async inlineCommand(command: string): Promise<void> {
    await this.session.inHost((vscode, name) => vscode.commands.executeCommand(name), command);
    await this.session.page.locator('.inline-chat-2').waitFor({ state: 'hidden' });
  }

  private async settleFile(file: string, action: 'Keep' | 'Undo'): Promise<void> {
    await this.session.open(file);
    const overlay = this.session.page.locator(`${activeGroup} .chat-editor-overlay-widget`);
    await overlay.getByText(action, { exact: true }).click();
    await until(`${action} of ${file}`, async () => (await this.pendingEdits(file)) === false);
  }

  private async settleHunk(file: string, text: string, action: 'Keep' | 'Undo'): Promise<void> {
    const { page } = this.session;
    await this.session.open(file);
    const before = await this.versions(file);
    await page.locator(`${activeGroup} .view-line`, { hasText: text }).first().hover();
    const widget = page.locator(`${activeGroup} .chat-diff-change-content-widget.hover`);
    await widget.getByText(action, { exact: true }).click();
    await until(`${action} of ${text}`, async () => (await this.versions(file)) !== before);
  }

  /** Whether a file has edits that are neither kept nor rejected; null when the chat has not edited it. */
  private async pendingEdits(file: string): Promise<boolean | null> {
    return this.session.inHost((vscode, name) => {
      const documents = vscode.workspace.textDocuments.filter((document) => document.uri.path === name);
      const text = documents.find((document) => document.uri.scheme === 'file')?.getText();
      // What the file would be without them.
      const baseline = documents.find((document) => document.uri.scheme === 'chat-editing-text-model');
      return baseline ? baseline.getText() !== text : null;
    }, this.session.fileOf(file));
  }

  private async versions(file: string): Promise<string> {
    return this.session.inHost(
      (vscode, name) =>
        vscode.workspace.textDocuments
          .filter((document) => document.uri.path === name && !document.uri.scheme.includes('snapshot'))
          .map((document) => `${document.uri.scheme} ${document.version}`)
          .join(),
      this.session.fileOf(file),
    );
  }

  private allFiles(action: 'Keep' | 'Undo'): Locator {
    return this.session.page.locator('.chat-editing-session-actions').getByText(action, { exact: true });
  }

  /** Answers a question of the editor. */
  private async confirm(answer: string): Promise<void> {
    await this.session.page.locator('.monaco-dialog-box').getByText(answer, { exact: true }).click();
  }
}

const activeGroup = '.editor-group-container.active';

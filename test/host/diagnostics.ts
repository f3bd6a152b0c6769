/**
 * The problems that the editor shows, as plain data.
 */
import type { Session } from './session';
import { until } from './until';

export interface ShownDiagnostic {
  /** Relative to the workspace, with slashes. */
  readonly path: string;
  readonly source: string | null;
  readonly code: string | null;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** 1-based and inclusive. */
  readonly lines: readonly [first: number, last: number];
}

/** Every diagnostic of a source, `countersign` unless another is asked for. */
export async function diagnosticsOf(session: Session, source = 'countersign'): Promise<ShownDiagnostic[]> {
  const all = await session.inHost((vscode) =>
    vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
      diagnostics.map((diagnostic) => {
        const { code, range, severity } = diagnostic;
        const plainCode = typeof code === 'object' ? code.value : code;
        return {
          path: vscode.workspace.asRelativePath(uri, false),
          source: diagnostic.source ?? null,
          code: plainCode === undefined ? null : String(plainCode),
          severity: (['error', 'warning', 'information', 'hint'] as const)[severity] ?? 'hint',
          message: diagnostic.message,
          lines: [range.start.line + 1, range.end.line + 1] as const,
        };
      }),
    ),
  );
  return all.filter((diagnostic) => diagnostic.source === source);
}

/** Waits until the diagnostics of Countersign fulfil the test, and gives them. */
export async function untilDiagnostics(
  session: Session,
  what: string,
  test: (diagnostics: readonly ShownDiagnostic[]) => boolean,
): Promise<ShownDiagnostic[]> {
  let last: ShownDiagnostic[] = [];
  try {
    await until(what, async () => test((last = await diagnosticsOf(session))), 30_000);
  } catch (error) {
    throw new Error(`${(error as Error).message}; shown: ${JSON.stringify(last)}`, { cause: error });
  }
  return last;
}

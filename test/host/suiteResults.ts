/**
 * What a suite leaves behind for the summary of all suites.
 */
export interface SuiteResults {
  readonly passes: number;
  readonly failures: number;
  readonly failed: readonly { readonly title: string; readonly message: string }[];
}

/** The environment variable that names the file that the reporter writes. */
export const resultsVariable = 'COUNTERSIGN_TEST_RESULTS';

/** Begins the lines of the extension host's console that are the report: VS Code writes much else there. */
export const reportMark = '[tests] ';

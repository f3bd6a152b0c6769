/**
 * What tests ran, line by line, as read from a coverage file.
 */
export interface LineCoverage {
  /** Repository path → line that can run → how often it ran. A line that is not listed cannot run. */
  readonly files: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** How many different files lie outside of the repository; they are left out. */
  readonly outside: number;
  /** How many lines of the coverage file could not be read. A count that cannot be read counts as "did not run". */
  readonly malformed: number;
}

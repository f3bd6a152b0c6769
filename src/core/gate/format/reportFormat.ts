/**
 * What a format of the gate's answer is: a pure function from the report to a text.
 */
import type { GateReport } from '../gateReport';

/** The program that reports. */
export interface ReportingTool {
  /** Version of the product, as in its package. */
  readonly version: string;
}

/** The whole text for standard output, ending with a line feed. */
export type ReportFormat = (report: GateReport, tool: ReportingTool) => string;

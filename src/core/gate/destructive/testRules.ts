/**
 * Built-in rules about tests that are taken away or switched off.
 */
import type { DestructiveRule, LineTest } from './destructiveRule';
import type { FileKind } from './fileKind';

/** Lines that begin a test in the languages that most teams use. */
const declaration =
  /^(?:(?:it|test|specify|scenario)(?:\.\w{1,40}){0,3} ?[(`"']|(?:async )?def test|func (?:Test|Fuzz|Example|test)\w|(?:public )?function test|@(?:ParameterizedTest|RepeatedTest|Test)\b|\[(?:Fact|Theory|Test|TestMethod|TestCase)\b|#\[(?:\w{1,40}::)?test\b)/;
const skipped =
  /^(?:x(?:it|test|describe|context|specify)\b ?\(|(?:it|test|describe|context|suite)(?:\.\w{1,40}){0,2}\.skip\b|@(?:Disabled|Ignore)\b|@(?:pytest\.mark|unittest)\.skip(?!if|unless)\b|pytest\.skip\(|t\.Skip(?:f|Now)?\(|#\[ignore\b|\[Ignore\b|\[(?:Fact|Theory) ?\( ?Skip\b)/i;
/** A file of its own kind tells even without its text that tests went. */
export const deletesTestFile: NonNullable<DestructiveRule['deletesFile']> = ({ isTestFile }) => isTestFile;

export const removesTest: LineTest = ({ code, kind }) => holdsTests(kind) && declaration.test(code);

export const skipsTest: LineTest = ({ code, kind }) => holdsTests(kind) && skipped.test(code);

/** Rust has its tests beside the code. */
function holdsTests(kind: FileKind): boolean {
  return kind.isTest || kind.extension === 'rs';
}

/**
 * Reads the arguments of one command. Node's own parser, with errors that a person can act on.
 */
import { parseArgs } from 'node:util';
import { CountersignError } from '../core/errors';

export interface ArgumentRules {
  /** Names of options without a value. */
  readonly flags: readonly string[];
  /** Names of options with a value. */
  readonly values?: readonly string[];
  /** How many words may follow: least and most. */
  readonly words: readonly [least: number, most: number];
}

export interface Arguments {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads `args` by `rules`.
 *
 * @param usage how the command is called, for the error message
 * @throws CountersignError `bad-usage`
 */
export function parseArguments(args: readonly string[], rules: ArgumentRules, usage: string): Arguments {
  const options: Record<string, { readonly type: 'boolean' | 'string' }> = {};
  for (const name of rules.flags) options[name] = { type: 'boolean' };
  for (const name of rules.values ?? []) options[name] = { type: 'string' };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    const [least, most] = rules.words;
    if (positionals.length < least) throw new Error('something is missing');
    if (positionals.length > most) throw new Error(`${positionals[most]} is one too many`);
    const given = Object.entries(values);
    return {
      words: positionals,
      flags: new Set(given.filter(([, value]) => value === true).map(([name]) => name)),
      values: new Map(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : '';
    throw new CountersignError('bad-usage', `Wrong arguments (${reason}); use: countersign ${usage}`, {
      cause,
    });
  }
}

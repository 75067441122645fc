import { homedir } from 'node:os';
import path from 'node:path';
import { DIALECTS, type Dialect } from './core/dialect';

export interface Options {
  /** 0: any free one. */
  readonly port: number;
  readonly data: string;
  /** Envelopes to begin with on an empty data folder. */
  readonly seed: number;
  readonly dialect: Dialect;
  /** Seconds to go on after the last holder has gone. */
  readonly linger: number | undefined;
}

export const USAGE = `Usage: node dist/sandbox.js [options]

  --port N          port on 127.0.0.1 (default 0: any free one)
  --data DIR        folder for everything that is kept (default ~/.jsign-sandbox)
  --seed N          envelopes to begin with, if the folder is empty (default 0)
  --dialect NAME    spelling of replies: table or sample (default table)
  --linger SECONDS  end that long after the last connection to /_sandbox/hold has closed
  --help            show this text
`;

const NAMES = ['port', 'data', 'seed', 'dialect', 'linger'] as const;
type Name = (typeof NAMES)[number];

/** Reads the command line. `problem` is a sentence for the person who typed it. */
export function parseArguments(args: readonly string[]): Options | { readonly problem: string } | 'help' {
  const given = new Map<Name, string>();
  for (let index = 0; index < args.length; index++) {
    const [word, inline] = splitOnce(args[index] ?? '');
    if (word === '--help' || word === '-h') return 'help';
    const name = NAMES.find((known) => word === `--${known}`);
    if (name === undefined) return { problem: `Unknown option "${word}".` };
    const value = inline ?? args[++index];
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      return { problem: `The option --${name} needs a value.` };
    }
    given.set(name, value);
  }
  const port = whole(given.get('port') ?? '0', 65_535);
  if (port === undefined) return { problem: 'The port must be a number from 0 to 65535.' };
  const seed = whole(given.get('seed') ?? '0', 100_000);
  if (seed === undefined) return { problem: 'The seed must be a number of envelopes from 0 to 100000.' };
  const lingerText = given.get('linger');
  const linger = lingerText === undefined ? undefined : whole(lingerText, 1_000_000);
  if (lingerText !== undefined && linger === undefined)
    return { problem: 'The linger time must be a number of seconds.' };
  const word = given.get('dialect') ?? 'table';
  const dialect = DIALECTS.find((known) => known === word);
  if (dialect === undefined) return { problem: `Unknown dialect "${word}". There are table and sample.` };
  return {
    port,
    data: path.resolve(given.get('data') ?? path.join(homedir(), '.jsign-sandbox')),
    seed,
    dialect,
    linger,
  };
}

function splitOnce(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

function whole(text: string, most: number): number | undefined {
  return /^\d{1,7}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

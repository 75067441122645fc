import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface SandboxUser {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}
export interface SandboxFacts {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly users: readonly SandboxUser[];
}
export type Dialect = 'table' | 'sample';

export interface Fault {
  readonly method: string;
  readonly path: string;
  readonly kind: 'delay' | 'reset-before' | 'reset-after' | 'status' | 'truncate';
  readonly value?: number;
  readonly times?: number;
}

const program = path.resolve(__dirname, '../../../dist/sandbox.js');

/** The sandbox as people start it: a program of its own, on a data folder of its own. */
export class SandboxProgram {
  private constructor(
    private readonly child: ChildProcess,
    readonly facts: SandboxFacts,
    readonly data: string,
  ) {}

  static async start(
    options: {
      readonly dialect?: Dialect;
      readonly seed?: number;
      readonly data?: string;
      /** Default: any free one. */
      readonly port?: number;
    } = {},
  ): Promise<SandboxProgram> {
    const data = options.data ?? mkdtempSync(path.join(os.tmpdir(), 'jsign-sandbox-'));
    const child = spawn(
      process.execPath,
      [
        program,
        '--port',
        String(options.port ?? 0),
        '--data',
        data,
        '--seed',
        String(options.seed ?? 0),
        '--dialect',
        options.dialect ?? 'table',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code ?? 'a signal'}`)));
    });
    return new SandboxProgram(child, JSON.parse(line) as SandboxFacts, data);
  }

  get url(): string {
    return this.facts.url;
  }

  user(index: number): SandboxUser {
    const user = this.facts.users[index];
    if (!user) throw new Error(`no user ${index}`);
    return user;
  }

  async control(route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_sandbox/${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const reply: unknown = await response.json();
    if (!response.ok) throw new Error(`/_sandbox/${route}: ${response.status} ${JSON.stringify(reply)}`);
    return reply;
  }

  faults(faults: readonly Fault[]): Promise<unknown> {
    return this.control('faults', faults);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM', keep = false): Promise<number | null> {
    const { child } = this;
    const ended =
      child.exitCode ??
      (await new Promise<number | null>((resolve) => {
        child.once('exit', resolve);
        child.kill(signal);
      }));
    if (!keep) rmSync(this.data, { recursive: true, force: true });
    return ended;
  }
}

import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { get, request } from 'node:http';
import path from 'node:path';
import { isObject } from './accountRecord';
import { readSandboxInfo, type SandboxInfo } from './sandboxInfo';

/** Why the sandbox cannot be used. Its text is for logs. */
export class SandboxFailure extends Error {
  constructor(
    readonly reason: 'missing' | 'exited' | 'silent' | 'unreadable' | 'gone' | 'refused',
    options?: ErrorOptions,
  ) {
    super(`sandbox ${reason}`, options);
    this.name = 'SandboxFailure';
  }
}

export interface SandboxPlace {
  /** The program, `dist/sandbox.js`. */
  readonly program: string;
  /** Runs it; an Electron binary is told to be Node. */
  readonly execPath: string;
  readonly dataFolder: string;
  /** Seconds it stays after the last window let go. */
  readonly linger: number;
  /** Milliseconds until a start that says nothing counts as failed. */
  readonly startTimeout: number;
}

/** A living connection that keeps the sandbox running. */
export interface Hold {
  release(): void;
}

/** What the door needs of the program. */
export interface SandboxProgram {
  /** One that runs on this data already, whoever started it. */
  find(): Promise<SandboxInfo | undefined>;
  /** Starts one; where another window was quicker, gives that one. Rejects with a {@link SandboxFailure}. */
  start(): Promise<SandboxInfo>;
  /** Resolves once the sandbox has answered; `onEnd` is called once when the connection ends by itself. */
  hold(info: SandboxInfo, onEnd: () => void): Promise<Hold>;
  reset(info: SandboxInfo): Promise<void>;
  /** Asks it to end; only while it is held, so that its process id is its own. */
  stop(info: SandboxInfo): void;
}

const LONGEST_LINE = 65_536;
const ANSWER_TIMEOUT = 3_000;
/** Would make the program load a debugger or behave as another one. */
const FOREIGN_VARIABLES = /^(NODE_OPTIONS|NODE_CHANNEL_FD|ELECTRON_.*|VSCODE_.*)$/;

/** The sandbox as a process of its own, reached over loopback. */
export class SandboxProcess implements SandboxProgram {
  constructor(private readonly place: SandboxPlace) {}

  async find(): Promise<SandboxInfo | undefined> {
    const info = await this.written();
    return info && (await isHealthy(info)) ? info : undefined;
  }

  async start(): Promise<SandboxInfo> {
    const { dataFolder, program, execPath, linger } = this.place;
    await mkdir(dataFolder, { recursive: true });
    // A file, not a pipe: the process outlives this window, and a pipe without a reader would end it at its next word.
    const errors = await open(path.join(dataFolder, 'start.log'), 'w');
    try {
      const child = spawn(
        execPath,
        [program, '--port', '0', '--data', dataFolder, '--linger', String(linger)],
        {
          cwd: dataFolder,
          detached: true,
          windowsHide: true,
          stdio: ['ignore', 'pipe', errors.fd],
          env: { ...ownEnvironment(), ELECTRON_RUN_AS_NODE: '1' },
        },
      );
      const line = await firstLine(child, this.place.startTimeout);
      child.unref();
      const info = readSandboxInfo(line);
      if (!info) {
        child.kill();
        throw new SandboxFailure('unreadable');
      }
      // The file says more of the same server, which may be one that another window started.
      const written = await this.written();
      return written?.url === info.url ? written : info;
    } finally {
      await errors.close();
    }
  }

  hold(info: SandboxInfo, onEnd: () => void): Promise<Hold> {
    return new Promise((resolve, reject) => {
      const asking = get(`${info.url}/_sandbox/hold`, { agent: false }, (reply) => {
        asking.setTimeout(0);
        if (reply.statusCode !== 200) {
          asking.destroy();
          reject(new SandboxFailure('refused'));
          return;
        }
        let over = false;
        const end = (): void => {
          if (!over) onEnd();
          over = true;
        };
        reply.on('close', end).on('error', end).resume();
        resolve({
          release: () => {
            over = true;
            asking.destroy();
          },
        });
      });
      asking.setTimeout(ANSWER_TIMEOUT, () => asking.destroy());
      asking.on('error', (cause) => reject(new SandboxFailure('gone', { cause })));
      asking.on('close', () => reject(new SandboxFailure('gone')));
    });
  }

  async reset(info: SandboxInfo): Promise<void> {
    const { statusCode } = await ask(info, 'POST', '/_sandbox/reset');
    if (statusCode === undefined || statusCode >= 300) throw new SandboxFailure('refused');
  }

  stop(info: SandboxInfo): void {
    if (info.pid === undefined) return;
    try {
      process.kill(info.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }

  private async written(): Promise<SandboxInfo | undefined> {
    try {
      return readSandboxInfo(await readFile(path.join(this.place.dataFolder, 'server.json'), 'utf8'));
    } catch {
      return undefined;
    }
  }
}

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name)));
}

/** The first line of a program's output. Afterwards the pipe is let go, so that nothing ties the process to this one. */
function firstLine(child: ReturnType<typeof spawn>, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    let text = '';
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      stdout?.removeAllListeners('data');
      stdout?.destroy();
      finish();
    };
    const timer = setTimeout(() => {
      settle(() => reject(new SandboxFailure('silent')));
      child.kill();
    }, timeout);
    stdout?.setEncoding('utf8');
    stdout?.on('data', (part: string) => {
      text += part;
      const end = text.indexOf('\n');
      if (end >= 0) settle(() => resolve(text.slice(0, end)));
      else if (text.length > LONGEST_LINE) {
        settle(() => reject(new SandboxFailure('unreadable')));
        child.kill();
      }
    });
    child.on('error', (cause) => settle(() => reject(new SandboxFailure('missing', { cause }))));
    // `close`, not `exit`: the line may still be in the pipe when a second start has ended already.
    child.on('close', () => settle(() => reject(new SandboxFailure('exited'))));
  });
}

/** One that is still starting counts as none: starting another waits for it and gives its facts. */
async function isHealthy(info: SandboxInfo): Promise<boolean> {
  try {
    const { statusCode, body } = await ask(info, 'GET', '/_sandbox/health');
    const health: unknown = JSON.parse(body);
    // Another program may listen on the port by now.
    return (
      statusCode === 200 &&
      isObject(health) &&
      health['state'] === 'ready' &&
      (info.instance === undefined || health['instance'] === info.instance)
    );
  } catch {
    return false;
  }
}

interface ShortReply {
  readonly statusCode: number | undefined;
  readonly body: string;
}

/** One short request. */
function ask(info: SandboxInfo, method: 'GET' | 'POST', route: string): Promise<ShortReply> {
  return new Promise((resolve, reject) => {
    const gone = (cause: unknown): void => reject(new SandboxFailure('gone', { cause }));
    const asking = request(`${info.url}${route}`, { method, agent: false }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (part: string) => {
        body += part;
        if (body.length > LONGEST_LINE) asking.destroy(new Error('too long'));
      });
      reply.on('end', () => resolve({ statusCode: reply.statusCode, body })).on('error', gone);
    });
    asking.setTimeout(ANSWER_TIMEOUT, () => asking.destroy(new Error('no answer')));
    asking.on('error', gone);
    asking.end();
  });
}

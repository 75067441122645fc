import type { Sentence } from '../../jsign/types';
import { UserError } from '../platform/actions';
import { Disposable } from '../platform/disposable';
import { Emitter } from '../platform/event';
import type { Log } from '../platform/log';
import type { Translate } from '../platform/translate';
import type { SandboxDoor } from './api';
import type { SandboxInfo } from './sandboxInfo';
import { SandboxFailure, type Hold, type SandboxProgram } from './sandboxProcess';

interface Held {
  readonly info: SandboxInfo;
  hold?: Hold;
  over?: boolean;
}

/**
 * This window's way to the local sandbox. It finds or starts it when it is first needed, keeps it running by one open
 * connection, and when that breaks does nothing until the sandbox is needed again.
 */
export class LocalSandbox extends Disposable implements SandboxDoor {
  private readonly change = this._register(
    new Emitter<boolean>((error) => this.log.error('listener.failed', error)),
  );
  /** Whether it runs, as far as this window knows. */
  readonly onDidChange = this.change.event;
  private held: Held | undefined;
  private reaching: Promise<SandboxInfo> | undefined;
  /** The person stopped it: nothing but the person starts it again. */
  private stopped = false;

  constructor(
    private readonly program: SandboxProgram,
    private readonly log: Log,
    private readonly t: Translate,
  ) {
    super();
  }

  get address(): string | undefined {
    return this.held?.info.url;
  }

  get isRunning(): boolean {
    return this.held !== undefined;
  }

  /** For work that needs the sandbox. Rejects with a sentence for the person, also where the person stopped it. */
  async open(signal?: AbortSignal): Promise<{ readonly address: string }> {
    if (this.stopped) {
      throw new UserError(
        this.t({ text: 'The local sandbox was stopped.' }),
        this.t({ text: 'Run the command "jSign: Start Local Sandbox" to go on.' }),
      );
    }
    const { url } = await this.reach(signal);
    return { address: url };
  }

  /** For the person who asked for the sandbox: starts it whatever was before. Rejects with a sentence for the person. */
  async start(signal?: AbortSignal): Promise<SandboxInfo> {
    this.stopped = false;
    return await this.reach(signal);
  }

  /** Ends it for every window. */
  stop(): void {
    this.stopped = true;
    const { held } = this;
    this.letGo();
    if (held) this.program.stop(held.info);
  }

  /** Forgets everything in it. Gives its facts afterwards. */
  async reset(signal?: AbortSignal): Promise<SandboxInfo> {
    const info = await this.start(signal);
    try {
      await this.program.reset(info);
      const now = await this.program.find();
      if (now && this.held) this.held = { ...this.held, info: now };
      return now ?? info;
    } catch (error) {
      throw this.explained(error);
    }
  }

  override dispose(): void {
    this.letGo();
    super.dispose();
  }

  private async reach(signal: AbortSignal | undefined): Promise<SandboxInfo> {
    signal?.throwIfAborted();
    if (this.held) return this.held.info;
    // One start for all who wait; one of them leaving does not end it for the others.
    this.reaching ??= this.connect().finally(() => {
      this.reaching = undefined;
    });
    return await untilAborted(this.reaching, signal);
  }

  private async connect(): Promise<SandboxInfo> {
    try {
      const running = await this.program.find();
      if (running) {
        try {
          return await this.take(running);
        } catch (error) {
          if (this.isUnwanted) throw error;
          // It ended between the two questions: start another.
          this.log.trace('sandbox.justEnded', { state: reasonOf(error) });
        }
      }
      return await this.take(await this.program.start());
    } catch (error) {
      throw this.explained(error);
    }
  }

  private get isUnwanted(): boolean {
    return this.isDisposed || this.stopped;
  }

  private async take(info: SandboxInfo): Promise<SandboxInfo> {
    const held: Held = { info };
    const hold = await this.program.hold(info, () => this.lost(held));
    if (held.over === true || this.isUnwanted) {
      hold.release();
      throw new SandboxFailure('gone');
    }
    held.hold = hold;
    this.held = held;
    this.log.info('sandbox.open', { port: Number(new URL(info.url).port) });
    this.change.fire(true);
    return info;
  }

  private lost(held: Held): void {
    held.over = true;
    // `reset` may have put new facts around the same connection.
    if (this.held?.hold === undefined || this.held.hold !== held.hold) return;
    this.held = undefined;
    this.log.info('sandbox.gone');
    this.change.fire(false);
  }

  private letGo(): void {
    const { held } = this;
    if (!held) return;
    this.held = undefined;
    held.hold?.release();
    this.change.fire(false);
  }

  private explained(error: unknown): UserError {
    const reason = reasonOf(error);
    this.log.error('sandbox.failed', error, { state: reason });
    const [text, advice] = SENTENCES[reason];
    return new UserError(this.t(text), this.t(advice), { cause: error });
  }
}

type Reason = SandboxFailure['reason'] | 'other';

function reasonOf(error: unknown): Reason {
  return error instanceof SandboxFailure ? error.reason : 'other';
}

const AGAIN: Sentence = { text: 'Try again, or reload the window.' };
const SENTENCES: Readonly<Record<Reason, readonly [Sentence, Sentence]>> = {
  missing: [
    { text: 'The local sandbox could not be started: its program is missing or may not be run.' },
    { text: 'Install the extension anew.' },
  ],
  exited: [{ text: 'The local sandbox ended while it was starting.' }, AGAIN],
  silent: [{ text: 'The local sandbox did not start in time.' }, AGAIN],
  unreadable: [{ text: 'The local sandbox said something that makes no sense when it started.' }, AGAIN],
  gone: [{ text: 'The local sandbox ended.' }, AGAIN],
  refused: [{ text: 'The local sandbox refused the request.' }, AGAIN],
  other: [{ text: 'The local sandbox could not be started.' }, AGAIN],
};

/** Waits for shared work as long as this caller wants to. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await work;
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    const listener = (): void => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error('aborted'));
    };
    signal.addEventListener('abort', listener, { once: true });
    stop = () => signal.removeEventListener('abort', listener);
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    stop();
  }
}

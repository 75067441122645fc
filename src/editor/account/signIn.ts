import { Cancelled, isCancelled } from '../platform/actions';
import { runSequence, type Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { AccountRecord } from './accountRecord';
import type { NewAccount } from './accountStore';
import { environmentWords, SANDBOX_HOST } from './environments';
import type { SandboxInfo } from './sandboxInfo';
import type { SignInAttempt } from './signInCheck';
import { signInProblem } from './signInProblem';
import { QUESTIONS, signInSteps, withoutScheme, type Question, type SignInAnswers } from './signInSteps';

export interface SignInPorts {
  readonly prompts: Prompts;
  readonly t: Translate;
  /** Asks the service; see {@link import('./signInCheck').checkSignIn}. */
  readonly check: (attempt: SignInAttempt, signal: AbortSignal) => Promise<NewAccount>;
  /** Starts the local sandbox. Rejects with a sentence for the person. */
  readonly startSandbox: (signal: AbortSignal) => Promise<SandboxInfo>;
  /** Logs a failure once. */
  readonly logFailure: (error: unknown) => void;
  /** One plain sentence for an error that is none of the client's. */
  readonly describe: (error: unknown) => string;
  /** Shows a setting. */
  readonly openSetting: (key: string) => void;
}

/** Asks, checks with the service, and gives what is to be stored; `undefined` when the person leaves. Stores nothing. */
export class SignInDialogue {
  /** Set while the notification of a failure stands. */
  private goOn: (() => void) | undefined;

  constructor(private readonly ports: SignInPorts) {}

  /** `again`: an account whose credentials are known but for the password. */
  async run(again?: AccountRecord): Promise<NewAccount | undefined> {
    let answers: SignInAnswers = again ? answersOf(again) : {};
    let from: Question = again ? 'password' : 'environment';
    for (;;) {
      const said = await this.ask(answers, from);
      if (!said) return undefined;
      const outcome = await this.attempt(said);
      if (outcome.kind === 'done') return outcome.account;
      if (outcome.kind === 'left' || !(await this.wantsToTryAgain(outcome))) return undefined;
      answers = withoutPassword(said);
      from = questionFor(outcome, answers);
    }
  }

  /**
   * The person asks to sign in while a failed attempt waits for its notification to be answered, which may be folded away: that is
   * a *Try Again*. Does nothing at any other time.
   */
  resume(): void {
    this.goOn?.();
  }

  /** Signs in as a person of the local sandbox without asking anything. Rejects with what went wrong. */
  async inSandbox(info: SandboxInfo, email: string, signal: AbortSignal): Promise<NewAccount> {
    const user = info.users.find((one) => one.email === email) ?? info.users[0];
    return await this.ports.check(
      {
        environment: 'sandbox',
        host: SANDBOX_HOST,
        address: info.url,
        apiKey: info.apiKey,
        apiSecret: info.apiSecret,
        email: user.email,
        password: user.password,
      },
      signal,
    );
  }

  private ask(answers: SignInAnswers, from: Question): Promise<SignInAnswers | undefined> {
    const { prompts, t } = this.ports;
    const steps = signInSteps({ prompts, t, sandboxUsers: async () => (await this.withSandbox()).users });
    return runSequence(answers, steps, QUESTIONS.indexOf(from));
  }

  private withSandbox(): Promise<SandboxInfo> {
    const { prompts, t, startSandbox } = this.ports;
    return prompts.progress(
      { title: t({ text: 'Starting the local sandbox' }), cancellable: true },
      (_, signal) => startSandbox(signal),
    );
  }

  private async attempt(said: SignInAnswers): Promise<Outcome> {
    const { prompts, t } = this.ports;
    const { environment, host } = said;
    if (environment === undefined || host === undefined) return { kind: 'left' };
    const place = t(environmentWords({ environment, host }));
    try {
      const account = await prompts.progress(
        { title: t({ text: 'Signing in to jSign: {0}', args: [place] }), cancellable: true },
        (_, signal) => this.check(said, signal),
      );
      return { kind: 'done', account };
    } catch (error) {
      if (isCancelled(error)) return { kind: 'left' };
      this.ports.logFailure(error);
      const problem = signInProblem(error, environment === 'sandbox' ? place : withoutScheme(host));
      if (!problem) return { kind: 'failed', message: this.ports.describe(error), goBackTo: 'password' };
      const message = problem.sentences.map((sentence) => t(sentence)).join(' ');
      return {
        kind: 'failed',
        message,
        goBackTo: problem.goBackTo,
        ...(problem.setting === undefined ? {} : { setting: problem.setting }),
      };
    }
  }

  private async check(said: SignInAnswers, signal: AbortSignal): Promise<NewAccount> {
    const { environment, host, apiKey, apiSecret, email, password } = said;
    signal.throwIfAborted();
    if (environment === 'sandbox' && email !== undefined) {
      return await this.inSandbox(await this.ports.startSandbox(signal), email, signal);
    }
    if (!environment || !host || !apiKey || !apiSecret || !email || !password) throw new Cancelled();
    return await this.ports.check(
      { environment, host, address: host, apiKey, apiSecret, email, password },
      signal,
    );
  }

  private async wantsToTryAgain({ message, setting }: Failed): Promise<boolean> {
    const { prompts, t, openSetting } = this.ports;
    const again = { id: 'retry', label: t({ text: 'Try Again' }) };
    const open = { id: 'setting', label: t({ text: 'Open Setting' }) };
    const resumed = new Promise<string>((resolve) => {
      this.goOn = () => resolve(again.id);
    });
    const answered = prompts.notify({
      severity: 'error',
      message,
      buttons: setting === undefined ? [again] : [again, open],
    });
    const choice = await Promise.race([answered, resumed]).finally(() => {
      this.goOn = undefined;
    });
    if (choice === 'setting' && setting !== undefined) openSetting(setting);
    return choice === again.id;
  }
}

interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  readonly goBackTo: 'host' | 'password';
  readonly setting?: string;
}
type Outcome = { readonly kind: 'done'; readonly account: NewAccount } | { readonly kind: 'left' } | Failed;

function questionFor({ goBackTo }: Failed, { choice }: SignInAnswers): Question {
  if (choice === 'sandbox') return 'sandboxUser';
  if (goBackTo === 'password') return 'password';
  return choice === 'custom' ? 'host' : 'environment';
}

function answersOf({ environment, host, apiKey, apiSecret, email }: AccountRecord): SignInAnswers {
  return { choice: environment, environment, host, apiKey, apiSecret, email };
}

function withoutPassword(said: SignInAnswers): SignInAnswers {
  const kept = { ...said };
  delete kept.password;
  return kept;
}

import { answer, type Answer, type PickItem, type Prompts, type SequenceStep } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { EnvironmentKind } from './api';
import { environmentOfHost, PRODUCTION_HOST, QA_HOST, readHost, SANDBOX_HOST } from './environments';
import type { SandboxUser } from './sandboxInfo';

/** What was said so far; stays when the person goes back. */
export interface SignInAnswers {
  /** What was picked; a custom host may turn out to be a known environment. */
  readonly choice?: EnvironmentKind;
  readonly environment?: EnvironmentKind;
  readonly host?: string;
  readonly apiKey?: string;
  readonly apiSecret?: string;
  readonly email?: string;
  password?: string;
}

export interface StepPorts {
  readonly prompts: Prompts;
  readonly t: Translate;
  /** The people of the local sandbox; starts it. */
  readonly sandboxUsers: () => Promise<readonly SandboxUser[]>;
}

type Ask = SequenceStep<SignInAnswers>['ask'];
/** The questions in their order. */
export const QUESTIONS = [
  'environment',
  'host',
  'sandboxUser',
  'apiKey',
  'apiSecret',
  'email',
  'password',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** One address that mail can go to; the service has the last word. */
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;

export function signInSteps(ports: StepPorts): readonly SequenceStep<SignInAnswers>[] {
  const { t } = ports;
  const inSandbox = ({ choice }: SignInAnswers): boolean => choice === 'sandbox';
  const elsewhere = ({ choice }: SignInAnswers): boolean => choice !== 'sandbox';
  const noCustomHost = ({ choice }: SignInAnswers): boolean => choice !== 'custom';
  const steps: Readonly<Record<Question, SequenceStep<SignInAnswers>>> = {
    environment: { ask: askEnvironment(ports) },
    host: { skip: noCustomHost, ask: askHost(ports) },
    sandboxUser: { skip: elsewhere, ask: askSandboxUser(ports) },
    apiKey: {
      skip: inSandbox,
      ask: askText(ports, 'apiKey', {
        prompt: t({ text: 'API key. It stands in your jSign account.' }),
        clean: (text) => text.trim(),
        validate: (text) => {
          if (text === '') return t({ text: 'Enter the API key.' });
          // The key and the secret travel as "key:secret".
          return /[\s:]/.test(text) ? t({ text: 'An API key has no spaces and no colon.' }) : undefined;
        },
      }),
    },
    apiSecret: {
      skip: inSandbox,
      ask: askText(ports, 'apiSecret', {
        prompt: t({ text: 'API secret that belongs to the key' }),
        hidden: true,
        clean: (text) => text.trim(),
        validate: (text) => (text === '' ? t({ text: 'Enter the API secret.' }) : undefined),
      }),
    },
    email: {
      skip: inSandbox,
      ask: askText(ports, 'email', {
        prompt: t({ text: 'E-mail address you sign in to jSign with' }),
        clean: (text) => text.trim(),
        validate: (text) => (EMAIL.test(text) ? undefined : t({ text: 'Enter one e-mail address.' })),
      }),
    },
    password: {
      skip: inSandbox,
      ask: askText(ports, 'password', {
        prompt: t({ text: 'Password. It is used once and not stored.' }),
        hidden: true,
        clean: (text) => text,
        validate: (text) => (text === '' ? t({ text: 'Enter the password.' }) : undefined),
      }),
    },
  };
  return QUESTIONS.map((question) => steps[question]);
}

/** The title says where the person is about to sign in, from the moment it is known. */
function title(t: Translate, { environment, host }: SignInAnswers): string {
  switch (environment) {
    case 'production':
      return t({ text: 'Sign In to jSign: Production' });
    case 'qa':
      return t({ text: 'Sign In to jSign: QA' });
    case 'sandbox':
      return t({ text: 'Sign In to jSign: Local Sandbox' });
    case 'custom':
      return t({ text: 'Sign In to jSign: {0}', args: [withoutScheme(host ?? '')] });
    default:
      return t({ text: 'Sign In to jSign' });
  }
}

export function withoutScheme(host: string): string {
  return host.replace(/^https?:\/\//, '');
}

function askEnvironment({ prompts, t }: StepPorts): Ask {
  return async (state, info) => {
    const row = (
      value: EnvironmentKind,
      item: Omit<PickItem<EnvironmentKind>, 'value'>,
    ): PickItem<EnvironmentKind> => ({
      ...item,
      value,
      picked: state.choice === value,
    });
    const reply = await prompts.pick<EnvironmentKind>({
      ...info,
      title: t({ text: 'Sign In to jSign' }),
      placeholder: t({ text: 'Where do you want to sign in?' }),
      items: [
        row('production', {
          label: t({ text: 'Production' }),
          description: withoutScheme(PRODUCTION_HOST),
          detail: t({ text: 'Real contracts: what you send reaches people' }),
          icon: 'globe',
        }),
        row('qa', {
          label: t({ text: 'QA' }),
          description: withoutScheme(QA_HOST),
          detail: t({ text: "jSign's own place for trying things out" }),
          icon: 'beaker',
        }),
        row('custom', {
          label: t({ text: 'Custom Host…' }),
          detail: t({ text: 'A jSign service at another address' }),
          icon: 'server',
        }),
        row('sandbox', {
          label: t({ text: 'Local sandbox' }),
          description: t({ text: 'runs on this machine' }),
          detail: t({ text: 'No account needed, nothing leaves this machine' }),
          icon: 'vm',
        }),
      ],
    });
    if (reply.kind !== 'value') return reply;
    // Another place means other credentials: those of the first must not slip into a sign-in at the second.
    const kept = reply.value === state.choice ? state : {};
    return answer({ ...kept, ...placeOf(reply.value, kept), choice: reply.value });
  };
}

function placeOf(choice: EnvironmentKind, kept: SignInAnswers): SignInAnswers {
  switch (choice) {
    case 'production':
      return { environment: choice, host: PRODUCTION_HOST };
    case 'qa':
      return { environment: choice, host: QA_HOST };
    case 'sandbox':
      return { environment: choice, host: SANDBOX_HOST };
    case 'custom':
      return kept;
  }
}

function askHost({ prompts, t }: StepPorts): Ask {
  return async (state, info) => {
    const reply = await prompts.input({
      ...info,
      title: t({ text: 'Sign In to jSign: Custom Host' }),
      prompt: t({ text: 'Address of the service, without a path' }),
      placeholder: 'https://sign.example.com',
      ...(state.host === undefined ? {} : { value: state.host }),
      validate: (text) => {
        const reading = readHost(text);
        return 'problem' in reading ? t(reading.problem) : undefined;
      },
    });
    if (reply.kind !== 'value') return reply;
    const reading = readHost(reply.value);
    if ('problem' in reading) return answer(state);
    const { host } = reading;
    return answer({ ...state, host, environment: environmentOfHost(host) });
  };
}

function askSandboxUser({ prompts, t, sandboxUsers }: StepPorts): Ask {
  return async (state, info): Promise<Answer<SignInAnswers>> => {
    const users = await sandboxUsers();
    const reply = await prompts.pick<SandboxUser>({
      ...info,
      title: title(t, state),
      placeholder: t({ text: 'Who do you want to be?' }),
      items: users.map((user) => ({
        label: user.name,
        description: user.email,
        icon: 'person',
        value: user,
        picked: user.email === state.email,
      })),
    });
    return reply.kind === 'value' ? answer({ ...state, email: reply.value.email }) : reply;
  };
}

interface TextQuestion {
  readonly prompt: string;
  readonly hidden?: boolean;
  readonly clean: (text: string) => string;
  readonly validate: (cleaned: string) => string | undefined;
}

function askText(
  { prompts, t }: StepPorts,
  key: 'apiKey' | 'apiSecret' | 'email' | 'password',
  { prompt, hidden, clean, validate }: TextQuestion,
): Ask {
  return async (state, info) => {
    const value = state[key];
    const reply = await prompts.input({
      ...info,
      title: title(t, state),
      prompt,
      ...(hidden === true ? { password: true } : {}),
      ...(value === undefined ? {} : { value }),
      validate: (text) => validate(clean(text)),
    });
    return reply.kind === 'value' ? answer<SignInAnswers>({ ...state, [key]: clean(reply.value) }) : reply;
  };
}

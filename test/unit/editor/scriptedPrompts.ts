import assert from 'node:assert/strict';
import {
  answer,
  BACK,
  CANCEL,
  type Answer,
  type ConfirmOptions,
  type InputOptions,
  type NotifyOptions,
  type PickItem,
  type PickOptions,
  type ProgressOptions,
  type ProgressReport,
  type Prompts,
  type SaveOptions,
} from '../../../src/editor/platform/prompts';

type Kind = 'input' | 'pick' | 'pickMany' | 'confirm' | 'notify' | 'save' | 'folder';

/** Finds a row: by its label, by a pattern for label or description, or by its value. */
export type RowWanted = string | RegExp | ((value: unknown) => boolean);

interface Line {
  readonly kind: Kind;
  /** Must fit something the question says (title, prompt, placeholder, message or detail). */
  readonly about?: RegExp;
  readonly reply: unknown;
}
interface Typed {
  readonly text: string;
  /** The box must refuse the text with a message like this, and asks on. */
  readonly refusedWith?: RegExp;
}

/** A question as it was asked, for looking at afterwards. */
export interface Asked {
  readonly kind: Kind;
  /** Everything the question says, one part a line. */
  readonly text: string;
  /** Labels of rows or buttons. */
  readonly choices: readonly string[];
  readonly step?: string;
  readonly canGoBack: boolean;
  /** What stood in the box or was picked when the question came. */
  readonly value?: string;
}

const GO_BACK = Symbol('back');
const LEAVE = Symbol('cancel');

/** Lines of a script. `about` says which question is meant. */
export const script = {
  /** Types into a box and accepts; the box must take it. */
  type: (text: string, about?: RegExp): Line => line('input', { text } satisfies Typed, about),
  /** Types into a box that must refuse the text, saying `refusedWith`. The next line answers the same question. */
  refused: (text: string, refusedWith: RegExp, about?: RegExp): Line =>
    line('input', { text, refusedWith } satisfies Typed, about),
  pick: (row: RowWanted, about?: RegExp): Line => line('pick', row, about),
  /** Types into a picker that makes a row of what is typed. */
  pickText: (text: string, about?: RegExp): Line => line('pick', { text } satisfies Typed, about),
  pickMany: (rows: readonly RowWanted[], about?: RegExp): Line => line('pickMany', rows, about),
  /** Chooses a button of a modal question by id; `undefined` is Cancel. */
  confirm: (buttonId: string | undefined, about?: RegExp): Line => line('confirm', buttonId, about),
  /** Chooses a button of a notification by id; `undefined` closes it. */
  notify: (buttonId: string | undefined, about?: RegExp): Line => line('notify', buttonId, about),
  save: (uri: string | undefined, about?: RegExp): Line => line('save', uri, about),
  folder: (uri: string | undefined, about?: RegExp): Line => line('folder', uri, about),
  back: (kind: 'input' | 'pick' | 'pickMany', about?: RegExp): Line => line(kind, GO_BACK, about),
  leave: (kind: 'input' | 'pick' | 'pickMany', about?: RegExp): Line => line(kind, LEAVE, about),
};

function line(kind: Kind, reply: unknown, about?: RegExp): Line {
  return { kind, reply, ...(about === undefined ? {} : { about }) };
}

/**
 * A person with a script. A question that the script does not foresee fails the test, and so does a line that is left over
 * (call {@link finished} at the end). Information without buttons needs no line: it is kept in {@link asked}.
 */
export class ScriptedPrompts implements Prompts {
  readonly asked: Asked[] = [];
  /** Titles of progress shown, and each message in it. */
  readonly progressTitles: string[] = [];
  readonly progressMessages: string[] = [];
  /** Set to press Cancel on progress with this title as soon as it shows. */
  cancelProgress: RegExp | undefined;
  private readonly lines: Line[];
  private readonly failures: Error[] = [];

  constructor(...lines: readonly Line[]) {
    this.lines = [...lines];
  }

  /** Adds lines while the test goes on. */
  then(...lines: readonly Line[]): void {
    this.lines.push(...lines);
  }

  /** Fails unless every question was foreseen and every line used. */
  finished(): void {
    const [failure] = this.failures;
    if (failure) throw failure;
    assert.deepEqual(
      this.lines.map(({ kind, about }) => `${kind} ${String(about ?? '')}`),
      [],
      'lines of the script that were never asked for',
    );
  }

  async input(options: InputOptions): Promise<Answer<string>> {
    this.note('input', [options.title, options.prompt, options.placeholder], [], options);
    for (;;) {
      const reply = this.next('input');
      if (reply === GO_BACK) return this.goBack(options);
      if (reply === LEAVE) return CANCEL;
      const { text, refusedWith } = reply as Typed;
      const problem = options.validate?.(text);
      if (refusedWith === undefined) {
        if (problem !== undefined) this.fail(`the box refused the scripted text: ${problem}`);
        return await Promise.resolve(answer(text));
      }
      if (problem === undefined || !refusedWith.test(problem)) {
        this.fail(`expected a refusal like ${String(refusedWith)}, got ${problem ?? 'none'}`);
      }
    }
  }

  async pick<T>(options: PickOptions<T>): Promise<Answer<T>> {
    this.note('pick', [options.title, options.placeholder], labels(options.items), options);
    const reply = this.next('pick');
    if (reply === GO_BACK) return this.goBack(options);
    if (reply === LEAVE) return CANCEL;
    if (isTyped(reply)) {
      const made = options.fromText?.(reply.text);
      if (!made) return this.fail(`the picker made no row of "${reply.text}"`);
      return await Promise.resolve(answer(made.value));
    }
    return answer(this.row(options.items, reply as RowWanted));
  }

  async pickMany<T>(options: PickOptions<T>): Promise<Answer<readonly T[]>> {
    this.note('pickMany', [options.title, options.placeholder], labels(options.items), options);
    const reply = this.next('pickMany');
    if (reply === GO_BACK) return this.goBack(options);
    if (reply === LEAVE) return CANCEL;
    return await Promise.resolve(
      answer((reply as readonly RowWanted[]).map((wanted) => this.row(options.items, wanted))),
    );
  }

  async confirm(options: ConfirmOptions): Promise<string | undefined> {
    this.note(
      'confirm',
      [options.message, options.detail],
      options.buttons.map(({ label }) => label),
    );
    return await Promise.resolve(this.button('confirm', options.buttons));
  }

  async notify(options: NotifyOptions): Promise<string | undefined> {
    const buttons = options.buttons ?? [];
    this.note(
      'notify',
      [options.message],
      buttons.map(({ label }) => label),
    );
    const mayPass = options.severity === 'info' && buttons.length === 0;
    const [first] = this.lines;
    const fits = first?.kind === 'notify' && (first.about?.test(options.message) ?? true);
    if (mayPass && !fits) return undefined;
    return await Promise.resolve(this.button('notify', buttons));
  }

  async progress<T>(
    options: ProgressOptions,
    run: (progress: ProgressReport, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.progressTitles.push(options.title);
    const abort = new AbortController();
    if (options.cancellable && this.cancelProgress?.test(options.title) === true) {
      abort.abort(Object.assign(new Error('cancelled'), { cancelled: true }));
    }
    return run({ report: (message) => this.progressMessages.push(message) }, abort.signal);
  }

  async saveFile(options: SaveOptions): Promise<string | undefined> {
    this.note('save', [options.title, options.suggestedName], []);
    return await Promise.resolve(this.next('save') as string | undefined);
  }

  async pickFolder(options: {
    readonly title: string;
    readonly openLabel: string;
  }): Promise<string | undefined> {
    this.note('folder', [options.title, options.openLabel], []);
    return await Promise.resolve(this.next('folder') as string | undefined);
  }

  private note(
    kind: Kind,
    parts: readonly (string | undefined)[],
    choices: readonly string[],
    step: { step?: number; totalSteps?: number; canGoBack?: boolean; value?: string } = {},
  ): void {
    this.asked.push({
      kind,
      text: parts.filter((part) => part !== undefined).join('\n'),
      choices,
      canGoBack: step.canGoBack === true,
      ...(step.step === undefined ? {} : { step: `${step.step}/${step.totalSteps ?? '?'}` }),
      ...(step.value === undefined ? {} : { value: step.value }),
    });
  }

  private next(kind: Kind): unknown {
    const text = this.asked.at(-1)?.text ?? '';
    const expected = this.lines.shift();
    if (!expected) return this.fail(`unexpected question (${kind}): ${text}`);
    if (expected.kind !== kind) {
      return this.fail(`expected ${expected.kind} ${String(expected.about ?? '')}, got ${kind}: ${text}`);
    }
    if (expected.about && !expected.about.test(text)) {
      return this.fail(`expected a question like ${String(expected.about)}, got: ${text}`);
    }
    return expected.reply;
  }

  private goBack(options: { canGoBack?: boolean }): typeof BACK {
    return options.canGoBack === true ? BACK : this.fail('this question has no way back');
  }

  private button(kind: 'confirm' | 'notify', buttons: readonly { id: string }[]): string | undefined {
    const id = this.next(kind) as string | undefined;
    if (id === undefined || buttons.some((button) => button.id === id)) return id;
    return this.fail(`no button "${id}" (there are: ${buttons.map((button) => button.id).join(', ')})`);
  }

  private row<T>(items: readonly PickItem<T>[], wanted: RowWanted): T {
    const rows = items.filter((item) => item.separator !== true);
    const found = rows.filter((item) => {
      if (typeof wanted === 'string') return item.label === wanted;
      if (typeof wanted === 'function') return wanted(item.value);
      return wanted.test(`${item.label} ${item.description ?? ''}`);
    });
    const [only] = found;
    if (only && found.length === 1) return only.value;
    return this.fail(`${found.length} rows fit ${String(wanted)} (there are: ${labels(rows).join(' | ')})`);
  }

  /** Code under test may catch what a prompt throws, so the failure is kept as well. */
  private fail(message: string): never {
    const failure = new assert.AssertionError({ message });
    this.failures.push(failure);
    throw failure;
  }
}

function labels(items: readonly PickItem<unknown>[]): string[] {
  return items.filter((item) => item.separator !== true).map((item) => item.label);
}

function isTyped(reply: unknown): reply is Typed {
  return typeof reply === 'object' && reply !== null && 'text' in reply;
}

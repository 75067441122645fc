/** How a command asks the person something. Commands know only this; tests answer it. No VS Code here. */

/** A value, a step back, or the person has left. */
export type Answer<T> =
  { readonly kind: 'value'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancel' };

export const BACK = { kind: 'back' } as const;
export const CANCEL = { kind: 'cancel' } as const;
export function answer<T>(value: T): Answer<T> {
  return { kind: 'value', value };
}

/** Where a question stands in its sequence. */
export interface StepInfo {
  readonly title: string;
  /** From 1. */
  readonly step?: number;
  readonly totalSteps?: number;
  /** Shows the back button. */
  readonly canGoBack?: boolean;
}

export interface InputOptions extends StepInfo {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** A message while the value cannot be taken, `undefined` when it can. */
  readonly validate?: (value: string) => string | undefined;
}

export interface PickItem<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Codicon name, e.g. `person`. */
  readonly icon?: string;
  readonly value: T;
  /** A heading instead of a row. */
  readonly separator?: boolean;
  readonly picked?: boolean;
}

export interface PickOptions<T> extends StepInfo {
  readonly placeholder: string;
  readonly items: readonly PickItem<T>[];
  /** Makes a value of what was typed when no row fits; `undefined` while it cannot be taken. */
  readonly fromText?: (text: string) => PickItem<T> | undefined;
}

export interface Button {
  readonly id: string;
  readonly label: string;
}

export interface ConfirmOptions {
  readonly message: string;
  /** Further lines, shown smaller. */
  readonly detail?: string;
  /** The buttons beside VS Code's own Cancel; the first is the primary one. */
  readonly buttons: readonly Button[];
}

export interface NotifyOptions {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly buttons?: readonly Button[];
}

export interface ProgressOptions {
  readonly title: string;
  readonly cancellable: boolean;
  /** Milliseconds before it is shown; what is over by then is never shown. For what only reads. */
  readonly after?: number;
}
/** For {@link ProgressOptions.after}: a reading that takes no longer needs no words. */
export const READING_SHOWN_AFTER = 400;

export interface ProgressReport {
  /** Shows `message`; `percent` is the whole so far, 0 to 100. */
  report(message: string, percent?: number): void;
}

export interface SaveOptions {
  readonly title: string;
  /** A file name without folders. */
  readonly suggestedName: string;
}

export interface Prompts {
  input(options: InputOptions): Promise<Answer<string>>;
  pick<T>(options: PickOptions<T>): Promise<Answer<T>>;
  pickMany<T>(options: PickOptions<T>): Promise<Answer<readonly T[]>>;
  /** A modal question. Gives the id of the chosen button, `undefined` when cancelled. */
  confirm(options: ConfirmOptions): Promise<string | undefined>;
  /** A notification. Gives the id of the chosen button. */
  notify(options: NotifyOptions): Promise<string | undefined>;
  progress<T>(
    options: ProgressOptions,
    run: (progress: ProgressReport, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** Asks where to save one file; gives a URI in text form. */
  saveFile(options: SaveOptions): Promise<string | undefined>;
  /** Asks for a folder; gives a URI in text form. */
  pickFolder(options: { readonly title: string; readonly openLabel: string }): Promise<string | undefined>;
}

/** One question of a sequence: changes the state, or says back or cancel. `skip` leaves it out in both directions. */
export interface SequenceStep<S> {
  readonly skip?: (state: S) => boolean;
  ask(state: S, info: Required<Omit<StepInfo, 'title'>>): Promise<Answer<S>>;
}

/**
 * Asks a series of questions with a way back. State is passed from step to step, so going back keeps what was said.
 * Gives `undefined` when the person leaves. `from` is the index of the first question to ask, with those before it answered
 * in `start` and reached by going back.
 */
export async function runSequence<S>(
  start: S,
  steps: readonly SequenceStep<S>[],
  from = 0,
): Promise<S | undefined> {
  let state = start;
  const trail = [...steps.keys()].filter((before) => before < from && steps[before]?.skip?.(start) !== true);
  let index = from;
  for (;;) {
    const current = steps[index];
    if (!current) return state;
    if (current.skip?.(state) === true) {
      index += 1;
      continue;
    }
    const active = steps.filter((step) => step.skip?.(state) !== true);
    const result = await current.ask(state, {
      step: active.indexOf(current) + 1,
      totalSteps: active.length,
      canGoBack: trail.length > 0,
    });
    if (result.kind === 'cancel') return undefined;
    if (result.kind === 'back') {
      index = trail.pop() ?? 0;
      continue;
    }
    state = result.value;
    trail.push(index);
    index += 1;
  }
}

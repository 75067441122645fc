import { Cancelled } from '../../platform/actions';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef } from '../api';

/** Characters. The service states no limit; a reason that is longer than this is a letter. */
const MOST_CHARACTERS = 500;

/** Asks for reasons. What was typed is kept until it has served, so that nobody types it twice after a failure. */
export class Reasons {
  private readonly typed = new Map<string, string>();

  constructor(
    private readonly prompts: Prompts,
    private readonly t: Translate,
  ) {}

  /** @throws Cancelled when the person leaves */
  async ask(
    purpose: 'cancel' | 'decline',
    ref: EnvelopeRef,
    question: { readonly title: string; readonly prompt: string },
  ): Promise<string> {
    const key = keyOf(purpose, ref);
    const given = await this.prompts.input({
      ...question,
      value: this.typed.get(key) ?? '',
      validate: (text) => this.problem(text.trim()),
    });
    if (given.kind !== 'value') throw new Cancelled();
    const reason = given.value.trim();
    this.typed.set(key, reason);
    return reason;
  }

  /** It has served. */
  forget(purpose: 'cancel' | 'decline', ref: EnvelopeRef): void {
    this.typed.delete(keyOf(purpose, ref));
  }

  private problem(text: string): string | undefined {
    const { length } = Array.from(text);
    if (length === 0) return this.t({ text: 'Give a reason: jSign asks for one.' });
    if (length <= MOST_CHARACTERS) return undefined;
    return this.t({
      text: 'The reason has {0} characters. Shorten it to {1}.',
      args: [length, MOST_CHARACTERS],
    });
  }
}

function keyOf(purpose: string, { accountId, envelopeId }: EnvelopeRef): string {
  return JSON.stringify([purpose, accountId, envelopeId]);
}

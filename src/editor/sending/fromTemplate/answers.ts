import { isDeepStrictEqual } from 'node:util';
import type { Draft, DraftTemplate } from '../../../delivery/draft';
import { type Answers, answersOf } from '../answers';
import { makeDraft } from '../draftMaker';
import { retitled } from './titles';

/** What was said of an envelope from a template so far; one object for all questions, so that a step back keeps everything. */
export interface TemplateSendAnswers extends Answers {
  template: DraftTemplate;
  /** Signer titles, exactly as the template has them. */
  titles: readonly string[];
  /** The template whose titles they are. */
  titlesOf: string | undefined;
  /** They come from our record, so nobody has to type them. */
  recorded: boolean;
  /** Private notes and phone numbers by {@link addressKey}: who takes another's place does not get that one's note. */
  readonly notes: Map<string, string>;
  readonly phones: Map<string, string>;
}

export function addressKey({ email }: { readonly email: string }): string {
  return email.trim().toLowerCase();
}

/** Titles of the chosen template; those who sign keep their places. */
export function setTitles(said: TemplateSendAnswers, titles: readonly string[]): void {
  said.titlesOf = said.template.id;
  if (isDeepStrictEqual(said.titles, titles)) return;
  said.people = retitled(said.people, said.titles, titles);
  said.titles = titles;
}

/** Whether somebody signs for each title, and nobody for another. */
export function isComplete({ people, titles }: TemplateSendAnswers): boolean {
  return (
    people.length === titles.length && titles.every((title) => people.some(({ role }) => role === title))
  );
}

export type TemplateDraft = Draft & { readonly template: DraftTemplate };

/** The answers that a kept draft was made of. */
export function answersOfDraft(draft: TemplateDraft): TemplateSendAnswers {
  const { template } = draft;
  const { signers } = draft;
  const notes = signers.flatMap(({ email, note }) =>
    note === undefined ? [] : [[addressKey({ email }), note] as const],
  );
  const phones = signers.flatMap(({ countryCode, email, phoneNumber }) =>
    countryCode === undefined || phoneNumber === undefined
      ? []
      : [[addressKey({ email }), `+${countryCode} ${phoneNumber}`] as const],
  );
  const titles = signers.flatMap(({ role }) => (role === undefined ? [] : [role]));
  return {
    ...answersOf(draft, false),
    template,
    titles,
    titlesOf: template.id,
    recorded: false,
    notes: new Map(notes),
    phones: new Map(phones),
  };
}

/** Makes the draft of what was said. Every call makes a new draft and a new intent. */
export function makeTemplateDraft(
  said: TemplateSendAnswers,
  accountId: string,
  newId: () => string,
): TemplateDraft {
  const nothing = { documents: [], fields: [], inspections: new Map(), prepared: new Map(), notes: [] };
  const draft = makeDraft(said, nothing, accountId, newId);
  return {
    ...draft,
    template: said.template,
    signers: draft.signers.map((signer) => {
      const note = said.notes.get(addressKey(signer));
      const phone = readPhone(said.phones.get(addressKey(signer)) ?? '');
      return { ...signer, ...(note === undefined ? {} : { note }), ...phone };
    }),
  };
}

/** `+49 170 1234567`: the country's code, then the number; `undefined` when it is none. */
export function readPhone(
  text: string,
): { readonly countryCode: number; readonly phoneNumber: string } | undefined {
  const [, code, number] = /^\s*(?:\+|00)([1-9]\d{0,2})[\s/-]+(\d[\d\s()/-]*)$/.exec(text) ?? [];
  const digits = number?.replace(/\D/g, '') ?? '';
  return code === undefined || digits.length < 4 || digits.length > 14
    ? undefined
    : { countryCode: Number(code), phoneNumber: digits };
}

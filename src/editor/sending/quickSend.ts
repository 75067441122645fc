import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import { fixOf } from '../../delivery/fixes';
import type { AccountDetails } from '../../jsign/types';
import type { Account } from '../account/api';
import {
  answer,
  BACK,
  CANCEL,
  runSequence,
  type Answer,
  type Prompts,
  type SequenceStep,
  type StepInfo,
} from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { answersOf, rolesOf, type Answers } from './answers';
import { ChosenFixes } from './chosenFixes';
import { carryOver, type StartingDraft } from './draftAgain';
import type { LoadedDocument } from './documentReader';
import { makeDraft } from './draftMaker';
import { humanName } from './fileNames';
import { within } from './limits';
import { OptionQuestions } from './optionQuestions';
import { cleanName } from './people';
import type { Placement, Placer } from './placement';
import type { Person } from './ports';
import { quickProblems } from './quickProblems';
import { Review, type ReviewChoice, type ReviewRow } from './review';
import { SignerQuestions } from './signerQuestions';
import { shown } from '../platform/foreignText';

/** Milliseconds to wait for people to offer. */
const PATIENCE = 1000;

type Place = Required<Omit<StepInfo, 'title'>>;

export interface QuickSendPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly placer: Placer;
  readonly displayPath: (uri: string) => string;
  readonly locale: string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
}

/** What is to be sent, and from where. */
export interface QuickSendInput {
  readonly documents: readonly LoadedDocument[];
  readonly account: Account;
  readonly environment: string;
  /** People to offer, on their way. */
  readonly past: Promise<readonly Person[]>;
  readonly limits: AccountDetails | undefined;
  /** The review offers to go on in the composer. */
  readonly canCompose?: boolean;
  /** Set when something is sent again: all is answered as it was, and the questions begin with who signs. */
  readonly again?: StartingDraft & {
    /** What the person should know, beside what the preflight finds. */
    readonly notes: readonly Problem[];
  };
}

/** A draft that the person has read through and wants to send. */
export interface ReviewedDraft {
  readonly draft: Draft;
  /** Bytes of documents that got a page more, by document id. */
  readonly prepared: ReadonlyMap<string, Uint8Array>;
  /** The person wants to go on with it in the composer instead. */
  readonly inComposer?: true;
}

/** The quick way: name, signers, order, days until it expires, review. Asks; sends nothing. */
export class QuickSend {
  private readonly t: Translate;
  private readonly title: string;
  private signers: SignerQuestions | undefined;
  private readonly options: OptionQuestions;
  private readonly said: Answers;
  private readonly fixes = new ChosenFixes();
  /** What the last choice in the review has mended. */
  private mended: string | undefined;

  constructor(
    private readonly ports: QuickSendPorts,
    private readonly input: QuickSendInput,
  ) {
    const { again, documents, environment } = input;
    this.t = ports.translate;
    const text = again ? 'Send Again · {0}' : 'Send for Signature · {0}';
    this.title = this.t({ text, args: [shown(environment)] });
    this.options = new OptionQuestions(ports, this.title);
    this.said = again
      ? answersOf(again.draft, again.appendPage)
      : {
          name: suggestedName(documents, this.t),
          people: [],
          flow: 'Parallel',
          places: new Map(),
          expiresInDays: this.options.usualDays(),
          appendPage: false,
        };
  }

  /** Runs the questions. Gives `undefined` when the person leaves. */
  async run(): Promise<ReviewedDraft | undefined> {
    let reviewed: ReviewedDraft | undefined;
    // What was answered before is asked again only where its row of the review is chosen.
    const again = this.input.again !== undefined;
    const steps: SequenceStep<Answers>[] = [
      { skip: () => again, ask: (said, place) => this.options.name(said, place) },
      { ask: (said, place) => this.askSigners(said, place) },
      {
        skip: (said) => again || said.people.length < 2,
        ask: (said, place) => this.options.order(said, place),
      },
      { skip: () => again, ask: (said, place) => this.options.expiry(said, place) },
      {
        ask: async (said, place) => {
          const end = await this.review(said, place);
          if (end.kind !== 'value') return end;
          reviewed = end.value;
          return answer(said);
        },
      },
    ];
    const finished = await runSequence(this.said, steps);
    return finished ? reviewed : undefined;
  }

  /** The review alone, with everything that was said before: after a refusal of the service. */
  async reviewAgain(): Promise<ReviewedDraft | undefined> {
    const end = await this.review(this.said, { step: 1, totalSteps: 1, canGoBack: false });
    return end.kind === 'value' ? end.value : undefined;
  }

  /** What would go out as things stand, without a question; `undefined` where the signatures find no room. */
  async asItStands(): Promise<ReviewedDraft | undefined> {
    const placed = await this.placeWithoutAsking(this.said);
    if ('noRoom' in placed) return undefined;
    return { draft: this.draftOf(this.said, placed), prepared: placed.prepared };
  }

  private async askSigners(said: Answers, place: Place): Promise<Answer<Answers>> {
    if (!this.signers) {
      const { account, again, documents, past } = this.input;
      const me = { name: cleanName(account.name), email: account.email };
      // Offering people is a convenience: nobody waits for it longer than for a page to turn.
      const known = (await within(PATIENCE, past)) ?? [];
      const roles = rolesOf(documents);
      this.signers = new SignerQuestions(this.ports, this.title, me, known, roles, again !== undefined);
    }
    return this.signers.ask(said, place);
  }

  private async review(said: Answers, place: Place): Promise<Answer<ReviewedDraft>> {
    const { again, limits } = this.input;
    for (;;) {
      const placement = await this.place(said, place);
      if (placement.kind !== 'value') return placement;
      const problemsOf = (draft: Draft) => quickProblems(draft, placement.value, again?.notes ?? [], limits);
      const draft = this.fixes.applyTo(this.draftOf(said, placement.value), problemsOf);
      const chosen = await this.show(draft, problemsOf(draft), place);
      if (chosen.kind !== 'value') return chosen;
      const { prepared } = placement.value;
      const { fixes, value } = chosen.value;
      this.mended = fixes?.label;
      if (fixes) this.fixes.choose(fixes.problem);
      else if (value === 'send') return answer({ draft, prepared });
      else if (value === 'composer') return answer({ draft, prepared, inComposer: true });
      else if ((await this.change(value, said, place)).kind === 'cancel') return CANCEL;
    }
  }

  private draftOf(said: Answers, placement: Placement): Draft {
    const made = makeDraft(said, placement, this.input.account.id, this.ports.newId);
    return this.input.again ? carryOver(made, this.input.again.draft) : made;
  }

  private async show(draft: Draft, problems: readonly Problem[], place: Place): Promise<Answer<ReviewRow>> {
    const { account, canCompose = false, environment } = this.input;
    const { locale, now, displayPath, prompts } = this.ports;
    const review = new Review(
      {
        draft,
        problems,
        environment,
        accountEmail: account.email,
        displayPath,
        locale,
        now: now(),
        canCompose,
        fixOf: (problem) => fixOf(problem, draft),
        ...(this.mended === undefined ? {} : { mended: this.mended }),
      },
      this.t,
    );
    for (;;) {
      const chosen = await prompts.pick<ReviewRow>({
        ...place,
        title: review.title,
        placeholder: review.placeholder,
        items: review.rows().map((row) => ({ ...row, value: row })),
      });
      // A row to send is not there while there is an error; nothing else may lead past it either.
      if (chosen.kind !== 'value' || chosen.value.value !== 'send' || review.canSend) return chosen;
    }
  }

  /** A row of the review was chosen: its question once more, then the review again. */
  private async change(choice: ReviewChoice, said: Answers, place: Place): Promise<Answer<unknown>> {
    const here = { ...place, canGoBack: true };
    switch (choice) {
      case 'name':
        return this.options.name(said, here);
      case 'signers':
        return this.askSigners(said, here);
      case 'order':
        return this.options.order(said, here);
      case 'expiry':
        return this.options.expiry(said, here);
      case 'send':
      case 'composer':
      case 'template':
      case 'titles':
      case 'notes':
      case 'phones':
      case 'nothing':
        return BACK;
    }
  }

  private async place(said: Answers, place: Place): Promise<Answer<Placement>> {
    for (;;) {
      const placed = await this.placeWithoutAsking(said);
      if (!('noRoom' in placed)) return answer(placed);
      const asked = await this.ports.prompts.pick<'append'>({
        ...place,
        title: this.title,
        placeholder: noRoomText(placed.noRoom, said.people.length, this.t),
        items: [
          {
            label: this.t({ text: 'Append Signature Page' }),
            detail: this.t({
              text: 'A page with a place for each signer is added to the copy that is sent. Its bytes then differ from the file; the file itself stays as it is.',
            }),
            icon: 'file-add',
            value: 'append',
          },
        ],
      });
      if (asked.kind !== 'value') return asked;
      said.appendPage = true;
    }
  }

  private async placeWithoutAsking({ appendPage, people }: Answers): ReturnType<Placer['place']> {
    const { again, documents } = this.input;
    const { placer } = this.ports;
    // Fields that were placed before stay, as long as there is nobody who has none yet.
    const known = new Set(again?.keepsFields === true ? again.draft.signers.map(({ id }) => id) : []);
    if (again && people.every(({ id }) => known.has(id)))
      return placer.keep(documents, again.draft.fields, people);
    return placer.place(documents, people, this.t({ text: 'Signatures' }), appendPage);
  }
}

function noRoomText(documents: readonly LoadedDocument[], signers: number, t: Translate): string {
  const names = documents.map(({ name }) => shown(name, 40)).join(', ');
  return signers === 1
    ? t({ text: 'The last page of {0} has no free place for a signature', args: [names] })
    : t({ text: 'The last page of {0} has no free place for {1} signatures', args: [names, signers] });
}

/** A name for the envelope, made of the files' names. */
export function suggestedName(documents: readonly Pick<LoadedDocument, 'name'>[], t: Translate): string {
  const name = humanName(documents[0]?.name ?? '');
  const more = documents.length - 1;
  if (more < 1) return name;
  return more === 1
    ? t({ text: '{0} and 1 more document', args: [name] })
    : t({ text: '{0} and {1} more documents', args: [name, more] });
}

import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef, EnvelopeStore, EnvelopeStores } from '../envelopes/api';
import { Cancelled, signedOut, UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { PickItem, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { hasSignedCopy, type Copy } from './api';

export interface ChooserPorts {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly prompts: Prompts;
  readonly t: Translate;
}

export interface ChosenDocument {
  readonly document: EnvelopeDocument;
  readonly copy: Copy;
}

/** What a caller has said already, and how the rest is asked for. */
export interface Wish {
  readonly documentId: string | undefined;
  readonly which: Copy | undefined;
  readonly title: string;
  /** The copy that is offered first. */
  readonly first: Copy;
}

/** Finds out which document of an envelope is meant, and which copy of it; asks only what is not clear. */
export class DocumentChooser {
  constructor(private readonly ports: ChooserPorts) {}

  /** Rejects with `Cancelled` when the person leaves, with a `UserError`, or with a `JsignError`. */
  async choose(ref: EnvelopeRef, wish: Wish): Promise<ChosenDocument> {
    const store = await this.ports.stores.forAccount(ref.accountId);
    if (!store) throw signedOut(this.ports.t);
    const details = await this.details(store, ref, wish);
    const document = await this.document(details, wish);
    const copy = wish.which ?? (await this.copy(details, document, wish));
    return { document, copy };
  }

  /** What is known will do where nothing can have come since: an original is there from the start, a signed copy stays. */
  private async details(
    store: EnvelopeStore,
    { envelopeId }: EnvelopeRef,
    wish: Wish,
  ): Promise<EnvelopeDetails> {
    const known = store.known(envelopeId);
    const settled =
      known &&
      (wish.which !== undefined || known.documents.every((document) => hasSignedCopy(known, document)));
    return settled ? known : store.details(envelopeId, { fresh: true });
  }

  private async document(details: EnvelopeDetails, wish: Wish): Promise<EnvelopeDocument> {
    const { prompts, t } = this.ports;
    const fitting = details.documents.filter(
      ({ id }) => wish.documentId === undefined || id === wish.documentId,
    );
    const [only] = fitting;
    if (!only) throw new UserError(t({ text: 'jSign names no such document in this envelope.' }));
    if (fitting.length === 1) return only;
    const chosen = await prompts.pick({
      title: wish.title,
      placeholder: t({ text: 'Which document of "{0}"?', args: [shown(details.name)] }),
      items: fitting.map((document) => ({
        label: shown(document.name),
        icon: 'file',
        value: document,
      })),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    return chosen.value;
  }

  private async copy(details: EnvelopeDetails, document: EnvelopeDocument, wish: Wish): Promise<Copy> {
    if (!hasSignedCopy(details, document)) return 'original';
    const { prompts, t } = this.ports;
    const items = copyItems(t);
    const chosen = await prompts.pick<Copy>({
      title: wish.title,
      placeholder: t({ text: 'Which copy?' }),
      items: wish.first === 'signed' ? items : items.reverse(),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    return chosen.value;
  }
}

/** The two copies as rows of a picker, the signed one first. */
export function copyItems(t: Translate): PickItem<Copy>[] {
  return [
    {
      label: t({ text: 'Signed' }),
      description: t({ text: 'as jSign completed it' }),
      icon: 'pass',
      value: 'signed',
    },
    {
      label: t({ text: 'Original' }),
      description: t({ text: 'as it was sent' }),
      icon: 'file-pdf',
      value: 'original',
    },
  ];
}

import type { Draft, DraftDocument, DraftSigner, Field } from '../../../delivery/draft';
import type {
  ComposedField,
  ComposedOptions,
  ComposedSigner,
  Composition,
} from '../../../pages/composer/composition';

/** What the page edits of a draft. */
export function compositionOf(draft: Draft): Composition {
  return {
    name: draft.name,
    description: draft.description,
    categories: draft.categories,
    documents: draft.documents.map(({ id, name, size, sha256, pages }) => ({
      id,
      name,
      size,
      sha256,
      pages,
    })),
    signers: draft.signers,
    observers: draft.observers,
    fields: draft.fields,
    options: draft.options,
  };
}

/** Finds a document as it was read, by its id and the hash of its bytes; `undefined` where no such one was ever read. */
export type FindDocument = (id: string, sha256: string) => DraftDocument | undefined;

/**
 * The draft with what the page made of it. What documents are is never taken from the page: it orders and removes them (and brings
 * them back by undo), so only those that were read here stay. Numbers become such as a draft can be saved with.
 */
export function withComposition(draft: Draft, composition: Composition, find: FindDocument): Draft {
  const documents = composition.documents.flatMap(({ id, sha256 }) => find(id, sha256) ?? []);
  const there = new Set(documents.map(({ id }) => id));
  return {
    ...draft,
    name: composition.name,
    description: composition.description,
    categories: [...composition.categories],
    documents,
    signers: composition.signers.map(signerOf),
    observers: composition.observers.map(({ name, email }) => ({ name, email })),
    fields: composition.fields.filter(({ documentId }) => there.has(documentId)).map(fieldOf),
    options: optionsOf(composition.options),
  };
}

/** Without the spaces that people leave while they type: what is reviewed and sent. */
export function tidied(draft: Draft, clean: (text: string) => string): Draft {
  return {
    ...draft,
    name: clean(draft.name),
    description: draft.description.trim(),
    categories: draft.categories.map(clean).filter((category) => category !== ''),
    signers: draft.signers.map((signer) => {
      const { phoneNumber, note, ...rest } = signer;
      return {
        ...rest,
        name: clean(signer.name),
        email: signer.email.trim(),
        ...said('phoneNumber', phoneNumber?.trim()),
        ...said('note', note?.trim()),
      };
    }),
    observers: draft.observers.map(({ name, email }) => ({ name: clean(name), email: email.trim() })),
  };
}

function signerOf(signer: ComposedSigner): DraftSigner {
  const { id, name, email, order, role, countryCode, phoneNumber, note } = signer;
  return {
    id,
    name,
    email,
    order: Math.round(order),
    ...given('role', role),
    ...given('countryCode', countryCode === undefined ? undefined : Math.round(countryCode)),
    ...given('phoneNumber', phoneNumber),
    ...given('note', note),
  };
}

function fieldOf(field: ComposedField): Field {
  const { id, documentId, signerId, kind, page, box, required } = field;
  return {
    id,
    documentId,
    signerId,
    kind,
    page: Math.round(page),
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
    required,
    ...given('label', field.label),
    ...given('defaultValue', field.defaultValue),
    ...given('alignment', field.alignment),
    ...given('charLimit', field.charLimit === undefined ? undefined : Math.round(field.charLimit)),
    ...given('choices', field.choices && [...field.choices]),
    ...given('anchor', field.anchor),
  };
}

function optionsOf(options: ComposedOptions): Draft['options'] {
  const { flow, expiresInDays, sendEmails } = options;
  return {
    flow,
    expiresInDays,
    ...given('reminderDays', options.reminderDays),
    ...given('qrCode', options.qrCode),
    ...given('removeAfterSigning', options.removeAfterSigning),
    ...given('captureLocation', options.captureLocation),
    sendEmails,
  };
}

/** A property that is there, or none: what is missing is missing, not `undefined`. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

function said<K extends string>(key: K, text: string | undefined): Partial<Record<K, string>> {
  return given(key, text === '' ? undefined : text);
}

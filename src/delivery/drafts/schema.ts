import * as v from 'valibot';

import type { Draft } from '../draft';

/** The version of drafts that this code writes. */
export const DRAFT_VERSION = 2;
/** Read and upgraded: what it lacks may be missing. */
const EARLIER_VERSION = 1;

const text = v.string();
const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer());
const flag = v.boolean();

const Origin = v.object({ uri: text, commit: v.exactOptional(text), dirty: v.exactOptional(flag) });
const Document = v.object({
  id: text,
  name: text,
  size: v.pipe(whole, v.minValue(0)),
  sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
  pages: v.array(v.object({ width: finite, height: finite })),
  origin: Origin,
  prepared: v.exactOptional(text),
});
const Signer = v.object({
  id: text,
  name: text,
  email: text,
  order: whole,
  role: v.exactOptional(text),
  countryCode: v.exactOptional(whole),
  phoneNumber: v.exactOptional(text),
  note: v.exactOptional(text),
});
const Field = v.object({
  id: text,
  documentId: text,
  signerId: text,
  kind: v.picklist(['signature', 'initials', 'date', 'text', 'textArea', 'checkbox', 'dropdown']),
  page: whole,
  box: v.object({ x: finite, y: finite, width: finite, height: finite }),
  required: flag,
  label: v.exactOptional(text),
  defaultValue: v.exactOptional(text),
  alignment: v.exactOptional(v.picklist(['left', 'center', 'right'])),
  charLimit: v.exactOptional(finite),
  choices: v.exactOptional(v.array(text)),
  anchor: v.exactOptional(text),
});
const Options = v.object({
  flow: v.picklist(['Parallel', 'Sequential', 'Hybrid']),
  expiresInDays: finite,
  reminderDays: v.exactOptional(finite),
  qrCode: v.exactOptional(flag),
  removeAfterSigning: v.exactOptional(flag),
  captureLocation: v.exactOptional(flag),
  sendEmails: flag,
});
const DraftSchema = v.object({
  version: v.picklist([EARLIER_VERSION, DRAFT_VERSION]),
  id: text,
  intentId: text,
  accountId: text,
  name: text,
  description: text,
  categories: v.array(text),
  documents: v.array(Document),
  signers: v.array(Signer),
  observers: v.array(v.object({ name: text, email: text })),
  fields: v.array(Field),
  options: Options,
  template: v.exactOptional(v.object({ id: text, name: text })),
  replaces: v.exactOptional(text),
  editedAt: v.exactOptional(finite),
});
const NewerSchema = v.object({ version: v.pipe(v.number(), v.minValue(DRAFT_VERSION + 1)) });

/** What a saved text turned out to be. */
export type ReadDraft =
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** Written by a newer version. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'broken' };

/**
 * Reads the text of a saved draft, of this version or an earlier one; the draft is always one of this version. Never throws.
 */
export function readDraft(json: string): ReadDraft {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return { kind: 'broken' };
  }
  const draft = v.safeParse(DraftSchema, raw);
  if (draft.success) return { kind: 'draft', draft: { ...draft.output, version: DRAFT_VERSION } };
  return { kind: v.is(NewerSchema, raw) ? 'newer' : 'broken' };
}

import { type Flow, sameEmail } from '../core/model';
import { type BodyReader, isEmail, type Json } from '../core/reader';
import { type AskedField, readTabs } from './tabs';

export interface AskedSigner {
  readonly name: string;
  readonly email: string;
  readonly order: number | undefined;
  readonly title: string | undefined;
  readonly note: string | undefined;
  readonly phone: string | undefined;
  readonly fields: readonly AskedField[];
}

export interface AskedRole {
  readonly title: string;
  readonly fields: readonly AskedField[];
}

/** `recipients.signers[]` of the three envelope creations. */
export function readSigners(
  reader: BodyReader,
  recipients: Json,
  source: { readonly tabs: boolean; readonly titles: boolean; readonly elementTags: boolean },
): readonly AskedSigner[] {
  const items = reader.objects(recipients, 'signers', 'SIGNERS_REQUIRED') ?? [];
  if (items.length === 0) reader.refuse('SIGNERS_REQUIRED');
  const signers = items.map((item, index) => {
    const who = `signers[${index}]`;
    const signer: AskedSigner = {
      name: reader.text(item, 'name', 'NAME_REQUIRED')?.trim() ?? '',
      email: readEmail(reader, item),
      order: reader.integer(item, 'signing_order'),
      title: source.titles ? reader.text(item, 'signer_title', 'SIGNER_TITLE_REQUIRED') : undefined,
      note: reader.text(item, 'private_note'),
      phone: readPhone(reader, item),
      fields: source.tabs ? readTabs(reader, item, source.elementTags, who) : [],
    };
    return signer;
  });
  const twice = signers.some((a, index) =>
    signers.slice(index + 1).some((b) => a.email !== '' && sameEmail(a.email, b.email)),
  );
  if (twice) reader.refuse('SIGNER_DUPLICATE');
  return signers;
}

/** `recipients.observers[]` (INFERRED). */
export function readObservers(
  reader: BodyReader,
  recipients: Json,
): readonly { name: string; email: string }[] {
  return (reader.objects(recipients, 'observers') ?? []).map((item) => ({
    name: reader.text(item, 'name', 'NAME_REQUIRED') ?? '',
    email: readEmail(reader, item),
  }));
}

/** `recipients.signers[]` of a template: titles instead of people. */
export function readRoles(reader: BodyReader, recipients: Json, elementTags: boolean): readonly AskedRole[] {
  const items = reader.objects(recipients, 'signers', 'SIGNERS_REQUIRED') ?? [];
  if (items.length === 0) reader.refuse('SIGNERS_REQUIRED');
  const roles = items.map((item, index) => ({
    title: reader.text(item, 'signer_title', 'SIGNER_TITLE_REQUIRED') ?? '',
    fields: readTabs(reader, item, elementTags, `signers[${index}]`),
  }));
  if (new Set(roles.map((role) => role.title)).size < roles.length) reader.refuse('SIGNER_TITLE_DUPLICATE');
  return roles;
}

/**
 * The order of each signer. Without any, a sequential flow goes by position; a hybrid one puts all into one group. Equal
 * numbers are allowed in a hybrid flow only, gaps in none.
 */
export function signingOrders(
  reader: BodyReader,
  flow: Flow,
  signers: readonly AskedSigner[],
): readonly number[] {
  const given = signers.map((signer) => signer.order);
  if (flow === 'Parallel') return signers.map((_, index) => given[index] ?? 1);
  if (given.every((order) => order === undefined))
    return signers.map((_, index) => (flow === 'Sequential' ? index + 1 : 1));
  const orders = given.map((order) => order ?? 0);
  const distinct = [...new Set(orders)].sort((a, b) => a - b);
  const gapless = distinct.every((order, index) => order === index + 1);
  if (!gapless || (flow === 'Sequential' && distinct.length < orders.length))
    reader.refuse('SIGNING_ORDER_INVALID');
  return orders;
}

function readEmail(reader: BodyReader, item: Json): string {
  const email = reader.text(item, 'email', 'EMAIL_REQUIRED')?.trim() ?? '';
  if (email !== '' && !isEmail(email)) reader.refuse('EMAIL_INVALID');
  return email;
}

function readPhone(reader: BodyReader, item: Json): string | undefined {
  const code = reader.integer(item, 'country_code');
  const phone = reader.text(item, 'phone_number');
  const hasPhone = phone !== undefined && phone !== '';
  if ((code !== undefined) !== hasPhone) reader.refuse('PHONE_NUMBER_INVALID');
  return code !== undefined && hasPhone ? `+${code} ${phone}` : undefined;
}

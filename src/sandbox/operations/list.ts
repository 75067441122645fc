import { DAY, parseDay, plainTime } from '../core/clock';
import { refuse } from '../core/errors';
import { fullName } from '../core/model';
import { asObject, BodyReader, type Json } from '../core/reader';
import type { Operation, Services } from '../core/services';
import { isDueSoon, isParty, STATUS_WORDS, statusFor, type StatusWord } from '../core/turns';
import { done } from '../http/reply';
import { findUser } from '../store/credentials';
import { pageOf } from './paging';

/** 17. API reference, section 4.15. AND between the kinds of filter, OR inside an array (INFERRED there). */
export const listEnvelopes: Operation = async (services, call) => {
  const { store, clock, spelling } = services;
  const filter = readFilter(asObject((await call.body()) ?? {}));
  const now = clock.now();
  const found: { readonly envelope: (typeof all)[number]; readonly status: StatusWord }[] = [];
  const all = store.newest();
  for (const envelope of all) {
    if (!isParty(envelope, call.user)) continue;
    if (envelope.createdAt < filter.from || envelope.createdAt >= filter.until) continue;
    if (
      filter.categories !== undefined &&
      !envelope.categories.some((c) => filter.categories?.has(c) === true)
    )
      continue;
    const status = statusFor(envelope, call.user, now);
    const wanted = filter.statuses;
    if (wanted === undefined || wanted.has(status) || (wanted.has('DueSoon') && isDueSoon(envelope, now))) {
      found.push({ envelope, status });
    }
  }
  const { items, info } = pageOf(found, filter.page, filter.pageSize);
  const envelopes = items.map(({ envelope, status }) => ({
    envelope_id: envelope.id,
    name: envelope.name,
    status,
    created_by: nameOf(services, envelope.owner),
    [spelling.listCreated]: plainTime(envelope.createdAt),
    categories: spelling.categories(envelope.categories),
  }));
  return done({ list_info: info, envelopes });
};

interface Filter {
  readonly statuses: ReadonlySet<string> | undefined;
  readonly categories: ReadonlySet<string> | undefined;
  readonly from: number;
  readonly until: number;
  readonly page: number | undefined;
  readonly pageSize: number | undefined;
}

function readFilter(body: Json): Filter {
  const reader = new BodyReader();
  const statuses = reader.texts(body, 'status');
  const known: readonly string[] = STATUS_WORDS;
  if (statuses?.some((word) => !known.includes(word)) === true) reader.refuse('STATUS_INVALID');
  const categories = reader.texts(body, 'categories');
  if (categories !== undefined && (categories.length === 0 || categories.includes('')))
    reader.refuse('CATEGORIES_EMPTY');
  const from = readDay(reader, body, 'start_date');
  const to = readDay(reader, body, 'end_date');
  if (from !== undefined && to !== undefined && from > to) reader.refuse('DATE_RANGE_INVALID');
  const page = reader.integer(body, 'page');
  const pageSize = reader.integer(body, 'page_size');
  reader.finish();
  return {
    statuses: statuses === undefined || statuses.length === 0 ? undefined : new Set(statuses),
    categories: categories === undefined ? undefined : new Set(categories),
    from: from ?? Number.NEGATIVE_INFINITY,
    until: to === undefined ? Number.POSITIVE_INFINITY : to + DAY,
    page,
    pageSize,
  };
}

function readDay(reader: BodyReader, body: Json, name: string): number | undefined {
  const text = reader.text(body, name);
  if (text === undefined || text === '') return undefined;
  const day = parseDay(text);
  if (day === undefined) throw refuse('DATE_INVALID', name);
  return day;
}

/** Full name of a user, or the e-mail where the user is unknown. */
export function nameOf({ credentials }: Services, email: string): string {
  const user = findUser(credentials, email);
  return user === undefined ? email : fullName(user);
}

import { DAY } from '../core/clock';
import { Chance } from '../core/ids';
import type { Envelope, Field, HistoryEvent, Mail, Signer, StoredDocument, Template } from '../core/model';
import type { Services } from '../core/services';
import { offeredValue } from '../operations/signing';
import { blockPlace, type Contract, CONTRACTS, writeContract } from './contracts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './pdfWriter';

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

const GUESTS: readonly [Person, ...Person[]] = [
  { firstName: 'Mary', lastName: 'Tester', email: 'mary@example.com' },
  { firstName: 'Kofi', lastName: 'Muster', email: 'kofi@example.org' },
  { firstName: 'Ines', lastName: 'Modelo', email: 'ines@example.net' },
  { firstName: 'Jun', lastName: 'Rei', email: 'jun@example.com' },
];
const COMPANIES = ['Acme', 'Globex', 'Initech', 'Umbra', 'Northwind', 'Lumen', 'Harbour', 'Vertex'] as const;
/** What becomes of a seeded envelope; words that stand more often come up more often. */
const FATES = [
  'mine',
  'mine',
  'others',
  'others',
  'others',
  'partly',
  'completed',
  'completed',
  'completed',
  'declined',
  'cancelled',
  'expired',
] as const;
type Fate = (typeof FATES)[number];

/** Adds envelopes and templates: the same ones for the same numbers on an empty data folder. */
export async function seed(
  services: Services,
  wanted: { readonly envelopes: number; readonly templates: number },
): Promise<void> {
  const { store } = services;
  const maker = new Seeder(services, new Chance(store.envelopes.size * 7919 + store.templates.size * 31 + 1));
  const templates = Array.from({ length: wanted.templates }, (_, index) => maker.template(index));
  const envelopes = Array.from({ length: wanted.envelopes }, (_, index) =>
    maker.envelope(index, wanted.envelopes),
  );
  await store.save(
    ...templates.map((v) => ({ t: 'template', v }) as const),
    ...envelopes.map((v) => ({ t: 'envelope', v }) as const),
    ...maker.mails.map((v) => ({ t: 'mail', v }) as const),
  );
}

class Seeder {
  readonly mails: Mail[] = [];
  private readonly files = new Map<string, { readonly hash: string; readonly size: number }>();
  private readonly now: number;
  private readonly users: readonly [Person, Person, Person];

  constructor(
    private readonly services: Services,
    private readonly chance: Chance,
  ) {
    this.now = services.clock.now();
    const [ada, grace, linus] = services.credentials.users;
    this.users = [ada ?? GUESTS[0], grace ?? GUESTS[0], linus ?? GUESTS[0]];
  }

  template(index: number): Template {
    const contract = CONTRACTS[index % CONTRACTS.length] ?? CONTRACTS[0];
    const roles = ['Client', 'Supplier'];
    const round = Math.floor(index / CONTRACTS.length);
    return {
      id: this.chance.guid(),
      name: round === 0 ? contract.title : `${contract.title} (variant ${round + 1})`,
      description: `Standard ${contract.title}`,
      categories: contract.categories,
      owner: this.users[0].email,
      createdAt: this.now - (30 + index) * DAY,
      active: index % 4 !== 3,
      documents: [this.document(contract, roles.length)],
      roles: roles.map((title, position) => ({ title, fields: fieldsAt(position) })),
    };
  }

  envelope(index: number, of: number): Envelope {
    const contract = this.chance.pick(CONTRACTS);
    const fate = FATES[index % FATES.length] ?? 'others';
    const createdAt = this.createdAt(fate, index, of);
    const owner = fate === 'mine' ? this.users[1] : this.users[0];
    const people = this.signersFor(fate);
    const flow =
      people.length > 1 && (fate === 'partly' || this.chance.next() < 0.6) ? 'Sequential' : 'Parallel';
    const signers = people.map((person, position) =>
      newSigner(person, flow === 'Sequential' ? position + 1 : 1, position),
    );
    const envelope: Envelope = {
      id: this.chance.guid(),
      seq: this.services.store.nextSeq(),
      name: `${contract.title}, ${this.chance.pick(COMPANIES)}`,
      description: '',
      categories: contract.categories,
      owner: owner.email,
      createdAt,
      flow,
      dueAt: this.dueAt(fate, createdAt),
      emailReminders: false,
      reminderPeriod: 3,
      removeSigned: false,
      sendEmail: true,
      status: 'waiting',
      documents: [this.document(contract, people.length)],
      signers,
      observers: this.chance.next() < 0.2 ? [{ name: 'Legal Team', email: 'legal@example.com' }] : [],
      attachments: [],
      events: [event(owner, 'Created', createdAt)],
      expiredFor: undefined,
    };
    if (fate === 'expired') envelope.expiredFor = envelope.dueAt;
    this.play(envelope, fate, owner);
    this.mails.push(
      ...this.services.postbox.invitations(envelope).map((mail) => ({ ...mail, at: createdAt })),
    );
    return envelope;
  }

  /** Lets happen what the fate says. */
  private play(envelope: Envelope, fate: Fate, owner: Person): void {
    const [first, ...others] = envelope.signers;
    if (first === undefined) return;
    const hour = DAY / 24;
    const at = envelope.createdAt;
    const signed = fate === 'completed' ? [first, ...others] : fate === 'partly' ? [first] : [];
    for (const [index, signer] of signed.entries()) sign(envelope, signer, at + (2 + index * 5) * hour);
    if (fate === 'completed') {
      envelope.status = 'completed';
      envelope.completedAt = at + (2 + (signed.length - 1) * 5) * hour;
      envelope.events.push(event(signed.at(-1) ?? first, 'Completed', envelope.completedAt));
    } else if (fate === 'declined') {
      envelope.status = 'declined';
      first.viewedAt = at + hour;
      first.declinedAt = at + 3 * hour;
      first.declineReason = 'The fee is not the one we agreed on.';
      envelope.events.push(event(first, 'Viewed', first.viewedAt));
      envelope.events.push({ ...event(first, 'Declined', first.declinedAt), about: first.declineReason });
    } else if (fate === 'cancelled') {
      envelope.status = 'cancelled';
      envelope.cancelReason = 'Sent with the wrong annex.';
      envelope.cancelledAt = at + 4 * hour;
      envelope.events.push({
        ...event(owner, 'Cancelled', envelope.cancelledAt),
        about: envelope.cancelReason,
      });
    }
  }

  private signersFor(fate: Fate): readonly [Person, ...Person[]] {
    const [ada, grace, linus] = this.users;
    const guest = this.chance.pick(GUESTS);
    if (fate === 'mine') return [ada, grace];
    if (fate === 'partly') return [grace, guest];
    const others: readonly [Person, ...Person[]] = this.chance.next() < 0.5 ? [guest] : [grace, linus];
    return others;
  }

  /** Spread over the last four months, the open ones over the last two weeks; older ones first. */
  private createdAt(fate: Fate, index: number, of: number): number {
    const age = ((of - index) / (of + 1)) * (fate === 'completed' || fate === 'expired' ? 120 : 11) + 0.2;
    return Math.floor((this.now - (fate === 'expired' ? age + 8 : age) * DAY) / 1000) * 1000;
  }

  private dueAt(fate: Fate, createdAt: number): number {
    if (fate === 'expired') return createdAt + 7 * DAY;
    return createdAt + (fate === 'completed' ? 30 : 12 + this.chance.below(18)) * DAY;
  }

  private document(contract: Contract, signers: number): StoredDocument {
    const key = `${contract.file}:${signers}`;
    let file = this.files.get(key);
    if (file === undefined) {
      const bytes = writeContract(contract, signers);
      file = { hash: this.services.store.blobs.putSync(bytes), size: bytes.length };
      this.files.set(key, file);
    }
    return { id: this.chance.guid(), name: contract.file, ...file, pages: [[PAGE_WIDTH, PAGE_HEIGHT]] };
  }
}

function newSigner(person: Person, order: number, position: number): Signer {
  const { firstName, lastName, email } = person;
  return { firstName, lastName, email, order, fields: fieldsAt(position) };
}

function fieldsAt(position: number): Field[] {
  const place = blockPlace(position);
  const common = {
    document: 0,
    page: 1,
    allPages: false,
    label: '',
    required: true,
    alignment: 'left',
  } as const;
  return [
    { kind: 'signature', ...common, ...place.signature },
    { kind: 'date', ...common, ...place.date },
  ];
}

function sign(envelope: Envelope, signer: Signer, at: number): void {
  signer.viewedAt = at - 600_000;
  signer.signedAt = at;
  for (const field of signer.fields) field.value = offeredValue(field, signer, at);
  envelope.events.push(event(signer, 'Viewed', signer.viewedAt), event(signer, 'Signed', at));
}

function event(
  { firstName, lastName, email }: Person,
  activity: HistoryEvent['activity'],
  at: number,
): HistoryEvent {
  return { at, activity, firstName, lastName, email };
}

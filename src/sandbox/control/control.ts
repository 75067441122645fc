import type { IncomingMessage, ServerResponse } from 'node:http';
import { DAY, SECOND } from '../core/clock';
import { refuse } from '../core/errors';
import { asObject, BodyReader, type Json } from '../core/reader';
import type { Services } from '../core/services';
import { phaseAt } from '../core/turns';
import { readJson } from '../http/body';
import type { Site } from '../http/handler';
import { json, type Reply } from '../http/reply';
import { signAs } from '../operations/signing';
import { sweep } from '../operations/sweep';
import { seed } from '../seed/seed';
import type { Holders } from './holders';

const MAX_SEED = 100_000;

/** The routes under `/_sandbox/`: for tests and demonstrations. Plain JSON, without the API's wrapping. */
export class Control implements Site {
  constructor(
    private readonly services: Services,
    private readonly holders: Holders,
    private readonly instance: string,
  ) {}

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<Reply | 'handled' | undefined> {
    const body = async (): Promise<unknown> => (await readJson(request, false)) ?? {};
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'GET /_sandbox/health':
        return json({ instance: this.instance, state: 'ready' });
      case 'GET /_sandbox/hold':
        this.holders.add(response);
        return 'handled';
      case 'POST /_sandbox/reset':
        return this.reset();
      case 'POST /_sandbox/seed':
        return this.seed(asObject(await body()));
      case 'POST /_sandbox/clock':
        return this.advance(asObject(await body()));
      case 'POST /_sandbox/sign':
        return this.sign(asObject(await body()));
      case 'POST /_sandbox/faults':
        this.services.faults.replace(await body());
        return json({});
      case 'GET /_sandbox/outbox':
        return this.outbox();
      case 'GET /_sandbox/requests':
        return json(this.services.requests.all());
      default:
        return undefined;
    }
  }

  private async reset(): Promise<Reply> {
    const { store, faults, requests } = this.services;
    faults.clear();
    requests.clear();
    await store.reset();
    return json({});
  }

  private async seed(body: Json): Promise<Reply> {
    const reader = new BodyReader();
    const envelopes = reader.integer(body, 'envelopes') ?? 0;
    const templates = reader.integer(body, 'templates') ?? 0;
    reader.finish();
    if (envelopes < 0 || templates < 0 || envelopes > MAX_SEED || templates > MAX_SEED)
      throw refuse('FIELD_TYPE_INVALID');
    await seed(this.services, { envelopes, templates });
    return json({ envelopes, templates });
  }

  private async advance(body: Json): Promise<Reply> {
    const reader = new BodyReader();
    const days = reader.decimal(body, 'advance_days');
    const seconds = reader.decimal(body, 'advance_seconds');
    reader.finish();
    if (days === undefined && seconds === undefined)
      throw refuse('FIELD_TYPE_INVALID', 'advance_days or advance_seconds');
    const by = (days ?? 0) * DAY + (seconds ?? 0) * SECOND;
    if (by < 0) throw refuse('FIELD_TYPE_INVALID', 'time only goes forward');
    const { clock, store } = this.services;
    clock.ahead += by;
    await store.save({ t: 'clock', v: clock.ahead });
    await sweep(this.services);
    return json({ now: new Date(clock.now()).toISOString() });
  }

  private async sign(body: Json): Promise<Reply> {
    const reader = new BodyReader();
    const id = reader.text(body, 'envelope_id', 'ENVELOPE_REQUIRED') ?? '';
    const email = reader.text(body, 'email', 'EMAIL_REQUIRED') ?? '';
    reader.finish();
    const envelope = this.services.store.envelopes.get(id);
    if (envelope === undefined) throw refuse('ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS');
    const sample = (index: number): string | undefined => {
      const field = envelope.signers.find((s) => s.email.toLowerCase() === email.toLowerCase())?.fields[
        index
      ];
      if (field?.kind !== 'text' && field?.kind !== 'textArea') return undefined;
      const text = field.defaultValue ?? 'Sample';
      return field.charLimit === undefined ? text : Array.from(text).slice(0, field.charLimit).join('');
    };
    await signAs(
      this.services,
      envelope,
      email,
      Array.from({ length: 100 }, (_, index) => sample(index)),
    );
    return json({ envelope_id: id, status: phaseAt(envelope, this.services.clock.now()) });
  }

  private async outbox(): Promise<Reply> {
    await sweep(this.services);
    const { store, url } = this.services;
    return json(
      store.mails.map((mail) => ({
        to: mail.to,
        kind: mail.kind,
        envelope_id: mail.envelopeId,
        url: `${url()}${mail.path}`,
        time: new Date(mail.at).toISOString(),
      })),
    );
  }
}

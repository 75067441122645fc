import type { IncomingMessage } from 'node:http';
import { Refusal } from '../core/errors';
import { type Envelope, fullName, type Signer } from '../core/model';
import type { Services } from '../core/services';
import type { LinkClaims } from '../core/tokens';
import { phaseAt, signerOf } from '../core/turns';
import { readBytes } from '../http/body';
import type { Reply } from '../http/reply';
import { nameOf } from '../operations/list';
import { declineAs, signAs, signerOnTurn, viewAs } from '../operations/signing';
import { documentList } from './documents';
import { fieldInputs, fieldValues } from './fields';
import { type Html, html, pageReply } from './html';
import { announce } from './script';

const MAX_FORM = 1 << 20;

/** The page that an embedded URL or a link in a mail opens, and what its forms send. */
export class SignPage {
  constructor(private readonly services: Services) {}

  async handle(
    request: IncomingMessage,
    token: string,
    rest: readonly string[],
    query: URLSearchParams,
  ): Promise<Reply | undefined> {
    const link = this.services.tokens.openLink(token);
    const envelope =
      link === undefined ? undefined : this.services.store.envelopes.get(link.claims.envelopeId);
    if (link === undefined || envelope === undefined) {
      return message(
        'This link is not valid',
        'The envelope may be gone, or the address is not complete.',
        'error',
        404,
      );
    }
    if (link.expired) {
      const advice =
        'Links like this one last ten minutes. Go back to where you came from and ask for a new one.';
      return message('This link has expired', advice, 'error', 410);
    }
    const [copy, index] = rest;
    if (rest.length === 2 && request.method === 'GET')
      return this.file(envelope, copy ?? '', Number(index), query);
    if (rest.length > 0) return undefined;
    if (request.method === 'POST') return this.submit(request, envelope, link.claims, token);
    return request.method === 'GET' ? this.show(envelope, link.claims, token) : undefined;
  }

  private async show(envelope: Envelope, claims: LinkClaims, token: string): Promise<Reply> {
    await this.services.copies.ensure(envelope);
    const signer = this.mayRead(envelope, claims) ? undefined : this.onTurn(envelope, claims.email);
    if (signer === undefined) return this.readOnly(envelope, claims, token);
    await viewAs(this.services, envelope, signer);
    return this.form(envelope, signer, token);
  }

  /** Whether the link shows the envelope only. */
  private mayRead(envelope: Envelope, claims: LinkClaims): boolean {
    return claims.kind === 'view' || phaseAt(envelope, this.services.clock.now()) !== 'waiting';
  }

  private onTurn(envelope: Envelope, email: string): Signer | undefined {
    try {
      return signerOnTurn(envelope, email, this.services.clock.now());
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  private form(
    envelope: Envelope,
    signer: Signer,
    token: string,
    problem?: string,
    given?: URLSearchParams,
  ): Reply {
    const name = fullName(signer);
    const body = html`${note()}
      <main>
        ${heading(this.services, envelope)}
        <p>You sign as <strong>${name}</strong> <span class="soft">${signer.email}</span></p>
        ${signer.note === undefined || signer.note === '' ? undefined : html`<p class="soft">"${signer.note}"</p>`}
        ${problem === undefined ? undefined : html`<p class="bad" role="alert">${problem}</p>`}
        <h2>Documents</h2>
        ${documentList(envelope, token, signer)}
        <h2>Your fields</h2>
        <form method="post">
          <input type="hidden" name="action" value="sign" />
          ${fieldInputs(signer, this.services.clock.now(), given)}
          <p class="actions"><button type="submit">Sign</button></p>
        </form>
        <details>
          <summary>Decline…</summary>
          <form method="post">
            <input type="hidden" name="action" value="decline" />
            <label for="reason">Why do you decline?</label>
            <textarea id="reason" name="reason" required maxlength="500"></textarea>
            <p class="actions"><button type="submit" class="plain">Decline to sign</button></p>
          </form>
        </details>
      </main>`;
    return pageReply(`Sign ${envelope.name}`, body, announce('loaded'));
  }

  private readOnly(envelope: Envelope, claims: LinkClaims, token: string): Reply {
    const body = html`${note()}
      <main>
        ${heading(this.services, envelope)}
        <p>${this.standing(envelope, claims)}</p>
        <h2>Documents</h2>
        ${documentList(envelope, token)}
      </main>`;
    return pageReply(envelope.name, body, announce('loaded'));
  }

  /** One sentence on where the envelope stands, for the one who opened the link. */
  private standing(envelope: Envelope, claims: LinkClaims): string {
    switch (phaseAt(envelope, this.services.clock.now())) {
      case 'completed':
        return 'Everybody has signed.';
      case 'declined':
        return 'A signer declined, so nobody can sign it any more.';
      case 'cancelled':
        return 'The sender cancelled it.';
      case 'expired':
        return 'The due date has passed.';
      case 'waiting': {
        const signer = signerOf(envelope, claims.email);
        if (claims.kind === 'view' || signer === undefined) return 'It waits for signatures.';
        return signer.signedAt === undefined
          ? 'Others sign before you. You get an e-mail when it is your turn.'
          : 'You have signed. It waits for others.';
      }
    }
  }

  private async submit(
    request: IncomingMessage,
    envelope: Envelope,
    claims: LinkClaims,
    token: string,
  ): Promise<Reply> {
    const form = new URLSearchParams((await readBytes(request, MAX_FORM)).toString('utf8'));
    const signer = signerOf(envelope, claims.email);
    if (claims.kind === 'view' || signer === undefined) return this.readOnly(envelope, claims, token);
    // A form that is sent twice finds its work done.
    if (signer.signedAt !== undefined) return signedPage(envelope, token);
    try {
      if (form.get('action') === 'decline') {
        const reason = form.get('reason')?.trim() ?? '';
        if (reason === '')
          return this.form(
            envelope,
            signerOnTurn(envelope, signer.email, this.services.clock.now()),
            token,
            'Say why you decline.',
            form,
          );
        await declineAs(this.services, envelope, signer.email, reason);
        return message(
          'You declined',
          'The sender has been told. Nobody can sign this envelope any more.',
          'declined',
        );
      }
      await signAs(this.services, envelope, signer.email, fieldValues(signer, form));
      return signedPage(envelope, token);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [first] = error.errors;
      const open = this.onTurn(envelope, signer.email);
      if (open === undefined)
        return message('It cannot be signed', this.standing(envelope, claims), 'error', 409);
      return this.form(envelope, open, token, first.developer_message, form);
    }
  }

  private async file(
    envelope: Envelope,
    copy: string,
    index: number,
    query: URLSearchParams,
  ): Promise<Reply | undefined> {
    const document = envelope.documents[index];
    if (
      document === undefined ||
      envelope.filesDeleted === true ||
      (copy !== 'original' && copy !== 'signed')
    )
      return undefined;
    await this.services.copies.ensure(envelope);
    const hash = copy === 'signed' ? document.signedHash : document.hash;
    if (hash === undefined) return undefined;
    const { blobs } = this.services.store;
    const kind = query.has('download') ? 'attachment' : 'inline';
    const name = encodeURIComponent(document.name).replaceAll(
      /['()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16)}`,
    );
    return {
      status: 200,
      type: 'application/pdf',
      body: { length: await blobs.size(hash), chunks: () => blobs.stream(hash) },
      headers: { 'content-disposition': `${kind}; filename*=UTF-8''${name}` },
    };
  }
}

export function note(): Html {
  return html`<p class="note" role="note">
    Local sandbox: no legal value. Nothing here leaves this computer.
  </p>`;
}

function heading(services: Services, envelope: Envelope): Html {
  const due =
    envelope.dueAt === undefined
      ? ''
      : `, to be signed by ${new Date(envelope.dueAt).toISOString().slice(0, 10)}`;
  return html`<h1 dir="auto">${envelope.name}</h1>
    <p class="soft">From ${nameOf(services, envelope.owner)}${due}</p>
    ${envelope.description === '' ? undefined : html`<p dir="auto">${envelope.description}</p>`}`;
}

function signedPage(envelope: Envelope, token: string): Reply {
  const rest = envelope.status === 'completed' ? 'Everybody has signed.' : 'The next signers have been told.';
  const body = html`${note()}
    <main>
      <h1>You signed "${envelope.name}"</h1>
      <p role="status">${rest} You can close this page.</p>
      ${envelope.status === 'completed' ? documentList(envelope, token) : undefined}
    </main>`;
  return pageReply('Signed', body, announce('signed'));
}

function message(title: string, text: string, event: 'declined' | 'error', status = 200): Reply {
  return pageReply(
    title,
    html`${note()}
      <main>
        <h1>${title}</h1>
        <p role="status">${text}</p>
      </main>`,
    announce(event),
    status,
  );
}

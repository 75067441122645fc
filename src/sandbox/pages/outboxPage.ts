import type { MailKind } from '../core/model';
import type { Services } from '../core/services';
import type { Reply } from '../http/reply';
import { html, pageReply } from './html';
import { note } from './signPage';

const WORDS: Readonly<Record<MailKind, string>> = {
  invitation: 'Invitation to sign',
  reminder: 'Reminder',
  observer: 'For your information',
  completed: 'Everybody has signed',
  declined: 'Declined',
  cancelled: 'Cancelled',
  expired: 'Expired',
  extended: 'New due date',
};
const SHOWN = 200;

/** The mails that would have been sent, newest first, for people. */
export function outboxPage({ store }: Services): Reply {
  const mails = store.mails.slice(-SHOWN).reverse();
  const rows = mails.map((mail) => {
    const name = store.envelopes.get(mail.envelopeId)?.name ?? 'An envelope that is gone';
    // Relative, so that the page also works behind a proxy that adds a path.
    return html`<tr>
      <td>${new Date(mail.at).toISOString().slice(0, 16).replace('T', ' ')}</td>
      <td>${mail.to}</td>
      <td>${WORDS[mail.kind]}</td>
      <td><a href=".${mail.path}" dir="auto">${name}</a></td>
    </tr>`;
  });
  const list =
    mails.length === 0
      ? html`<p class="soft">No mail yet. Send an envelope, and what its signers would get appears here.</p>`
      : html`<table>
          <thead>
            <tr>
              <th scope="col">Time (UTC)</th>
              <th scope="col">To</th>
              <th scope="col">About</th>
              <th scope="col">Envelope</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`;
  const more =
    store.mails.length > SHOWN
      ? html`<p class="soft">The newest ${SHOWN} of ${store.mails.length}.</p>`
      : html``;
  return pageReply(
    'Sandbox outbox',
    html`${note()}
      <main>
        <h1>Outbox</h1>
        <p class="soft">
          Mails that the sandbox did not send. Anyone who follows a link signs as its receiver.
        </p>
        ${list}${more}
      </main>`,
    undefined,
  );
}

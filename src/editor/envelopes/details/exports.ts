import type { EnvelopeDetails } from '../../../jsign/types';
import { EXPORT_FORMATS, type ExportFormat } from '../../../pages/actions';
import { signedOut, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { READING_SHOWN_AFTER, type Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import { allowedActions } from '../allowed';
import type { EnvelopeRef, EnvelopeStore, EnvelopeStores } from '../api';
import { auditLogFile, enteredValuesFile, exportFileName } from './exportFiles';

export interface ExportPorts {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly prompts: Prompts;
  /** Writes a file; `uri` is what the save dialog gave. Rejects with what the file system says. */
  write(uri: string, bytes: Uint8Array): Promise<void>;
  readonly t: Translate;
}

/** Saves the audit log or the entered values of an envelope as a file. */
export class Exports {
  constructor(private readonly ports: ExportPorts) {}

  /** Without a format the person is asked. Rejects with a sentence where there is no audit log. */
  async auditLog(ref: EnvelopeRef, format?: ExportFormat): Promise<void> {
    const { t } = this.ports;
    const { store, details } = await this.envelope(ref);
    if (details.status.known !== 'Completed') throw noAuditLog(details, t);
    const title = t({ text: 'Reading the audit log of "{0}"', args: [shown(details.name)] });
    const log = await this.read(title, (signal) => store.auditLog(ref.envelopeId, { fresh: true, signal }));
    await this.save({
      title: t({ text: 'Export Audit Log' }),
      kind: t({ text: 'Audit log' }),
      details,
      format,
      bytes: (chosen) => auditLogFile(details, log, chosen),
    });
  }

  /** Without a format the person is asked. Rejects with a sentence where there are no values. */
  async enteredValues(ref: EnvelopeRef, format?: ExportFormat): Promise<void> {
    const { t } = this.ports;
    const { store, details } = await this.envelope(ref);
    if (!allowedActions(details, details, store.account.email).has('enteredValues')) {
      throw new UserError(
        t({ text: 'There are no entered values of "{0}".', args: [shown(details.name)] }),
        t({ text: 'jSign keeps them for envelopes that are being signed or completed.' }),
      );
    }
    const title = t({ text: 'Reading what was entered in "{0}"', args: [shown(details.name)] });
    const values = await this.read(title, (signal) =>
      store.enteredValues(ref.envelopeId, { fresh: true, signal }),
    );
    if (values.length === 0) throw nothingEntered(details, t);
    await this.save({
      title: t({ text: 'Export Entered Values' }),
      kind: t({ text: 'Entered values' }),
      details,
      format,
      bytes: (chosen) => enteredValuesFile(details, values, chosen),
    });
  }

  private async envelope(
    ref: EnvelopeRef,
  ): Promise<{ readonly store: EnvelopeStore; readonly details: EnvelopeDetails }> {
    const { stores, t } = this.ports;
    const store = await stores.forAccount(ref.accountId);
    if (!store) throw signedOut(t);
    const known = store.known(ref.envelopeId);
    // Completed is final; anything else may have become it by now.
    const fresh = known?.status.known !== 'Completed';
    return { store, details: await store.details(ref.envelopeId, { fresh }) };
  }

  private read<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.ports.prompts.progress(
      { title, cancellable: true, after: READING_SHOWN_AFTER },
      (_report, signal) => run(signal),
    );
  }

  private async save(what: {
    readonly title: string;
    readonly kind: string;
    readonly details: EnvelopeDetails;
    readonly format: ExportFormat | undefined;
    readonly bytes: (format: ExportFormat) => Uint8Array;
  }): Promise<void> {
    const { prompts, t } = this.ports;
    const format = what.format ?? (await this.askFormat(what.title));
    if (format === undefined) return;
    const suggestedName = exportFileName(what.kind, what.details.name, format);
    const uri = await prompts.saveFile({ title: what.title, suggestedName });
    if (uri === undefined) return;
    await this.ports.write(uri, what.bytes(format));
    const message = t({ text: '{0} of "{1}" saved.', args: [what.kind, shown(what.details.name)] });
    void prompts.notify({ severity: 'info', message });
  }

  private async askFormat(title: string): Promise<ExportFormat | undefined> {
    const { prompts, t } = this.ports;
    const words: Readonly<Record<ExportFormat, readonly [string, string]>> = {
      csv: ['CSV', t({ text: 'a table for spreadsheets' })],
      json: ['JSON', t({ text: 'for programs' })],
    };
    const chosen = await prompts.pick<ExportFormat>({
      title,
      placeholder: t({ text: 'Which kind of file?' }),
      items: EXPORT_FORMATS.map((value) => ({
        label: words[value][0],
        description: words[value][1],
        value,
      })),
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }
}

function noAuditLog(details: EnvelopeDetails, t: Translate): UserError {
  const name = shown(details.name);
  const ended = ['Declined', 'Cancelled', 'Expired'].includes(details.status.known);
  return new UserError(
    t({ text: '"{0}" has no audit log.', args: [name] }),
    ended
      ? t({ text: 'jSign makes one when everybody has signed, and this envelope ended before that.' })
      : t({ text: 'jSign makes one when everybody has signed. Export it then.' }),
  );
}

function nothingEntered(details: EnvelopeDetails, t: Translate): UserError {
  return new UserError(
    t({ text: 'Nobody has entered anything in "{0}".', args: [shown(details.name)] }),
    details.status.known === 'Completed'
      ? t({ text: 'jSign has no values of it; its fields may have been for signatures alone.' })
      : t({ text: 'What signers fill in can be exported once they have.' }),
  );
}

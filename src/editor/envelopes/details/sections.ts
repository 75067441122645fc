import type { AttachmentSummary, AuditLog, EnteredValue, EnvelopeDetails } from '../../../jsign/types';
import type { SectionView } from '../../../pages/sections';
import { SECTION_NAMES, type SectionName } from '../../../pages/view';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import { offeredSections } from './pageActions';
import type { DetailsPage, DetailsServices } from './ports';
import { Section } from './section';
import { attachmentsView, auditLogView, enteredValuesView, proofs } from './sectionViews';

/** The folded sections of one panel: each is read when it is first opened, and again when the envelope has changed. */
export class Sections {
  private store: EnvelopeStore | undefined;
  private offered: readonly SectionName[] = [];
  private open: readonly SectionName[] = [];
  private readonly auditLog: Section<AuditLog>;
  private readonly enteredValues: Section<readonly EnteredValue[]>;
  private readonly attachments: Section<readonly AttachmentSummary[]>;

  constructor(
    private readonly ref: EnvelopeRef,
    private readonly page: Pick<DetailsPage, 'post'>,
    private readonly services: Pick<DetailsServices, 'host' | 'log' | 't'>,
  ) {
    const { envelopeId } = ref;
    const ports = (name: SectionName) => ({
      changed: () => this.tell(name),
      explain: (reason: unknown) => {
        services.log.error('section not read', reason, { state: name });
        return services.host.describe(reason);
      },
    });
    this.auditLog = new Section((store, fresh) => store.auditLog(envelopeId, { fresh }), ports('auditLog'));
    this.enteredValues = new Section(
      (store, fresh) => store.enteredValues(envelopeId, { fresh }),
      ports('enteredValues'),
    );
    this.attachments = new Section(
      (store, fresh) => store.attachments(envelopeId, { fresh }),
      ports('attachments'),
    );
  }

  /** Attachments that an action may point at. */
  get knownAttachments(): readonly AttachmentSummary[] {
    return this.attachments.value ?? [];
  }

  /** Whether this is a value of the audit log that the page was told of. */
  shows(value: string): boolean {
    return (this.auditLog.value?.documents ?? []).some(({ events }) =>
      events.some((event) => proofs(event).includes(value)),
    );
  }

  /** Whose envelope it is and what is known of it. Reads what is open and was not read yet. */
  follow(store: EnvelopeStore | undefined, details: EnvelopeDetails | undefined): void {
    // Of an envelope that is gone nothing is known any more; should it come back, everything is read anew.
    if (store !== this.store || !details) for (const name of SECTION_NAMES) this[name].reset();
    this.store = store;
    this.offered = store && details ? offeredSections(details, store.account.email) : [];
    this.readMissing();
  }

  /** The page says which are unfolded. */
  setOpen(open: readonly SectionName[]): void {
    const before = this.open;
    this.open = open;
    // What was read while it was open before is shown at once.
    for (const name of open) if (!before.includes(name)) this.tell(name);
    this.readMissing();
  }

  /** The person asks for one again. */
  reload(name: SectionName): void {
    if (this.store && this.offered.includes(name)) void this[name].read(this.store, true);
  }

  /** Everything is read again; what is on its way already is not asked for twice. */
  refresh(): void {
    for (const name of SECTION_NAMES) {
      const { progress } = this[name];
      if (progress && progress.phase !== 'loading') this.renew(name);
    }
  }

  /**
   * The envelope is another than before: also what is on its way may be of before. After something was `acted` the store itself reads
   * the attachments again.
   */
  envelopeChanged(acted: boolean): void {
    for (const name of SECTION_NAMES) {
      if (this[name].progress && !(acted && name === 'attachments')) this.renew(name);
    }
  }

  /** The attachments may have been read, or forgotten; the store knows. */
  checkAttachments(): void {
    const known = this.store?.knownAttachments(this.ref.envelopeId);
    const { attachments } = this;
    if (known === attachments.value || attachments.progress?.phase === 'loading') return;
    if (known) attachments.take(known);
    else if (this.open.includes('attachments')) this.reload('attachments');
    else attachments.forget();
  }

  /** The page was loaded anew. */
  tellAll(): void {
    for (const name of this.open) this.tell(name);
  }

  /** Answers that are still to come are dropped. */
  end(): void {
    this.store = undefined;
    for (const name of SECTION_NAMES) this[name].reset();
  }

  private renew(name: SectionName): void {
    if (this.open.includes(name)) this.reload(name);
    else this[name].forget();
  }

  private readMissing(): void {
    const { store } = this;
    if (!store) return;
    for (const name of this.open) {
      if (this.offered.includes(name) && !this[name].progress) void this[name].read(store, false);
    }
  }

  private tell(name: SectionName): void {
    if (!this.open.includes(name) || !this[name].progress) return;
    this.page.post({ type: 'section', section: this.view(name) });
  }

  private view(name: SectionName): SectionView {
    const { t } = this.services;
    const progress = this[name].progress ?? { phase: 'loading', message: '' };
    switch (name) {
      case 'auditLog':
        return auditLogView(this.auditLog.value, progress, t);
      case 'enteredValues':
        return enteredValuesView(this.enteredValues.value, progress);
      case 'attachments':
        return attachmentsView(this.attachments.value, progress, t);
    }
  }
}

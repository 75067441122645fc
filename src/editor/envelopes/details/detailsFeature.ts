import { env, l10n, TabInputWebview, window, type ExtensionContext } from 'vscode';
import { Disposable } from '../../platform/disposable';
import type { Listen } from '../../platform/event';
import { lazy } from '../../platform/lazy';
import { emailOf, envelopeRef, type EnvelopeRef } from '../api';
import { formatOf } from './arguments';
import type { DetailsPartDependencies } from './part';

export interface DetailsDependencies extends Omit<DetailsPartDependencies, 'extensionUri'> {
  readonly context: Pick<ExtensionContext, 'extensionUri'>;
  /** Asks which envelope, where a command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
  /** An address that opens this envelope in the editor of whoever follows it. */
  readonly linkTo: (ref: EnvelopeRef) => string;
}

/** The commands of the details panel, and its way back after a reload. The panel itself is loaded when first used. */
export class DetailsFeature extends Disposable {
  private readonly part = lazy(async () => {
    const { context, ...deps } = this.deps;
    const { createDetails } = await import('./part');
    return this._register(createDetails({ ...deps, extensionUri: context.extensionUri }));
  });

  constructor(private readonly deps: DetailsDependencies) {
    super();
    const { commands } = deps;
    this._register(
      window.registerWebviewPanelSerializer('jsign.details', {
        deserializeWebviewPanel: async (panel, state) => (await this.part()).panels.restore(panel, state),
      }),
    );
    commands.register('jsign.openEnvelope', (argument) => this.on(argument, (ref) => this.open(ref)));
    commands.register('jsign.sign', (argument) =>
      this.on(argument, async (ref) => (await this.part()).panels.show(ref).sign()),
    );
    commands.register('jsign.signInPerson', (argument) =>
      this.on(argument, async (ref) => (await this.part()).panels.show(ref).sign(emailOf(argument))),
    );
    commands.register('jsign.exportAuditLog', (argument) =>
      this.on(argument, async (ref) => (await this.part()).exports.auditLog(ref, formatOf(argument))),
    );
    commands.register('jsign.exportEnteredValues', (argument) =>
      this.on(argument, async (ref) => (await this.part()).exports.enteredValues(ref, formatOf(argument))),
    );
    commands.register('jsign.copyEnvelopeId', (argument) =>
      this.on(argument, (ref) => this.copy(ref.envelopeId, l10n.t('Envelope id copied.'))),
    );
    commands.register('jsign.copyLink', (argument) =>
      this.on(argument, (ref) => this.copy(deps.linkTo(ref), l10n.t('Link to the envelope copied.'))),
    );
  }

  /** Whether a panel of ours is on screen in this window. */
  get isVisible(): boolean {
    return window.tabGroups.all.some(
      ({ activeTab }) =>
        activeTab?.input instanceof TabInputWebview && activeTab.input.viewType.endsWith('jsign.details'),
    );
  }

  get onDidChangeVisible(): Listen<unknown> {
    return window.tabGroups.onDidChangeTabs;
  }

  /** Opens the details panel of an envelope. */
  async open(ref: EnvelopeRef): Promise<void> {
    (await this.part()).panels.show(ref);
  }

  /** Does something with the envelope that a menu passed, or that the person chooses. */
  private async on(argument: unknown, run: (ref: EnvelopeRef) => Promise<void>): Promise<void> {
    const ref = envelopeRef(argument) ?? (await this.deps.pickEnvelope());
    if (ref) await run(ref);
  }

  private async copy(text: string, message: string): Promise<void> {
    await env.clipboard.writeText(text);
    void this.deps.prompts.notify({ severity: 'info', message });
  }
}

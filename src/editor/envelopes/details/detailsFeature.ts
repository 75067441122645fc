import { env, l10n, type Uri, type WebviewPanel } from 'vscode';
import type { CommandRegistry } from '../../platform/commands';
import { Disposable } from '../../platform/disposable';
import { envelopeRef, type EnvelopeRef } from '../api';
import { DetailsPanels } from './detailsPanels';
import type { DetailsServices } from './ports';

export interface DetailsFeatureOptions {
  readonly services: DetailsServices;
  readonly commands: CommandRegistry;
  readonly extensionUri: Uri;
  readonly icon: WebviewPanel['iconPath'];
  /** Asks which envelope, where a command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
}

/** The details panels and the commands that open them. */
export class DetailsFeature extends Disposable {
  private readonly panels: DetailsPanels;

  constructor(private readonly options: DetailsFeatureOptions) {
    super();
    const { services, commands, extensionUri, icon } = options;
    this.panels = this._register(new DetailsPanels(services, extensionUri, icon));
    commands.register('jsign.openEnvelope', async (argument) => {
      const ref = await this.which(argument);
      if (ref) this.open(ref);
    });
    commands.register('jsign.sign', async (argument) => {
      const ref = await this.which(argument);
      if (ref) await this.panels.show(ref).sign();
    });
    commands.register('jsign.copyEnvelopeId', async (argument) => {
      const ref = await this.which(argument);
      if (!ref) return;
      await env.clipboard.writeText(ref.envelopeId);
      void services.prompts.notify({ severity: 'info', message: l10n.t('Envelope id copied.') });
    });
  }

  /** Opens the details panel of an envelope. */
  open(ref: EnvelopeRef): void {
    this.panels.show(ref);
  }

  private async which(argument: unknown): Promise<EnvelopeRef | undefined> {
    return envelopeRef(argument) ?? (await this.options.pickEnvelope());
  }
}

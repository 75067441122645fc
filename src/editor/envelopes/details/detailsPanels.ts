import { ViewColumn, window, type Uri, type WebviewPanel } from 'vscode';
import { isPageMessage, type HostMessage, type PageMessage } from '../../../pages/protocol';
import { Disposable } from '../../platform/disposable';
import { PagePanel } from '../../platform/pagePanel';
import { envelopeRef, type EnvelopeRef } from '../api';
import { DetailsController } from './detailsController';
import type { DetailsServices } from './ports';

const VIEW_TYPE = 'jsign.details';

interface Open {
  readonly panel: PagePanel<PageMessage, HostMessage>;
  readonly controller: DetailsController;
}

/** The details panels of this window: one per envelope, back after a reload. */
export class DetailsPanels extends Disposable {
  private readonly open = new Map<string, Open>();

  constructor(
    private readonly services: DetailsServices,
    private readonly extensionUri: Uri,
    private readonly icon: WebviewPanel['iconPath'],
  ) {
    super();
  }

  /** Opens the panel, or brings the one that is open to the front. */
  show(ref: EnvelopeRef): DetailsController {
    const known = this.open.get(key(ref));
    if (known) {
      known.panel.reveal();
      return known.controller;
    }
    const panel = window.createWebviewPanel(VIEW_TYPE, '', ViewColumn.Active, {
      // Costs memory per panel, and is set once and for all when a panel is made. The signing frame is the reason: without
      // it, a glance at another tab would throw away what somebody has typed there, and the link may open only once.
      retainContextWhenHidden: true,
      enableFindWidget: true,
    });
    return this.adopt(panel, ref);
  }

  /** After a reload. The panel waits for the accounts by itself. */
  restore(panel: WebviewPanel, state: unknown): void {
    const ref = envelopeRef(state);
    // Without a reference there is nothing to show, and a second panel of one envelope would only confuse.
    if (!ref || this.open.has(key(ref))) panel.dispose();
    else this.adopt(panel, ref);
  }

  override dispose(): void {
    super.dispose();
    // The tabs stay, so that a reload of the window finds them again; only what is behind them ends.
    for (const { panel, controller } of this.open.values()) {
      controller.dispose();
      panel.dispose();
    }
    this.open.clear();
  }

  private adopt(webview: WebviewPanel, ref: EnvelopeRef): DetailsController {
    const panel = new PagePanel<PageMessage, HostMessage>(webview, {
      page: 'details',
      extensionUri: this.extensionUri,
      title: this.services.t({ text: 'Envelope' }),
      icon: this.icon,
      accepts: isPageMessage,
      log: this.services.log,
    });
    const controller = new DetailsController(ref, panel, this.services);
    this.open.set(key(ref), { panel, controller });
    panel.onDidEnd(() => {
      this.open.delete(key(ref));
      controller.dispose();
    });
    void controller.start();
    return controller;
  }
}

function key({ accountId, envelopeId }: EnvelopeRef): string {
  return JSON.stringify([accountId, envelopeId]);
}

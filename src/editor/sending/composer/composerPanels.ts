import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { isPageMessage, type HostMessage, type PageMessage } from '../../../pages/composer/protocol';
import type { Log } from '../../platform/log';
import { PagePanel } from '../../platform/pagePanel';
import type { Translate } from '../../platform/translate';
import type { ComposerPanel } from './ports';

/** The type of the composer's tabs, by which VS Code brings them back. */
const VIEW_TYPE = 'jsign.composer';

/** Makes the tabs of composers. */
export class ComposerPanels {
  constructor(
    private readonly extensionUri: Uri,
    private readonly log: Log,
    private readonly t: Translate,
  ) {}

  open(): ComposerPanel {
    const panel = window.createWebviewPanel(VIEW_TYPE, '', ViewColumn.Active, {
      // Costs memory, and is the only way to keep undo: the history of what was done is the page's.
      retainContextWhenHidden: true,
    });
    return this.adopt(panel);
  }

  /** A tab that VS Code made, after a reload of the window. */
  adopt(panel: WebviewPanel): ComposerPanel {
    const icon = (theme: string) => Uri.joinPath(this.extensionUri, 'media', `panel-${theme}.svg`);
    return new PagePanel<PageMessage, HostMessage>(panel, {
      page: 'composer',
      extensionUri: this.extensionUri,
      title: this.t({ text: 'New Envelope' }),
      icon: { light: icon('light'), dark: icon('dark') },
      accepts: isPageMessage,
      log: this.log,
      pdf: true,
    });
  }
}

import { env, Uri, type WebviewPanel } from 'vscode';
import { isPageMessage, type HostMessage, type PageMessage } from '../../../pages/viewer/protocol';
import { systemClock } from '../../platform/clock';
import { Disposable } from '../../platform/disposable';
import type { Log } from '../../platform/log';
import type { Memory } from '../../platform/memory';
import { PagePanel } from '../../platform/pagePanel';
import type { Translate } from '../../platform/translate';
import { Places } from './places';
import { WatchedFile } from './viewedFile';
import { ViewerController } from './viewerController';

export interface ViewerPartDependencies {
  readonly extensionUri: Uri;
  /** Where the person was in documents, for this workspace. */
  readonly memory: Memory;
  readonly log: Log;
  readonly translate: Translate;
}

/** Everything of the viewer that is loaded with the first PDF. */
export class ViewerPart extends Disposable {
  private readonly places: Places;
  private readonly open = new Set<Disposable>();

  constructor(private readonly deps: ViewerPartDependencies) {
    super();
    this.places = new Places(deps.memory);
  }

  /** Fills an editor that VS Code has opened for a file. */
  show(uri: Uri, editor: WebviewPanel): void {
    const { extensionUri, log, translate: t } = this.deps;
    const panel = new PagePanel<PageMessage, HostMessage>(editor, {
      page: 'viewer',
      extensionUri,
      title: uri.path.split('/').at(-1) ?? '',
      icon: undefined,
      accepts: isPageMessage,
      log,
      pdf: true,
    });
    const file = new WatchedFile(uri);
    const controller = new ViewerController(file, panel, {
      places: this.places,
      openExternal: async (url) => env.openExternal(Uri.parse(url, true)),
      clock: systemClock,
      log,
      t,
    });
    for (const each of [panel, file, controller]) this.open.add(each);
    panel.onDidEnd(() => {
      for (const each of [controller, file, panel]) {
        each.dispose();
        this.open.delete(each);
      }
    });
  }

  override dispose(): void {
    super.dispose();
    // The tabs stay, so that a reload of the window finds them again; only what is behind them ends.
    for (const each of this.open) each.dispose();
    this.open.clear();
  }
}

export function createViewer(deps: ViewerPartDependencies): ViewerPart {
  return new ViewerPart(deps);
}

import {
  window,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { Disposable } from '../../platform/disposable';
import { lazy } from '../../platform/lazy';
import type { Log } from '../../platform/log';
import type { Translate } from '../../platform/translate';

export interface ViewerDependencies {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
  readonly log: Log;
  readonly translate: Translate;
}

/** The PDF viewer, as the editor of documents at jSign and as an option for PDF files. It is loaded with the first document. */
export class ViewerFeature extends Disposable {
  private readonly part = lazy(async () => {
    const { context, log, translate } = this.deps;
    const { createViewer } = await import('./part');
    const { extensionUri, workspaceState: memory } = context;
    return this._register(createViewer({ extensionUri, memory, log, translate }));
  });

  constructor(private readonly deps: ViewerDependencies) {
    super();
    const provider: CustomReadonlyEditorProvider = {
      // Each editor reads for itself: the document is only its address.
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: (document, panel) => this.show(document, panel),
    };
    const options = {
      webviewOptions: { retainContextWhenHidden: false },
      supportsMultipleEditorsPerDocument: true,
    };
    for (const viewType of ['jsign.pdf', 'jsign.pdfFile'])
      this._register(window.registerCustomEditorProvider(viewType, provider, options));
  }

  private async show({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    (await this.part()).show(uri, panel);
  }
}

import { env, Uri, type WebviewPanel } from 'vscode';
import { Disposable } from './disposable';
import { Emitter, type Listen } from './event';
import type { Log } from './log';
import { pageHtml } from './pageHtml';
import { PageMessages } from './pageMessages';
import type { PagePort } from './pagePort';

export interface PagePanelOptions<In> {
  /** Name of the built page: `dist/pages/<name>.js` and `.css`. */
  readonly page: string;
  readonly extensionUri: Uri;
  readonly title: string;
  readonly icon: WebviewPanel['iconPath'];
  readonly accepts: (value: unknown) => value is In;
  readonly log: Log;
  /** The page shows PDF files. */
  readonly pdf?: boolean;
}

/** A web page of ours in an editor tab: its HTML, its handshake and its end. */
export class PagePanel<In extends { readonly type: string }, Out extends object>
  extends Disposable
  implements PagePort<In, Out>
{
  private readonly messages: PageMessages<In, Out>;
  private readonly visibility = this._register(new Emitter<boolean>());
  private readonly ended = this._register(new Emitter<void>());
  private readonly frameOrigins = new Set<string>();
  private wasVisible: boolean;
  private closed = false;

  readonly onDidChangeVisible: Listen<boolean> = this.visibility.event;
  /** The person closed the tab. */
  readonly onDidEnd: Listen<void> = this.ended.event;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly options: PagePanelOptions<In>,
  ) {
    super();
    this.wasVisible = panel.visible;
    this.messages = this._register(
      new PageMessages<In, Out>(
        options.accepts,
        (message) => void panel.webview.postMessage(message),
        () => options.log.warn('page message dropped', { state: options.page }),
      ),
    );
    this._register(panel.webview.onDidReceiveMessage((value: unknown) => this.messages.receive(value)));
    this._register(
      panel.onDidChangeViewState(() => {
        if (panel.visible === this.wasVisible) return;
        this.wasVisible = panel.visible;
        this.visibility.fire(panel.visible);
      }),
    );
    this._register(
      panel.onDidDispose(() => {
        this.closed = true;
        this.ended.fire();
        this.dispose();
      }),
    );
    if (options.icon !== undefined) panel.iconPath = options.icon;
    panel.title = options.title;
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.root] };
    this.load();
  }

  get visible(): boolean {
    return this.panel.visible;
  }
  /** The tab is closed: whoever still has something to say must not meet VS Code's "Webview is disposed". */
  get isClosed(): boolean {
    return this.closed;
  }
  get onReady(): Listen<void> {
    return this.messages.onReady;
  }
  get onMessage(): Listen<In> {
    return this.messages.onMessage;
  }

  post(message: Out): void {
    if (this.isThere) this.messages.post(message);
  }

  setTitle(title: string): void {
    if (this.isThere && title !== '' && this.panel.title !== title) this.panel.title = title;
  }

  /** A page's policy stands in its HTML, so an origin that is new to it means a new HTML. */
  allowFrame(origin: string): void {
    if (!this.isThere || this.frameOrigins.has(origin)) return;
    this.frameOrigins.add(origin);
    this.load();
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Closes the tab. */
  close(): void {
    this.panel.dispose();
  }

  private get isThere(): boolean {
    return !this.isDisposed && !this.closed;
  }

  private get root(): Uri {
    return Uri.joinPath(this.options.extensionUri, 'dist', 'pages');
  }

  private load(): void {
    const { webview } = this.panel;
    const address = (file: string) => webview.asWebviewUri(Uri.joinPath(this.root, file)).toString();
    this.messages.reset();
    webview.html = pageHtml({
      lang: env.language,
      title: this.options.title,
      ownSource: webview.cspSource,
      scripts: [address(`${this.options.page}.js`)],
      // pdf.js's worker takes longer than anything else to start, so it begins first.
      ...(this.options.pdf === true && {
        earlyScripts: [address('pdf.js')],
        preloads: [address('pdf.worker.min.mjs')],
      }),
      styles: [address('codicon.css'), address(`${this.options.page}.css`)],
      frameOrigins: [...this.frameOrigins],
      fonts: true,
      pdf: this.options.pdf === true,
    });
  }
}

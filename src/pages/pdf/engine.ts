import {
  getDocument,
  PasswordResponses,
  PDFWorker,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { startWorker, takeEarly } from './worker';

/** Called when a document wants a password; `again` after a wrong one. The answer goes on, `undefined` gives up. */
export type AskPassword = (again: boolean, answer: (password: string) => void) => void;

/** A document being opened, and then open. */
export interface Opening {
  readonly document: Promise<PDFDocumentProxy>;
  /** Ends it and frees what it holds. */
  close(): Promise<void>;
}

/**
 * pdf.js as our pages need it. Its worker is started at once, while the document is still on its way; one that did not start is
 * started anew with the next document. `base` is the address of the folder in which the page's script lies.
 */
export class Engine {
  private running: Promise<PDFWorker> | undefined;

  constructor(private readonly base: string) {
    void this.worker();
  }

  open(bytes: ArrayBuffer, askPassword: AskPassword): Opening {
    let closed = false;
    const task = this.worker().then((worker) =>
      getDocument({
        data: new Uint8Array(bytes),
        worker,
        // Nothing of a document is ever run, and forms that are programs are shown as their plain pages.
        enableXfa: false,
        isEvalSupported: false,
        // The worker lives at a `blob:` address, from which VS Code's own addresses cannot be reached: the page fetches for it.
        useWorkerFetch: false,
        // Standard fonts that are not in the file are ours, so that a contract looks the same on every machine.
        useSystemFonts: false,
        cMapUrl: `${this.base}cmaps/`,
        cMapPacked: true,
        standardFontDataUrl: `${this.base}fonts/`,
        wasmUrl: `${this.base}wasm/`,
        verbosity: VerbosityLevel.ERRORS,
      }),
    );
    const document = task.then((loading) => {
      loading.onPassword = (answer: (password: string) => void, reason: number) => {
        if (!closed) askPassword(reason === PasswordResponses.INCORRECT_PASSWORD, answer);
      };
      return loading.promise;
    });
    document.catch(() => undefined);
    return {
      document,
      close: async () => {
        closed = true;
        await task.then(
          (loading) => loading.destroy(),
          () => undefined,
        );
      },
    };
  }

  private worker(): Promise<PDFWorker> {
    if (this.running) return this.running;
    const running = this.start();
    this.running = running;
    // Whoever opens a document hears of it.
    running.catch(() => {
      this.running = undefined;
    });
    return running;
  }

  private async start(): Promise<PDFWorker> {
    return PDFWorker.create({ port: await (takeEarly() ?? startWorker(this.base)) });
  }
}

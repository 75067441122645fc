import {
  AnnotationMode,
  getDocument,
  PasswordResponses,
  PDFWorker,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Failure } from './protocol';

/** Called when a document wants a password; `again` after a wrong one. The answer goes on, `undefined` gives up. */
export type AskPassword = (again: boolean, answer: (password: string) => void) => void;

/** A document being opened, and then open. */
export interface Opening {
  readonly document: Promise<PDFDocumentProxy>;
  /** Ends it and frees what it holds. */
  close(): Promise<void>;
}

/**
 * pdf.js as the viewer needs it. Its worker is started at once, while the document is still on its way. `base` is the address of
 * the folder in which the page's script lies.
 */
export class Engine {
  private readonly worker: Promise<PDFWorker>;

  constructor(private readonly base: string) {
    this.worker = this.start();
    // Whoever opens a document hears of it.
    this.worker.catch(() => undefined);
  }

  open(bytes: ArrayBuffer, askPassword: AskPassword): Opening {
    let closed = false;
    const task = this.worker.then((worker) =>
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

  /** A worker may only come from a `blob:` address, so its source is fetched first. */
  private async start(): Promise<PDFWorker> {
    const answer = await fetch(`${this.base}pdf.worker.min.mjs`);
    if (!answer.ok) throw new Error('the worker is missing');
    const source = new Blob([await answer.arrayBuffer()], { type: 'text/javascript' });
    const address = URL.createObjectURL(source);
    const port = new Worker(address, { type: 'module' });
    return new Promise((resolve, reject) => {
      port.addEventListener('error', () => reject(new Error('the worker did not start')), { once: true });
      // Its first message says that it runs; before that the address must not go away.
      port.addEventListener('message', () => URL.revokeObjectURL(address), { once: true });
      resolve(PDFWorker.create({ port }));
    });
  }
}

/** Appearances of annotations and form fields are drawn into the page; nothing can be filled in. */
export const DRAWN = AnnotationMode.ENABLE;

/** What was wrong with the bytes. */
export function failureOf(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name !== 'InvalidPDFException') return 'other';
  return /no pages|empty/i.test(message) ? 'empty' : 'notPdf';
}

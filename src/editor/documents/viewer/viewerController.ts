import { isWebAddress, type HostMessage, type PageMessage } from '../../../pages/viewer/protocol';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import type { Listen } from '../../platform/event';
import type { Log } from '../../platform/log';
import type { PagePort } from '../../platform/pagePort';
import type { Translate } from '../../platform/translate';
import type { Places } from './places';
import { MOST_BYTES, readProblem, TooLarge } from './readProblem';
import { viewerStrings } from './words';

/** A program that writes a file does so in several steps. */
const SETTLE_MS = 200;

/** The file that is shown. */
export interface ViewedFile {
  /** Its address, in text form. */
  readonly uri: string;
  readonly fromJsign: boolean;
  /** Bytes. Rejects as reading does. */
  size(): Promise<number>;
  read(): Promise<Uint8Array>;
  /** Its bytes are, or may be, others; also when it went away. */
  readonly onDidChange: Listen<void>;
}

export interface ViewerServices {
  readonly places: Places;
  /** Asks VS Code to open an address outside, which asks the person. */
  readonly openExternal: (url: string) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  readonly t: Translate;
}

type Page = Pick<PagePort<PageMessage, HostMessage>, 'visible' | 'onReady' | 'onMessage' | 'post'>;

/** One open document: reads it, sends it to its page, and reads it again when it changes. */
export class ViewerController extends Disposable {
  /** The read whose result is wanted; an older one that ends late is dropped. */
  private reading: object | undefined;
  private listening = false;
  /** The file changed while nobody could see it. */
  private missed = false;
  private readonly settling = this._register(new DisposableSlot<DisposableLike>());

  constructor(
    private readonly file: ViewedFile,
    private readonly page: Page,
    private readonly services: ViewerServices,
  ) {
    super();
    this._register(page.onReady(() => this.begin()));
    this._register(page.onMessage((message) => this.hear(message)));
    this._register(
      file.onDidChange(() => this.settling.set(services.clock.after(SETTLE_MS, () => this.reread()))),
    );
    this.greet();
    // The page is being loaded meanwhile; what is posted waits for it.
    void this.load();
  }

  /** Reads the document and sends it, or why that cannot be done. Never rejects. */
  async load(): Promise<void> {
    const reading = {};
    this.reading = reading;
    const { clock, log, t } = this.services;
    const began = clock.now();
    const message = await this.read().catch((error: unknown): HostMessage => {
      log.error('document not read', error);
      const { text, advice } = readProblem(error, this.file.fromJsign);
      return { type: 'problem', text: t(text), advice: advice === undefined ? '' : t(advice) };
    });
    if (this.isDisposed || this.reading !== reading) return;
    this.reading = undefined;
    this.page.post(message);
    if (message.type === 'document') {
      const facts = { bytes: message.bytes.byteLength, milliseconds: clock.now() - began };
      log.trace('document read', facts);
    }
  }

  /** A page that is hidden is not there: it comes back as a new one, and what is in the file then is read for it. */
  private reread(): void {
    if (this.page.visible) void this.load();
    else this.missed = true;
  }

  /** The page listens: for the first time, when all is on its way, or anew after it was hidden or reloaded. */
  private begin(): void {
    const isOnItsWay = !this.listening && !this.missed;
    this.listening = true;
    this.missed = false;
    if (isOnItsWay) return;
    this.greet();
    // Its bytes are not kept here: a document may be large, and reading it again is quick.
    void this.load();
  }

  private greet(): void {
    const { places, t } = this.services;
    this.page.post({ type: 'init', strings: viewerStrings(t), place: places.get(this.file.uri) });
  }

  private async read(): Promise<HostMessage> {
    const size = await this.file.size();
    if (size > MOST_BYTES) throw new TooLarge(size);
    const bytes = await this.file.read();
    if (bytes.byteLength > MOST_BYTES) throw new TooLarge(bytes.byteLength);
    return { type: 'document', bytes: bufferOf(bytes) };
  }

  private hear(message: PageMessage): void {
    const { places, openExternal, log } = this.services;
    switch (message.type) {
      case 'ready':
        return;
      case 'retry':
        void this.load();
        return;
      case 'shown':
        log.trace('document shown', { count: message.pages, milliseconds: message.milliseconds });
        return;
      case 'failed':
        log.warn('document not shown', { kind: message.why });
        return;
      case 'place':
        void places.set(this.file.uri, message.place);
        return;
      case 'open':
        if (isWebAddress(message.url)) {
          openExternal(message.url).catch((error: unknown) => log.error('link not opened', error));
        }
        return;
    }
  }
}

/** Exactly these bytes as a buffer of their own; not copied where they are that already. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  // Never `slice`: of a piece of Node's shared pool it would give the whole pool.
  return new Uint8Array(bytes).buffer;
}

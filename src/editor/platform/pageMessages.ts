import { Emitter } from './event';

/** The handshake of a page: holds back what is posted until the page says `ready`, drops what is not of the agreed shape. */
export class PageMessages<In extends { readonly type: string }, Out> {
  private ready = false;
  private waiting: Out[] = [];
  private readonly readyEmitter = new Emitter<void>();
  private readonly messageEmitter = new Emitter<In>();
  readonly onReady = this.readyEmitter.event;
  readonly onMessage = this.messageEmitter.event;

  constructor(
    private readonly accepts: (value: unknown) => value is In,
    private readonly send: (message: Out) => void,
    private readonly onDropped: () => void,
  ) {}

  /** The page is being loaded (again): nothing that waits is of use to it, `onReady` has it all said anew. */
  reset(): void {
    this.ready = false;
    this.waiting = [];
  }

  post(message: Out): void {
    if (this.ready) this.send(message);
    else this.waiting.push(message);
  }

  receive(value: unknown): void {
    if (!this.accepts(value)) {
      this.onDropped();
      return;
    }
    if (value.type !== 'ready') {
      this.messageEmitter.fire(value);
      return;
    }
    this.ready = true;
    for (const message of this.waiting.splice(0)) this.send(message);
    this.readyEmitter.fire();
  }

  dispose(): void {
    this.reset();
    this.readyEmitter.dispose();
    this.messageEmitter.dispose();
  }
}

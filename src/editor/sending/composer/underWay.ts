import type { HostMessage } from '../../../pages/composer/protocol';
import { readably } from '../failures';
import type { ComposerPorts } from './ports';

/** What a composer does for its person right now, one thing at a time, and what the page is told of it. */
export class UnderWay {
  private busy = false;
  private notice = '';
  private goingOut: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: Pick<ComposerPorts, 'run' | 'translate'>,
    private readonly post: (message: HostMessage) => void,
  ) {}

  /** Nothing may be edited, since something is asked or sent. */
  get isBusy(): boolean {
    return this.busy;
  }

  /** Ends when nothing is asked or sent any more: closing the tab does not end it. */
  get settled(): Promise<void> {
    return this.goingOut;
  }

  /** What is asked for while something is asked or sent is not done. Failures are said. */
  act(work: () => Promise<void>): Promise<void> {
    if (this.busy) return Promise.resolve();
    return this.ports.run(() => readably(this.ports.translate, work));
  }

  /** The same, and nothing may be edited meanwhile. */
  goOut(work: () => Promise<void>): void {
    if (this.busy) return;
    const going = this.act(work);
    this.tell(true, '');
    // What was said meanwhile stays: why it was not sent.
    this.goingOut = going.finally(() => this.tell(false, this.notice));
  }

  /** Says something on the page; an empty text takes it away. */
  say(notice: string): void {
    this.tell(this.busy, notice);
  }

  /** The draft is another: what was said of the one before is over. */
  changed(): void {
    if (this.notice !== '') this.say('');
  }

  /** For a page that listens anew. */
  repeat(): void {
    this.post({ type: 'state', busy: this.busy, notice: this.notice });
  }

  private tell(busy: boolean, notice: string): void {
    this.busy = busy;
    this.notice = notice;
    this.repeat();
  }
}

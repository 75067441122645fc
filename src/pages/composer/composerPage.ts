import { h } from '../dom';
import { Composer } from './composer';
import { isHostMessage, type HostMessage, type InitMessage, type PageMessage } from './protocol';

/** What VS Code gives a page. */
export interface PageHost {
  postMessage(message: PageMessage): void;
  setState(state: InitMessage['restore']): void;
}

/** The page: waits for what is to be composed, and then is the composer of it. `base` is the folder of the page's script. */
export class ComposerPage {
  private readonly began = performance.now();
  private readonly waiting = waitingView();
  private composer: Composer | undefined;

  constructor(
    private readonly host: PageHost,
    private readonly base: string,
  ) {}

  start(): void {
    document.body.append(this.waiting);
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.origin === window.origin && isHostMessage(event.data)) this.hear(event.data);
    });
    this.host.postMessage({ type: 'ready' });
  }

  private hear(message: HostMessage): void {
    if (message.type !== 'init') {
      this.composer?.hear(message);
      return;
    }
    // What is edited here is newer than what the extension began with.
    if (this.composer) return;
    this.host.setState(message.restore);
    this.waiting.remove();
    this.composer = new Composer(
      { post: (said) => this.host.postMessage(said), base: this.base, began: this.began },
      message,
    );
  }
}

/** The shape of what comes, so that nothing jumps when it is there. */
function waitingView(): HTMLElement {
  const bone = (shape: string) => h('span', { class: `bone ${shape}` });
  return h(
    'main',
    { class: 'waiting', 'aria-busy': 'true' },
    h('h1', { class: 'unseen' }, document.title),
    h('div', { class: 'waiting-head' }, bone('middle')),
    h('div', { class: 'waiting-side' }, bone('wide'), bone('short'), bone('middle')),
    h('div', { class: 'waiting-pages' }, h('span', { class: 'bone paper' })),
    h('div', { class: 'waiting-side' }, bone('wide'), bone('wide'), bone('short'), bone('middle')),
  );
}

import { button, h } from '../../dom';
import { stepFrom } from '../../pdf/zoom';
import { filled } from '../../viewer/strings';
import type { Composition } from '../composition';
import type { Spot } from '../model/geometry';
import type { ComposerStrings } from '../strings';

export interface ZoomBarPorts {
  readonly composition: () => Composition;
  readonly looked: () => Spot | undefined;
  /** 1 is 100 %. */
  readonly factor: () => number;
  /** 0 fits the width. */
  readonly setZoom: (zoom: number) => void;
}

/** Below the pages: which one is looked at, and how large. */
export class ZoomBar {
  readonly root: HTMLElement;
  private readonly page = h('span', { class: 'zoom-page' });
  private readonly percent: HTMLButtonElement;

  constructor(
    private readonly strings: ComposerStrings,
    private readonly ports: ZoomBarPorts,
  ) {
    const tool = (key: string, label: string, symbol: string, keys: string, run: () => void) => {
      const made = button({ kind: 'icon', key, label, icon: symbol, run });
      made.title = `${label} (${keys})`;
      return made;
    };
    const step = (direction: 1 | -1) => () => ports.setZoom(stepFrom(ports.factor(), direction));
    this.percent = h('button', {
      type: 'button',
      class: 'button icon percent',
      'data-key': 'zoomFit',
      title: `${strings.fitWidth} (0)`,
    });
    this.percent.addEventListener('click', () => ports.setZoom(0));
    this.root = h(
      'div',
      { class: 'zoom-bar', role: 'group', 'aria-label': strings.zoom },
      this.page,
      tool('zoomOut', strings.zoomOut, 'remove', '-', step(-1)),
      this.percent,
      tool('zoomIn', strings.zoomIn, 'add', '+', step(1)),
    );
    new ResizeObserver(() => this.show()).observe(this.root);
  }

  show(): void {
    const { strings, ports } = this;
    const looked = ports.looked();
    const shown = ports.composition().documents.find(({ id }) => id === looked?.documentId);
    this.root.hidden = ports.composition().documents.length === 0;
    const text = looked && shown ? filled(strings.pageOf, looked.page, shown.pages.length) : '';
    if (this.page.textContent !== text) this.page.textContent = text;
    const percent = filled(strings.stageZoom, Math.round(ports.factor() * 100));
    if (this.percent.textContent === percent) return;
    this.percent.textContent = percent;
    this.percent.setAttribute('aria-label', `${percent}, ${strings.fitWidth}`);
  }
}

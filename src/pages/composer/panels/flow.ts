import { h, icon } from '../../dom';
import { filled } from '../../viewer/strings';
import { FLOWS, type ComposedSigner, type Flow } from '../composition';
import { orderGroups, setFlow } from '../model/people';
import type { StringKey } from '../strings';
import { badge } from './badge';
import type { ComposerContext } from './context';

const WORDS: Readonly<Record<Flow, readonly [StringKey, StringKey]>> = {
  Parallel: ['flowParallel', 'flowParallelDetail'],
  Sequential: ['flowSequential', 'flowSequentialDetail'],
  Hybrid: ['flowHybrid', 'flowHybridDetail'],
};

/** When each person signs: the choice, and a picture of what it comes to. */
export class FlowPicker {
  readonly root: HTMLElement;
  private readonly radios = new Map<Flow, HTMLInputElement>();
  private readonly picture = h('ol', { class: 'flow-picture' });
  private readonly text = h('p', { class: 'hint' });

  constructor(private readonly context: ComposerContext) {
    const { strings, editor } = context;
    const choices = FLOWS.map((flow) => {
      const radio = h('input', {
        type: 'radio',
        class: 'radio',
        name: 'flow',
        value: flow,
        id: `flow-${flow}`,
      });
      radio.addEventListener('change', () => editor.apply(setFlow(flow), strings.didFlow));
      this.radios.set(flow, radio);
      const [label, detail] = WORDS[flow];
      return h(
        'div',
        { class: 'check-row', title: strings[detail] },
        radio,
        h('label', { for: radio.id }, strings[label]),
      );
    });
    this.root = h(
      'fieldset',
      { class: 'flow' },
      h('legend', {}, strings.flow),
      h('div', { class: 'flow-choices' }, ...choices),
      this.picture,
      this.text,
    );
  }

  show(): void {
    const { composition } = this.context.editor;
    const { flow } = composition.options;
    for (const [which, radio] of this.radios) radio.checked = which === flow;
    const groups = composition.signers.length > 1 ? orderGroups(composition) : [];
    this.picture.hidden = groups.length === 0;
    this.picture.replaceChildren(...groups.map((group, index) => this.step(group, index)));
    // The picture says the same.
    this.text.hidden = groups.length > 0 && flow !== 'Hybrid';
    this.text.textContent = this.context.strings[WORDS[flow][1]];
  }

  focus(): void {
    const { flow } = this.context.editor.composition.options;
    this.radios.get(flow)?.focus();
  }

  /** One column: those who sign at the same time. Read as "First: Ada Example and Grace Sample". */
  private step(group: readonly ComposedSigner[], index: number): HTMLElement {
    const { strings, look, facts } = this.context;
    const looks = group.map(({ id }) => look(id));
    const names = new Intl.ListFormat(facts.locale, { type: 'conjunction' }).format(
      looks.map(({ name }) => name),
    );
    return h(
      'li',
      { class: 'flow-step', title: names },
      index === 0 ? undefined : icon('arrow-right', 'muted'),
      h('span', { class: 'unseen' }, filled(strings.flowStep, index + 1, names)),
      h('span', { class: 'flow-group' }, ...looks.map(badge)),
    );
  }
}

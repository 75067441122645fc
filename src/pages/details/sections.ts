import { button, h, icon, name } from '../dom';
import type { DetailsContent, DocumentView, FactView, HashView, SignerView, TimelineView } from '../view';
import { phrase, time, type PageContext } from './context';
import { section } from './section';

/** One segment per signer, in order; those who sign at the same time stand on top of each other. */
export function progress(context: PageContext, { signers, steps }: DetailsContent): HTMLElement {
  const segment = (signer: SignerView) =>
    h(
      'li',
      { class: `segment tone-${signer.tone}` },
      h('span', { class: 'segment-name' }, name(signer.name)),
      icon(signer.icon, signer.tone),
      h('span', { class: 'unseen' }, ' ', phrase(context, signer.state)),
    );
  return h(
    'ol',
    { class: 'progress', 'aria-label': context.strings.progress },
    ...steps.map((group) =>
      h(
        'li',
        { class: 'step' },
        h('ul', { class: 'step-signers' }, ...group.flatMap((index) => signers[index] ?? []).map(segment)),
      ),
    ),
  );
}

export function documents(context: PageContext, list: readonly DocumentView[]): HTMLElement {
  const { strings } = context;
  const save = (document: DocumentView, which: 'original' | 'signed') => {
    const label = which === 'original' ? strings.saveOriginal : strings.saveSigned;
    return button({
      label,
      spoken: `${label} ${document.name}`,
      key: `save-${which}-${document.id}`,
      kind: 'link',
      run: () => context.act('saveDocument', { documentId: document.id, which }),
    });
  };
  const open = (document: DocumentView) =>
    button({
      label: strings.open,
      spoken: `${strings.open} ${document.name}`,
      key: `open-${document.id}`,
      kind: 'link',
      run: () =>
        context.act('openDocument', {
          documentId: document.id,
          which: document.hasSignedCopy ? 'signed' : 'original',
        }),
    });
  const compare = (document: DocumentView) =>
    button({
      label: strings.compare,
      spoken: `${strings.compare} ${document.name}`,
      key: `compare-${document.id}`,
      kind: 'link',
      run: () => context.act('compareDocument', { documentId: document.id }),
    });
  const row = (document: DocumentView) =>
    h(
      'li',
      { class: 'row document' },
      h('span', { class: 'row-name', title: document.name }, icon('file-pdf', 'muted'), name(document.name)),
      h(
        'span',
        { class: 'row-actions' },
        open(document),
        compare(document),
        document.hasSignedCopy ? save(document, 'signed') : undefined,
        save(document, 'original'),
      ),
      h(
        'span',
        { class: 'row-facts' },
        hash(context, document, document.original, 'originalHash'),
        hash(context, document, document.signed, 'signedHash'),
      ),
    );
  return section(strings.documents, 'documents', h('ul', { class: 'rows' }, ...list.map(row)));
}

function hash(
  context: PageContext,
  document: DocumentView,
  value: HashView | undefined,
  what: 'originalHash' | 'signedHash',
): HTMLElement | undefined {
  if (!value) return undefined;
  return h(
    'span',
    { class: 'hash' },
    h('span', { title: value.full }, `${value.label} `, h('code', {}, value.short)),
    button({
      label: context.strings.copyHash,
      spoken: `${context.strings.copyHash}: ${value.label} ${value.short}`,
      key: `${what}-${document.id}`,
      kind: 'icon',
      icon: 'copy',
      run: () => context.copy(what, { documentId: document.id }),
    }),
  );
}

export function signers(context: PageContext, list: readonly SignerView[]): HTMLElement {
  const { strings } = context;
  const row = (signer: SignerView, index: number) => {
    const label = signer.canSign === 'self' ? strings.signAsYou : strings.signInPerson;
    return h(
      'li',
      { class: 'row signer' },
      h(
        'span',
        { class: 'row-name' },
        signer.order === undefined ? undefined : h('span', { class: 'order' }, String(signer.order)),
        h(
          'span',
          { class: 'person' },
          name(signer.name),
          signer.email === signer.name ? undefined : email(signer),
        ),
      ),
      signer.canSign === 'no' && !signer.canRemind
        ? undefined
        : h(
            'span',
            { class: 'row-actions' },
            signer.canRemind
              ? button({
                  label: strings.remind,
                  spoken: `${strings.remind} ${signer.name}`,
                  key: `remind-${index}`,
                  kind: 'link',
                  run: () => context.act('remind', { email: signer.email }),
                })
              : undefined,
            signer.canSign === 'no'
              ? undefined
              : button({
                  label,
                  spoken: `${label} ${signer.name}`,
                  key: `sign-${index}`,
                  kind: 'link',
                  run: () => context.say({ type: 'sign', email: signer.email }),
                }),
          ),
      h(
        'span',
        { class: 'row-facts' },
        h('span', { class: 'state' }, icon(signer.icon, signer.tone), phrase(context, signer.state)),
        signer.reason === undefined ? undefined : h('q', { class: 'reason', dir: 'auto' }, signer.reason),
      ),
    );
  };
  return section(strings.signers, 'signers', h('ul', { class: 'rows' }, ...list.map(row)));
}

function email(signer: SignerView): HTMLElement {
  return h('span', { class: 'email' }, name(signer.email));
}

export function timeline(
  context: PageContext,
  list: readonly TimelineView[],
  problem: string,
  busy: boolean,
): HTMLElement {
  const { strings } = context;
  const entry = (item: TimelineView) =>
    h(
      'li',
      { class: 'entry' },
      h(
        'span',
        { class: 'entry-time' },
        item.at === undefined ? undefined : time(context, item.at, 'moment'),
      ),
      icon(item.icon, item.tone),
      h('span', { class: 'entry-text', dir: 'auto' }, item.text),
    );
  const retry = button({
    label: strings.retry,
    key: 'retry-timeline',
    kind: 'link',
    run: () => context.say({ type: 'refresh' }),
  });
  const body =
    problem !== ''
      ? h('p', { class: 'quiet' }, problem, ' ', retry)
      : list.length > 0
        ? h('ol', { class: 'timeline-list' }, ...list.map(entry))
        : h('p', { class: 'quiet' }, busy ? strings.loading : strings.noTimeline);
  return section(strings.timeline, 'timeline', body);
}

export function facts(context: PageContext, list: readonly FactView[]): HTMLElement {
  const { strings } = context;
  const row = (fact: FactView) =>
    h(
      'div',
      { class: 'fact' },
      h('dt', {}, fact.label),
      h(
        'dd',
        {},
        phrase(context, fact.value),
        fact.copies === undefined
          ? undefined
          : button({
              label: strings.copyEnvelopeId,
              key: 'copy-id',
              kind: 'icon',
              icon: 'copy',
              run: () => context.copy('envelopeId'),
            }),
      ),
    );
  return section(strings.details, 'facts', h('dl', {}, ...list.map(row)));
}

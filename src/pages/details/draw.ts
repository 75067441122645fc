import type { DetailsContent, DetailsView } from '../view';
import { phrase, type PageContext } from './context';
import { button, h, icon } from './dom';
import { overflowMenu } from './menu';
import { documents, facts, progress, signers, timeline } from './sections';

/** The details as a whole. Drawn anew after every change; it has nothing that anybody types into. */
export function drawDetails(context: PageContext, view: DetailsView): readonly HTMLElement[] {
  const { content } = view;
  const parts = [header(context, view), banner(view), problem(context, view)];
  if (content) {
    parts.push(
      status(context, content),
      progress(context, content),
      documents(context, content.documents),
      signers(context, content.signers),
      timeline(context, content.timeline, content.timelineProblem, view.busy),
      facts(context, content.facts),
    );
  } else if (view.phase === 'loading') {
    parts.push(skeleton(context));
  }
  return parts.filter((part) => part !== undefined);
}

function header(context: PageContext, view: DetailsView): HTMLElement {
  const { strings } = context;
  const title = h('h1', { dir: 'auto', tabindex: -1, 'data-key': 'title' }, view.title);
  const menu = [
    { label: strings.refresh, run: () => context.say({ type: 'refresh' }) },
    {
      label: strings.downloadAll,
      run: () => context.say({ type: 'download', documentId: undefined, which: undefined }),
    },
    { label: strings.copyEnvelopeId, run: () => context.copy('envelopeId') },
    { label: strings.openLog, run: () => context.say({ type: 'openLog' }) },
  ];
  const sign = button({
    label: strings.sign,
    key: 'sign',
    kind: 'primary',
    run: () => context.say({ type: 'sign', email: undefined }),
  });
  return h(
    'header',
    { class: 'header' },
    title,
    view.content &&
      h(
        'div',
        { class: 'header-actions' },
        view.content.canSign ? sign : undefined,
        overflowMenu(strings.more, menu),
      ),
  );
}

function banner(view: DetailsView): HTMLElement | undefined {
  if (!view.banner) return undefined;
  const { tone, text } = view.banner;
  const symbol = { good: 'pass-filled', bad: 'warning', normal: 'info' }[tone];
  return h(
    'p',
    { class: `banner ${tone}`, 'data-key': 'banner', tabindex: -1 },
    icon(symbol, tone),
    h('span', {}, text),
  );
}

function problem(context: PageContext, view: DetailsView): HTMLElement | undefined {
  if (view.message === '') return undefined;
  const { strings } = context;
  const retry = button({
    label: strings.retry,
    key: 'retry',
    kind: view.content?.canSign === true ? 'secondary' : 'primary',
    run: () => context.say({ type: 'refresh' }),
  });
  const log = button({ label: strings.openLog, key: 'log', run: () => context.say({ type: 'openLog' }) });
  const signIn = button({
    label: strings.signIn,
    key: 'sign-in',
    kind: 'primary',
    run: () => context.say({ type: 'signIn' }),
  });
  const buttons = view.phase === 'signedOut' ? [signIn] : view.phase === 'gone' ? [retry] : [retry, log];
  return h(
    'div',
    { class: 'problem' },
    h(
      'p',
      {},
      icon(view.phase === 'failed' ? 'error' : 'info', view.phase === 'failed' ? 'bad' : 'normal'),
      h('span', {}, view.message),
    ),
    h('div', { class: 'problem-actions' }, ...buttons),
  );
}

function status(context: PageContext, { status: line }: DetailsContent): HTMLElement {
  const [word, ...rest] = line.phrases;
  return h(
    'p',
    { class: 'status' },
    icon(line.icon, line.tone),
    word && h('strong', { class: 'status-word' }, phrase(context, word)),
    ...rest.map((each) => h('span', { class: 'status-fact' }, phrase(context, each))),
  );
}

/** The shape of what comes, so that nothing jumps when it is there. */
function skeleton(context: PageContext): HTMLElement {
  const bar = (width: string) => h('span', { class: `bone ${width}` });
  const block = () => h('div', { class: 'bone-block' }, bar('short'), bar('wide'), bar('middle'));
  return h(
    'div',
    { class: 'skeleton', role: 'img', 'aria-label': context.strings.loading },
    bar('middle'),
    bar('strip'),
    block(),
    block(),
    block(),
  );
}

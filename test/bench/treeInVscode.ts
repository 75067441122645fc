import type { Page } from 'playwright-core';
import type { SandboxFacts } from '../contract/sandboxProgram';
import { Outline } from '../../src/editor/envelopes/outline';
import { Presenter } from '../../src/editor/envelopes/present';
import { ServiceEnvelopeStore } from '../../src/editor/envelopes/store';
import type { Row } from '../../src/editor/platform/rows';
import { plain } from '../../src/editor/platform/translate';
import { When } from '../../src/editor/platform/when';
import { openContainer, reload, treeRow } from '../workbench';
import { COMPANION, type StaticRows } from './companionNames';
import { type Bench, comparison, type Figure, medianOf } from './figure';
import { builtClient, clientWith, sessionOf } from './sandboxInUse';
import { inWindow } from './vscodeWindow';

const ENVELOPES = 10_000;
const VIEW = 'Envelopes';
const GROUP = 'Completed';
/** They open by themselves and would push the group out of sight. */
const OPEN_AT_FIRST = ['Needs My Signature', 'Waiting for Others'];
/** The page, and the row that loads more. */
const ROWS = 51;
const WARM_UPS = 1;
const WINDOWS = 10;
const TARGET_RATIO = 2;

/**
 * From the click on a folded group to its first row on screen, in the workbench in its browser, each time in a window that did not
 * read the group before; in turn with a group of the same rows that stand there from the start, in the tree of another extension.
 */
export async function firstRowsInVscode({ note }: Bench): Promise<readonly Figure[]> {
  note(
    `opening a group of ${ENVELOPES} envelopes in ${WINDOWS} windows of the real VS Code, in turn with static rows`,
  );
  const [ours, theirs] = await inWindow({ envelopes: ENVELOPES }, async ({ page, companion, sandbox }) => {
    companion.show(await staticRows(sandbox));
    const [our, their]: [number[], number[]] = [[], []];
    const sides = [
      async () => our.push(await openOurs(page)),
      async () => their.push(await openTheirs(page)),
    ];
    for (let window = -WARM_UPS; window < WINDOWS; window += 1) {
      await reload(page, { keepState: false });
      // Neither is always the first one in its window.
      for (const open of window % 2 === 0 ? sides : sides.toReversed()) await open();
    }
    return [our.slice(WARM_UPS), their.slice(WARM_UPS)] as const;
  });
  const where = 'first page in VS Code, click on a group to its first row';
  return [
    medianOf({ id: 'tree.vscode.static', what: `${where}, static rows`, unit: 'ms' }, theirs),
    medianOf({ id: 'tree.vscode', what: where, unit: 'ms' }, ours),
    comparison(
      {
        id: 'tree.vscode.ratio',
        what: 'first page in VS Code, envelopes to static rows',
        unit: 'ratio',
        target: { atMost: TARGET_RATIO },
      },
      ours,
      theirs,
      (our, their) => our / their,
    ),
  ];
}

/** What our own tree draws for the group. */
async function staticRows({ url, apiKey, apiSecret, users }: SandboxFacts): Promise<StaticRows> {
  const [user] = users;
  if (user === undefined) throw new Error('The sandbox has no user.');
  const { email, password } = user;
  const { login } = await builtClient();
  const client = await clientWith(url, await login(url, { apiKey, apiSecret, email, password }));
  const store = new ServiceEnvelopeStore(sessionOf(client));
  const presenter = new Presenter(plain, new When('en'));
  const nodes = await new Outline(String).children({ kind: 'group', status: GROUP }, store);
  const rows = nodes.map((node) => passive(presenter.row(node, store)));
  store.dispose();
  if (rows.length !== ROWS) throw new Error(`${rows.length} rows instead of ${ROWS}.`);
  return rows;
}

/** Looks the same; its commands and menus are ours. */
function passive({ id, label, description, icon, tooltip, children, spoken }: Row): Row {
  return {
    id,
    label,
    children,
    ...(description === undefined ? {} : { description }),
    ...(icon === undefined ? {} : { icon }),
    ...(tooltip === undefined ? {} : { tooltip }),
    ...(spoken === undefined ? {} : { spoken }),
  };
}

async function openOurs(page: Page): Promise<number> {
  await openContainer(page, 'jSign');
  for (const title of OPEN_AT_FIRST) {
    const row = treeRow(page, VIEW, title);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  }
  return timeOfOpening(page, VIEW, GROUP);
}

async function openTheirs(page: Page): Promise<number> {
  await openContainer(page, COMPANION.container);
  return timeOfOpening(page, COMPANION.view, COMPANION.group);
}

async function timeOfOpening(page: Page, view: string, title: string): Promise<number> {
  const group = treeRow(page, view, title);
  await group.waitFor();
  if ((await group.getAttribute('aria-expanded')) !== 'false') throw new Error(`${title} is open already.`);
  const took = group.evaluate(whenOpened, title);
  await group.locator('.monaco-tl-twistie').click();
  return took;
}

/** In the page: milliseconds from the press of the mouse to the frame in which a row below this one stands. */
function whenOpened(group: Element, title: string): Promise<number> {
  return new Promise((resolve) => {
    const list = group.parentElement;
    document.addEventListener(
      'mousedown',
      () => {
        const pressed = performance.now();
        const look = (): void => {
          const rows = [...(list?.querySelectorAll('.monaco-list-row') ?? [])];
          // VS Code draws rows anew, so the group is looked up by its words each time.
          const row = rows.find((candidate) => candidate.querySelector('.label-name')?.textContent === title);
          const below = Number(row?.getAttribute('data-index')) + 1;
          const first = rows.find((candidate) => Number(candidate.getAttribute('data-index')) === below);
          if (first?.getAttribute('aria-level') === '2') resolve(performance.now() - pressed);
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });
}

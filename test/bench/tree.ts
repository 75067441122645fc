import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { ServiceClient } from '../../src/editor/account/api';
import { liveClient } from '../../src/editor/account/liveClient';
import type { Node } from '../../src/editor/envelopes/nodes';
import { Outline } from '../../src/editor/envelopes/outline';
import { ServiceEnvelopeStore } from '../../src/editor/envelopes/store';
import type { Tokens } from '../../src/jsign/types';
import type { SandboxProgram } from '../contract/sandboxProgram';
import { comparison, type Figure, type Group, medianOf } from './figure';
import { clientWith, sessionOf, withSandbox } from './sandboxInUse';
import { firstRowsInVscode } from './treeInVscode';

const ENVELOPES = 200;
const STATUS = 'AwaitingOthers';
const PAGE = 50;
const WARM_UPS = 10;
const PAIRS = 40;
const DELAY_MS = 100;
const TARGET_RATIO = 1.2;
const TARGET_MORE_MS = 10;

interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** From the question for a group of the tree to its rows, in turn with nothing but the same request. */
export const tree: Group = {
  name: 'tree',
  async measure(bench) {
    const figures = await withSandbox(ENVELOPES, async (sandbox, tokens) => {
      const client = await clientWith(sandbox.url, tokens);
      bench.note(`opening a group of ${PAGE} envelopes ${PAIRS} times, in turn with the bare request`);
      const near = await inTurn(client, sandbox.url, tokens);
      bench.note(`the same with ${DELAY_MS} ms of delay in the sandbox`);
      await delayLists(sandbox);
      const far = await inTurn(client, sandbox.url, tokens);
      return [...withoutDelay(near), ...withDelay(far)];
    });
    if (bench.hasVscode) return [...figures, ...(await firstRowsInVscode(bench))];
    bench.skip('tree.vscode', 'no real VS Code can run here');
    return figures;
  },
};

function withoutDelay({ ours, bare }: Times): readonly Figure[] {
  return [
    medianOf({ id: 'tree.near.bare', what: 'first page, bare request', unit: 'ms' }, bare),
    medianOf({ id: 'tree.near.rows', what: 'first page, request to rows', unit: 'ms' }, ours),
    comparison(
      {
        id: 'tree.near.more',
        what: 'first page, rows after the bare request',
        unit: 'ms',
        target: { atMost: TARGET_MORE_MS },
      },
      ours,
      bare,
      (rows, request) => rows - request,
    ),
  ];
}

function withDelay({ ours, bare }: Times): readonly Figure[] {
  const where = `first page, ${DELAY_MS} ms away`;
  return [
    medianOf({ id: 'tree.far.bare', what: `${where}, bare request`, unit: 'ms' }, bare),
    medianOf({ id: 'tree.far.rows', what: `${where}, request to rows`, unit: 'ms' }, ours),
    comparison(
      {
        id: 'tree.far.ratio',
        what: `${where}, rows to the bare request`,
        unit: 'ratio',
        target: { atMost: TARGET_RATIO },
      },
      ours,
      bare,
      (rows, request) => rows / request,
    ),
  ];
}

async function delayLists(sandbox: SandboxProgram): Promise<void> {
  const times = 2 * (WARM_UPS + PAIRS);
  await sandbox.faults([{ method: 'POST', path: '/envelopes/list', kind: 'delay', value: DELAY_MS, times }]);
}

async function inTurn(client: ServiceClient, url: string, tokens: Tokens): Promise<Times> {
  const agent = new http.Agent({ keepAlive: true });
  const [ours, bare]: [number[], number[]] = [[], []];
  try {
    for (let run = -WARM_UPS; run < PAIRS; run += 1) {
      const rows = await timeOf(() => openGroup(client));
      const request = await timeOf(() => bareRequest(agent, url, tokens));
      if (run < 0) continue;
      ours.push(rows);
      bare.push(request);
    }
  } finally {
    agent.destroy();
  }
  return { ours, bare };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What VS Code's tree asks for when a person opens a group that was not read yet. */
async function openGroup(client: ServiceClient): Promise<void> {
  const live = liveClient(client, { current: () => Promise.resolve(client), onError: () => undefined });
  const store = new ServiceEnvelopeStore(sessionOf(live));
  const outline = new Outline(String);
  const rows = await outline.children({ kind: 'group', status: STATUS }, store);
  store.dispose();
  requireRows(rows);
}

function requireRows(rows: readonly Node[]): void {
  const envelopes = rows.filter(({ kind }) => kind === 'envelope').length;
  if (envelopes !== PAGE)
    throw new Error(`${envelopes} rows instead of ${PAGE}: ${JSON.stringify(rows.at(-1))}`);
}

/** The request that opening the group makes, over a kept connection, to the last byte of its reply. */
function bareRequest(agent: http.Agent, url: string, tokens: Tokens): Promise<void> {
  const body = JSON.stringify({ status: [STATUS], page: 1, page_size: PAGE });
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/api/v2.0/envelopes/list`,
      {
        method: 'POST',
        agent,
        headers: {
          Accept: 'application/json',
          app_auth_type: 'jsign-oauth2',
          Authorization: `Bearer ${tokens.accessToken}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
        },
      },
      (reply) => {
        text(reply).then(() => {
          if (reply.statusCode === 200) resolve();
          else reject(new Error(`The bare request was answered with ${String(reply.statusCode)}.`));
        }, reject);
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

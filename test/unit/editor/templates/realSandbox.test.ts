import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { plain } from '../../../../src/editor/platform/translate';
import { createTemplates } from '../../../../src/editor/templates/part';
import { TemplateShelf } from '../../../../src/editor/templates/store';
import { createClient, login } from '../../../../src/jsign';
import type { Tokens } from '../../../../src/jsign/types';
import { script, ScriptedPrompts } from '../scriptedPrompts';

interface Facts {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly users: readonly { readonly email: string; readonly password: string }[];
}

const pdf = readFileSync(path.resolve('media/samples/mutual-nda.pdf'));

describe('templates: with the real sandbox and the real client', function () {
  this.timeout(30_000);
  let folder: string;
  let child: ChildProcess;
  let facts: Facts;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-templates-'));
    const program = path.join(__dirname, 'sandbox.program.js');
    child = spawn(process.execPath, [program, '--port', '0', '--data', folder, '--seed', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { stdout } = child;
    assert.ok(stdout);
    facts = JSON.parse(
      await new Promise<string>((resolve, reject) => {
        createInterface({ input: stdout }).once('line', resolve);
        child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code ?? 'a signal'}`)));
      }),
    ) as Facts;
  });
  after(async () => {
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill();
    });
    await rm(folder, { recursive: true, force: true });
  });

  const shelf = async (): Promise<TemplateShelf> => {
    const [user] = facts.users;
    assert.ok(user);
    const { apiKey, apiSecret, url } = facts;
    let tokens: Tokens = await login(url, { apiKey, apiSecret, ...user });
    const write = async (next: Tokens) => Promise.resolve(void (tokens = next));
    const client = createClient({ host: url, tokens: { read: () => Promise.resolve(tokens), write } });
    return new TemplateShelf({
      account: { id: 'account-1', name: 'Ada', email: user.email, environment: 'sandbox', host: 'sandbox:' },
      refused: false,
      client: () => Promise.resolve(client),
    });
  };
  const tab = {
    documentRef: 1,
    page: 1,
    pageWidth: 612,
    pageHeight: 792,
    x: 72,
    y: 600,
    width: 150,
    height: 40,
  };

  it('deactivates, activates and deletes, and explains one that was deleted in another window', async () => {
    const here = await shelf();
    const there = await shelf();
    const client = await here.session.client();
    for (const name of ['One', 'Two']) {
      await client.templates.create({
        name,
        description: 'for small jobs',
        categories: ['Legal'],
        roles: [{ title: 'Client', tabs: [{ kind: 'signature', ...tab }] }],
        documents: [{ bytes: pdf, ref: 1, name: 'nda.pdf' }],
      });
    }
    await Promise.all([here.list.open(), there.list.open()]);
    const prompts = new ScriptedPrompts(script.confirm('delete'));
    const { actions } = createTemplates({ prompts, translate: plain, showStatus: () => undefined });
    const refOf = (of: TemplateShelf, name: string) => {
      const template = of.list.all.find((each) => each.name === name);
      assert.ok(template);
      return { accountId: 'account-1', template };
    };
    const statusOf = (of: TemplateShelf, name: string) => refOf(of, name).template.status.known;
    const two = refOf(there, 'Two');

    await actions.run(here, refOf(here, 'One'), 'deactivate');
    assert.equal(statusOf(here, 'One'), 'inactive');
    await actions.run(here, refOf(here, 'One'), 'activate');
    assert.equal(statusOf(here, 'One'), 'active');
    await actions.run(here, refOf(here, 'Two'), 'delete');
    assert.deepEqual(
      here.list.all.map(({ name }) => name),
      ['One'],
    );
    await assert.rejects(actions.run(there, two, 'activate'), /"Two" is no longer there/);
    assert.deepEqual(
      there.list.all.map(({ name }) => name),
      ['One'],
    );
    prompts.finished();
  });
});

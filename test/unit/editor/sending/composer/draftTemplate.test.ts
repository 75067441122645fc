import assert from 'node:assert/strict';
import type { Draft } from '../../../../../src/delivery/draft';
import { plain } from '../../../../../src/editor/platform/translate';
import { saveDraftAsTemplate } from '../../../../../src/editor/sending/composer/draftTemplate';
import { readLimits } from '../../../../../src/editor/sending/limits';
import { documentOf, draftOf } from '../../../delivery/support/drafts';
import { script } from '../../scriptedPrompts';
import { ACCOUNT, World } from '../world';

describe('saving a draft as a template', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  const save = (id: string) =>
    saveDraftAsTemplate(id, {
      accounts: world.accounts,
      creator: world.tools.creator,
      files: world.files,
      limits: readLimits,
      locale: 'en-GB',
      pdf: () => Promise.resolve(world.pdf),
      prompts: world.prompts,
      shelf: world.shelf,
      translate: plain,
    });
  const put = async (change: Partial<Draft> = {}): Promise<Draft> => {
    const draft = draftOf('one', { accountId: ACCOUNT.id, ...change });
    await world.shelf.save(draft);
    for (const { origin } of draft.documents)
      world.files.contents.set(origin.uri, Buffer.from('%PDF-1.7\nlease\n%%EOF\n'));
    return draft;
  };

  it('makes it of the document and its fields, with a role for each signer, and keeps the draft', async () => {
    const draft = await put();
    world.prompts.then(script.pick(/^Create/));
    await save(draft.id);
    const [template] = world.client.templates;
    assert.equal(template?.name, 'Lease 42');
    assert.equal(world.client.templates.length, 1);
    assert.ok(await world.shelf.load(draft.id));
  });

  it('says why not', async () => {
    await assert.rejects(save('draft-none'), /no longer there/);
    const two = await put({ documents: [documentOf('lease'), documentOf('annex')] });
    await assert.rejects(save(two.id), /one document; this draft has 2/);
    world.shelf.keyed.texts.set('draft-torn', '{');
    await assert.rejects(save('draft-torn'), /The draft cannot be read/);
  });

  it('says what is wrong with a file, and asks nothing about one that cannot be a template', async () => {
    const draft = await put();
    world.files.contents.clear();
    world.prompts.then(script.pick(/^Create/));
    await assert.rejects(save(draft.id), /lease\.pdf: The file is not there any more/);
    assert.deepEqual(world.client.templates, []);
  });

  it('needs the account of the draft', async () => {
    const draft = await put({ accountId: 'account-2' });
    await assert.rejects(save(draft.id), /account that this draft belongs to is not signed in/);
  });
});

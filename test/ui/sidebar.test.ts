import assert from 'node:assert/strict';
import { activityIcon, notification, openContainer, openView, view } from '../workbench';
import { useSession } from './session';

describe('The sidebar', () => {
  const session = useSession();
  const envelopes = () => view(session.page, 'Envelopes');
  const templates = () => view(session.page, 'Templates');

  it('is opened by the jSign icon in the activity bar', async () => {
    await activityIcon(session.page, 'jSign').waitFor();
    await openContainer(session.page, 'jSign');
  });

  it('offers two ways in to somebody who is not signed in, and nothing else', async () => {
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    await envelopes().getByText('Try without an account').waitFor();
    assert.equal(await templates().count(), 0);
  });

  it('shows the envelopes and templates of the local sandbox after one click', async () => {
    await envelopes().getByText('Try without an account').click();
    await notification(session.page, /signed in to the local sandbox/).toast.waitFor();
    await openView(session.page, 'Envelopes');
    await envelopes()
      .locator('.monaco-list-row')
      .or(envelopes().getByText('Nothing has been sent'))
      .first()
      .waitFor();
    await openView(session.page, 'Templates');
    await templates().locator('.monaco-list-row').or(templates().getByText('no templates')).first().waitFor();
  });
});

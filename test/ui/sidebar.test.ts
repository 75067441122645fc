import { activityIcon, openContainer, openView, view } from '../workbench';
import { useSession } from './session';

describe('The sidebar', () => {
  const session = useSession();

  it('is opened by the jSign icon in the activity bar', async () => {
    await activityIcon(session.page, 'jSign').waitFor();
    await openContainer(session.page, 'jSign');
  });

  for (const title of ['Envelopes', 'Templates', 'Account']) {
    it(`has the view ${title}, which opens`, async () => {
      await openContainer(session.page, 'jSign');
      await openView(session.page, title);
      await view(session.page, title).locator('.pane-body').waitFor();
    });
  }
});

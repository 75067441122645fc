import { Person } from '../demo/person';
import { activityIcon, openContainer, openView, view } from '../workbench';
import { useSession } from './session';

describe('The sidebar', () => {
  const session = useSession();

  it('is opened by the jSign icon in the activity bar', async () => {
    await activityIcon(session.page, 'jSign').waitFor();
    await openContainer(session.page, 'jSign');
  });

  it('welcomes whoever is signed out with Sign In and a way to try it', async () => {
    const body = view(session.page, 'Envelopes').locator('.pane-body');
    await body.getByRole('button', { name: 'Sign In' }).waitFor();
    await body.getByText('Try without an account').waitFor();
  });

  it('says what to do next in an account without envelopes and without templates', async () => {
    const { page } = session;
    await new Person(page).tryWithoutAccount();
    await view(page, 'Envelopes').getByRole('button', { name: 'Send the Sample Contract' }).waitFor();
    await openView(page, 'Templates');
    await view(page, 'Templates').getByText('This account has no templates.').waitFor();
  });
});

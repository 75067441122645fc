import type { Draft } from '../../../delivery/draft';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { draftGone, draftly } from '../composing/words';
import { readable } from '../failures';
import { cleanName } from '../people';
import { draftSession } from './draftAccount';
import { tidied } from './draftComposition';
import { DocumentTrouble, OpenDocuments } from './openDocuments';
import type { ComposerPorts } from './ports';
import { saveAsTemplate } from './templateSaving';

export type DraftTemplatePorts = Pick<
  ComposerPorts,
  'accounts' | 'creator' | 'files' | 'limits' | 'locale' | 'pdf' | 'prompts' | 'translate'
> & { readonly shelf: Pick<ComposerPorts['shelf'], 'load'> };

/**
 * Makes a template of a draft that lies on the shelf, without opening it; the draft stays.
 *
 * @throws UserError where it cannot be one, JsignError from the service, Cancelled when the person leaves.
 */
export async function saveDraftAsTemplate(draftId: string, ports: DraftTemplatePorts): Promise<void> {
  const { limits, shelf, translate: t } = ports;
  const found = await draftly(t, () => shelf.load(draftId));
  if (!found) throw draftGone(t);
  const draft = tidied(found, cleanName);
  const session = await draftSession(draft, ports);
  const documents = new OpenDocuments(ports);
  const [account] = await Promise.all([
    limits(session),
    // What keeps a document from being read is said of it below.
    ...draft.documents.map((document) => documents.inspection(document)),
  ]);
  try {
    await saveAsTemplate(
      session,
      {
        draft,
        inspections: documents.inspectionsOf(draft),
        limits: account,
        read: (document) => documents.loaded(document),
      },
      ports,
    );
  } catch (error) {
    throw error instanceof DocumentTrouble ? troubled(error, draft, t) : readable(error, t);
  }
}

/** A template has one document, so it is that one. */
function troubled(
  trouble: DocumentTrouble,
  { documents }: Draft,
  t: DraftTemplatePorts['translate'],
): UserError {
  return new UserError(
    t({ text: '{0}: {1}', args: [shown(documents[0]?.name ?? ''), t(trouble.text)] }),
    t({ text: 'Open the draft in the composer to put that right.' }),
    { cause: trouble },
  );
}

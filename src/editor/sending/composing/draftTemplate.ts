import type { Draft, DraftDocument } from '../../../delivery/draft';
import type { Session } from '../../account/api';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { tidied } from '../composer/draftComposition';
import { DocumentTrouble, OpenDocuments } from '../composer/openDocuments';
import type { ComposerPorts } from '../composer/ports';
import { saveAsTemplate } from '../composer/templateSaving';
import type { LoadedDocument } from '../documentReader';
import { readable } from '../failures';
import { cleanName } from '../people';
import { sessionOf } from '../sessionOf';
import { draftly } from './words';

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
  if (!found) {
    throw new UserError(
      t({ text: 'The draft is no longer there.' }),
      t({ text: 'It was sent or deleted, perhaps in another window.' }),
    );
  }
  const draft = tidied(found, cleanName);
  const session = await sessionFor(draft, ports);
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
        read: (document) => loaded(document, documents),
      },
      ports,
    );
  } catch (error) {
    throw error instanceof DocumentTrouble ? troubled(error, draft, t) : readable(error, t);
  }
}

async function sessionFor(draft: Draft, { accounts, translate: t }: DraftTemplatePorts): Promise<Session> {
  const session = await sessionOf(accounts, draft.accountId);
  if (session && !session.refused) return session;
  throw new UserError(
    t({ text: 'The account that this draft belongs to is not signed in.' }),
    t({ text: 'Sign in to it, then try again. The draft is kept.' }),
  );
}

async function loaded(document: DraftDocument, documents: OpenDocuments): Promise<LoadedDocument> {
  const bytes = await documents.onDisk(document);
  const inspection = (await documents.inspection(document)) ?? { pages: [], anchors: [], problems: [] };
  const { id, name, origin, prepared, sha256 } = document;
  const { uri, ...commit } = origin;
  const read = { id, uri, name, bytes, sha256, inspection, commit };
  return prepared === undefined ? read : { ...read, prepared };
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

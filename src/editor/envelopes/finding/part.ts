/** What the Envelopes view does beside listing: loaded when first used. */
import { l10n } from 'vscode';
import type { When } from '../../platform/when';
import { WorkspaceFiles } from '../../platform/workspaceFiles';
import { AddAttachments } from '../attachments/addAttachments';
import type { AttachmentPorts, AttachmentTarget } from '../attachments/ports';
import { SaveAttachments } from '../attachments/saveAttachments';
import { attachmentTargets } from '../attachments/targets';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import type { AccountEnvelopeStores } from '../stores';
import { FilterQuestions } from './filterQuestions';
import { FindingCommands, type FindingCommandPorts } from './findingCommands';
import { FindModel } from './findModel';
import { showFind } from './findPicker';
import { PageWalk } from './pageWalk';

export interface FindingPorts
  extends
    AttachmentPorts,
    Omit<FindingCommandPorts, 'filters' | 'search' | 'stores' | 'prompts' | 'translate'> {
  readonly stores: AccountEnvelopeStores;
  readonly when: When;
}

export interface FindingPart {
  readonly adding: AddAttachments;
  readonly saving: SaveAttachments;
  readonly finding: FindingCommands;
  /** {@link attachmentTargets} over the ports of this part. */
  targets(
    pickEnvelope: () => Promise<EnvelopeRef | undefined>,
    clicked: unknown,
    selected: unknown,
    several: boolean,
  ): Promise<readonly [AttachmentTarget, ...AttachmentTarget[]]>;
}

export function createFinding(ports: FindingPorts): FindingPart {
  // A search that is left goes on where it was when the next one begins.
  const walks = new WeakMap<EnvelopeStore, PageWalk>();
  const walkOf = (store: EnvelopeStore): PageWalk => {
    const kept = walks.get(store);
    if (kept && (!kept.state.finished || kept.isFresh)) return kept;
    const walk = new PageWalk((page, size, signal) => store.list({}, page, size, { signal }));
    walks.set(store, walk);
    return walk;
  };
  const search: FindingCommandPorts['search'] = (store, title) => {
    const { translate, when, describe } = ports;
    const model = new FindModel({ store, walk: walkOf(store), translate, when, describe });
    const placeholder = l10n.t('Words of the name, a category, a person or a status');
    return showFind(model, { title, placeholder });
  };
  return {
    adding: new AddAttachments(ports),
    saving: new SaveAttachments({ ...ports, saved: new WorkspaceFiles() }),
    finding: new FindingCommands({ ...ports, filters: new FilterQuestions(ports), search }),
    targets: (...args) => attachmentTargets(ports, ...args),
  };
}

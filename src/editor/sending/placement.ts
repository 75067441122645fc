import { fieldsFromAnchors } from '../../contract/fields';
import type { PdfInspection, PdfTools, PlacedBlock, Problem } from '../../contract/types';
import type { DraftDocument, Field } from '../../delivery/draft';
import { sha256 } from '../platform/sha256';
import type { LoadedDocument } from './documentReader';
import { rolesOf } from './answers';
import type { PreparedFiles } from './ports';

/** Whoever gets a place to sign: a signer, or a role of a template. */
export interface PlacedSigner {
  readonly id: string;
  readonly name: string;
  readonly role?: string;
}

/** Documents as they will be sent and the fields on them. */
export interface Placement {
  readonly documents: readonly DraftDocument[];
  readonly fields: readonly Field[];
  /** Bytes of documents that got a page more, by document id. */
  readonly prepared: ReadonlyMap<string, Uint8Array>;
  /** Of the documents as they will be sent, by document id. */
  readonly inspections: ReadonlyMap<string, PdfInspection>;
  /** What the person should know, beside what the preflight finds. */
  readonly notes: readonly Problem[];
}

export interface PlacementPorts {
  readonly pdf: () => Promise<PdfTools>;
  readonly prepared: Pick<PreparedFiles, 'address'>;
  readonly newId: () => string;
}

/**
 * Decides where people sign.
 *
 * - Any document has anchors: the anchors alone say who signs where. Documents without anchors go along unsigned, and a note says so.
 * - No document has any: everybody signs every document, in a block on its last page.
 */
export class Placer {
  constructor(private readonly ports: PlacementPorts) {}

  /** `appendPage`: where there is no room a page is added. Without it the documents without room are given back. */
  async place(
    documents: readonly LoadedDocument[],
    signers: readonly PlacedSigner[],
    pageTitle: string,
    appendPage: boolean,
  ): Promise<Placement | { readonly noRoom: readonly LoadedDocument[] }> {
    if (rolesOf(documents).length > 0) return this.fromAnchors(documents, signers);
    const tools = await this.ports.pdf();
    const found = new Map<string, readonly PlacedBlock[]>();
    for (const document of documents) {
      const blocks = await tools.placeBlocks(document.bytes, signers);
      if (blocks) found.set(document.id, blocks);
    }
    const noRoom = documents.filter(({ id }) => !found.has(id));
    if (noRoom.length > 0 && !appendPage) return { noRoom };
    const prepared = new Map(copiesOf(documents));
    const inspections = inspectionsOf(documents);
    const placed: DraftDocument[] = [];
    const fields: Field[] = [];
    for (const document of documents) {
      let blocks = found.get(document.id);
      if (blocks) placed.push(unchanged(document));
      else {
        const made = await tools.appendSignaturePage(document.bytes, signers, pageTitle);
        ({ blocks } = made);
        const inspection = await tools.inspect(made.bytes);
        prepared.set(document.id, made.bytes);
        inspections.set(document.id, inspection);
        placed.push(this.withPage(document, made.bytes, inspection));
      }
      fields.push(...blocks.flatMap((block) => this.fieldsOf(document.id, block)));
    }
    return { documents: placed, fields, prepared, inspections, notes: [] };
  }

  /** Fields that were placed before, on these very documents, as far as their signers are still there. */
  keep(
    documents: readonly LoadedDocument[],
    fields: readonly Field[],
    signers: readonly PlacedSigner[],
  ): Placement {
    const there = new Set(signers.map(({ id }) => id));
    return {
      documents: documents.map(unchanged),
      fields: fields.filter(({ signerId }) => there.has(signerId)),
      prepared: copiesOf(documents),
      inspections: inspectionsOf(documents),
      notes: [],
    };
  }

  private fromAnchors(documents: readonly LoadedDocument[], signers: readonly PlacedSigner[]): Placement {
    const byRole = new Map(
      signers.flatMap((signer) => (signer.role === undefined ? [] : [[signer.role, signer]])),
    );
    const made = documents.map(({ inspection, id }) => fieldsFromAnchors(inspection, id, byRole));
    const notes = documents
      .filter(({ inspection }) => inspection.anchors.length === 0)
      .map((document) => ({
        severity: 'info' as const,
        code: 'document-without-anchors',
        message: {
          text: 'Nobody signs on "{0}": it has no signature marks, and the other documents have.',
          args: [document.name],
        },
        where: { documentId: document.id },
      }));
    // Who has no signature in one document may have it in another; the preflight looks at all of them together.
    const problems = made
      .flatMap((part) => part.problems)
      .filter(({ code }) => code !== 'signer-without-signature');
    return {
      documents: documents.map(unchanged),
      fields: made.flatMap(({ fields }) => fields),
      prepared: copiesOf(documents),
      inspections: inspectionsOf(documents),
      notes: [...problems, ...notes],
    };
  }

  private withPage(document: LoadedDocument, bytes: Uint8Array, { pages }: PdfInspection): DraftDocument {
    const hash = sha256(bytes);
    return {
      ...unchanged(document),
      size: bytes.byteLength,
      sha256: hash,
      pages: pages.map(({ width, height }) => ({ width, height })),
      prepared: this.ports.prepared.address(document.id, hash),
    };
  }

  private fieldsOf(documentId: string, block: PlacedBlock): Field[] {
    const { signerId, page } = block;
    const common = { documentId, signerId, page, required: true };
    return [
      { ...common, id: this.ports.newId(), kind: 'signature', box: block.signature },
      { ...common, id: this.ports.newId(), kind: 'date', box: block.date },
    ];
  }
}

function unchanged(document: LoadedDocument): DraftDocument {
  return {
    id: document.id,
    name: document.name,
    size: document.bytes.byteLength,
    sha256: document.sha256,
    pages: document.inspection.pages.map(({ width, height }) => ({ width, height })),
    origin: { uri: document.uri, ...document.commit },
    ...(document.prepared === undefined ? {} : { prepared: document.prepared }),
  };
}

/** Bytes that do not come from a file and must be kept to be sent. */
function copiesOf(documents: readonly LoadedDocument[]): ReadonlyMap<string, Uint8Array> {
  return new Map(
    documents.flatMap(({ id, bytes, prepared }) => (prepared === undefined ? [] : [[id, bytes]])),
  );
}

function inspectionsOf(documents: readonly LoadedDocument[]): Map<string, PdfInspection> {
  return new Map(documents.map(({ id, inspection }) => [id, inspection]));
}

import type { Envelope, Signer, StoredDocument } from '../core/model';
import { type Html, html } from './html';

/** At most this many pages are sketched per document; the file itself has them all. */
const SKETCHES = 12;

/** The documents of an envelope with links and, for a signer, a sketch of where his fields are. */
export function documentList(envelope: Envelope, token: string, signer?: Signer): Html {
  if (envelope.filesDeleted === true)
    return html`<p class="soft">The files of this envelope were deleted.</p>`;
  const copy = envelope.status === 'completed' ? 'signed' : 'original';
  return html`<ul>
    ${envelope.documents.map((document, index) => {
      const href = `./${token}/${copy}/${index}`;
      const count = document.pages.length;
      return html`<li class="doc">
        <strong>${document.name}</strong> <span class="soft">${count} ${count === 1 ? 'page' : 'pages'}</span
        ><br />
        <a href="${href}" target="_blank" rel="noopener"
          >Open ${copy === 'signed' ? 'the signed PDF' : 'the PDF'} in a new tab</a
        >
        <a href="${href}?download=1" download>Download</a>
        ${signer === undefined ? undefined : html`<div class="pages">${sketches(document, index, signer)}</div>`}
      </li>`;
    })}
  </ul>`;
}

function sketches(document: StoredDocument, index: number, signer: Signer): readonly Html[] {
  const fields = signer.fields.filter((field) => field.document === index);
  const wanted = document.pages
    .map((size, position) => ({ size, page: position + 1 }))
    .filter(({ page }) => fields.some((field) => field.allPages || field.page === page));
  return wanted.slice(0, SKETCHES).map(({ size: [width, height], page }) => {
    const here = fields.filter((field) => field.allPages || field.page === page);
    const count = here.length === 1 ? 'one field' : `${here.length} fields`;
    return html`<figure>
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Page ${page} with ${count} of yours">
        <rect class="sheet" x="0" y="0" width="${width}" height="${height}" />
        ${here.map(
          (field) =>
            html`<rect
              class="spot"
              x="${share(field.x, width)}"
              y="${share(field.y, height)}"
              width="${share(field.w, width)}"
              height="${share(field.h, height)}"
            />`,
        )}
      </svg>
      <figcaption>Page ${page}, ${Math.round(width)} × ${Math.round(height)} pt</figcaption>
    </figure>`;
  });
}

function share(percent: number, of: number): number {
  return Math.round(percent * of) / 100;
}

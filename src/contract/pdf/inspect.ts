import { malformedAnchorProblem, problem, sentence } from '../problems';
import type { FoundAnchor, PdfInspection, Problem } from '../types';
import type { PdfDocument } from './document';
import { findFeatures } from './features';
import { missingFonts } from './fontFacts';
import { FontBook, type Font } from './fonts';
import { interpretPage, isContentError } from './interpreter';
import { anchorsAmong } from './lines';
import { openPdf } from './open';
import type { Budget } from './operators';
import { pageBudget, pageByPage } from './pageByPage';
import type { PdfPage } from './pages';
import type { PlacedGlyph } from './placer';
import { damaged } from './structure';
import { PdfSyntaxError, Ref, type Value } from './values';

/** Other work gets its turn after so many bytes of content. */
const BREATHE = 512 * 1024;
/** Beyond this PDF itself (and most viewers) has no pages; points. */
const MAX_PAGE_SIDE = 14_400;

/** Reads a PDF and says what is in it and what is wrong with it. Never rejects: what nobody foresaw is a problem as well. */
export async function inspectPdf(bytes: Uint8Array): Promise<PdfInspection> {
  try {
    return await inspectOpened(bytes);
  } catch {
    return { pages: [], anchors: [], problems: [damaged()] };
  }
}

async function inspectOpened(bytes: Uint8Array): Promise<PdfInspection> {
  const { opened, problems } = openPdf(bytes);
  if (opened === undefined) return { pages: [], anchors: [], problems };
  const { doc, tree } = opened;
  const pages = tree.pages.map((page) => page.facts);
  if (doc.encrypted) return { pages, anchors: [], problems };
  let features: readonly Problem[];
  try {
    checkContents(doc, tree.pages);
    features = [
      ...(doc.misplaced() > 0 ? [MISPLACED] : []),
      ...findFeatures(doc, tree.pages),
      ...missingFonts(doc, tree.pages),
    ];
  } catch (error) {
    if (!isContentError(error)) throw error;
    features = [damaged()];
  }
  const text = await readAnchors(doc, tree.pages);
  return {
    pages,
    anchors: text.anchors,
    problems: [
      ...problems,
      ...features,
      ...guessedPages(tree.pages),
      ...oddSizes(tree.pages),
      ...text.problems,
    ],
  };
}

/** A page of which the content is not where it should be, or is gone, is no page; throws for it. */
function checkContents(doc: PdfDocument, pages: readonly PdfPage[]): void {
  const check = (value: Value): void => {
    if (doc.resolve(value) === null && value instanceof Ref) throw new PdfSyntaxError('content is missing');
  };
  for (const page of pages) {
    const contents = page.dict.raw('Contents');
    check(contents);
    for (const part of doc.array(contents) ?? []) check(part);
  }
}

const MISPLACED = problem(
  'warning',
  'pdf-misplaced-objects',
  sentence(
    'Some parts of the PDF are not where the file says they are. Most viewers repair that without a word.',
  ),
  sentence(
    'If jSign refuses the file, open it in a PDF viewer, save or print it as a new PDF, and send that.',
  ),
);

async function readAnchors(
  doc: PdfDocument,
  pages: readonly PdfPage[],
): Promise<{ readonly anchors: readonly FoundAnchor[]; readonly problems: readonly Problem[] }> {
  const fonts = new FontBook(doc);
  const anchors: FoundAnchor[] = [];
  const problems: Problem[] = [];
  await pageByPage(pages, BREATHE, (page, budget) => {
    let glyphs: readonly PlacedGlyph[] = [];
    try {
      if (hasBrackets(doc, fonts, page, budget)) glyphs = glyphsOf(doc, fonts, page);
    } catch (error) {
      if (!isContentError(error)) throw error;
      problems.push(unreadable(page.number));
    }
    const found = anchorsAmong(glyphs, page.number);
    anchors.push(...found.anchors);
    for (const { token, fault, box } of found.malformed)
      problems.push(malformedAnchorProblem(token, fault, { page: page.number, box }));
  });
  return { anchors, problems: merged(problems) };
}

/** Looks at a page's strings only: placing every character takes ten times as long, and few pages have anchors. */
function hasBrackets(doc: PdfDocument, fonts: FontBook, page: PdfPage, budget: Budget): boolean {
  let seen = 0;
  const string = (font: Font, bytes: Uint8Array): boolean => {
    seen += font.brackets(bytes);
    return false;
  };
  interpretPage(doc, fonts, page, { glyph: () => undefined, string }, budget);
  return seen > 1;
}

function glyphsOf(doc: PdfDocument, fonts: FontBook, page: PdfPage): readonly PlacedGlyph[] {
  const glyphs: PlacedGlyph[] = [];
  interpretPage(doc, fonts, page, { glyph: (glyph) => glyphs.push(glyph) }, pageBudget());
  return glyphs;
}

/** A long file whose text cannot be read says so once. */
function merged(problems: readonly Problem[]): readonly Problem[] {
  const unread = problems.filter((p) => p.code === 'pdf-text-unread');
  const [first] = unread;
  if (first === undefined || unread.length < 4) return problems;
  const rest = problems.filter((p) => p.code !== 'pdf-text-unread');
  const message = sentence(
    'The text of {0} pages could not be read, so anchors there were not looked for.',
    unread.length,
  );
  return [...rest, { ...first, message }];
}

function unreadable(page: number): Problem {
  return problem(
    'warning',
    'pdf-text-unread',
    sentence('The text of page {0} could not be read, so anchors there were not looked for.', page),
    sentence('If the document has anchors, save it as a new PDF; if not, place the fields in the composer.'),
    { page },
  );
}

/** Pages that each viewer may show in its own way: fields may land elsewhere than they were seen. */
function guessedPages(pages: readonly PdfPage[]): readonly Problem[] {
  const advice = sentence('Print the document to a new PDF and send that.');
  const size = pages.find(({ guessed }) => guessed.includes('size'));
  const turn = pages.find(({ guessed }) => guessed.includes('rotation'));
  return [
    ...(size === undefined
      ? []
      : [
          problem(
            'warning',
            'pdf-page-box',
            sentence(
              'Page {0} does not say how large it is, so viewers take US Letter or guess.',
              size.number,
            ),
            advice,
            { page: size.number },
          ),
        ]),
    ...(turn === undefined
      ? []
      : [
          problem(
            'warning',
            'pdf-page-rotation',
            sentence(
              'Page {0} is turned by an angle that is no quarter turn, so viewers differ.',
              turn.number,
            ),
            advice,
            { page: turn.number },
          ),
        ]),
  ];
}

function oddSizes(pages: readonly PdfPage[]): readonly Problem[] {
  const odd = pages.find(
    ({ facts }) =>
      Math.max(facts.width, facts.height) > MAX_PAGE_SIDE || Math.min(facts.width, facts.height) < 36,
  );
  if (odd === undefined) return [];
  const tiny = Math.min(odd.facts.width, odd.facts.height) < 36;
  return [
    problem(
      'warning',
      'pdf-page-size',
      tiny
        ? sentence('Page {0} is too small for a signature.', odd.number)
        : sentence('Page {0} is larger than a PDF page may be, so some viewers do not show it.', odd.number),
      sentence('Print the document to a new PDF with a usual paper size.'),
      { page: odd.number },
    ),
  ];
}

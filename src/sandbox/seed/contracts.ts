import { PAGE_HEIGHT, PAGE_WIDTH, writePdf, type WrittenRule, type WrittenText } from './pdfWriter';

/** A kind of contract that seeds are made of. */
export interface Contract {
  readonly title: string;
  readonly file: string;
  readonly categories: readonly string[];
  readonly clauses: readonly string[];
}

export const CONTRACTS: readonly [Contract, ...Contract[]] = [
  {
    title: 'Mutual NDA',
    file: 'mutual-nda.pdf',
    categories: ['NDA'],
    clauses: [
      'Each party keeps confidential what the other discloses and uses it only to assess the planned work.',
      'Information that is public, was known before, or must be disclosed by law is not confidential.',
      'The duties of this agreement last for three years after the last disclosure.',
    ],
  },
  {
    title: 'Statement of Work',
    file: 'statement-of-work.pdf',
    categories: ['Sales', 'SOW'],
    clauses: [
      'The supplier delivers the work described in the annex by the dates given there.',
      'The customer reviews each delivery within ten working days and says what is missing.',
      'The fee is due thirty days after the invoice that follows acceptance.',
    ],
  },
  {
    title: 'Data Processing Agreement',
    file: 'data-processing-agreement.pdf',
    categories: ['Privacy'],
    clauses: [
      'The processor handles personal data on documented instructions of the controller only.',
      'The processor names its subprocessors and announces changes thirty days ahead.',
      'A breach is reported without undue delay, at the latest within forty-eight hours.',
    ],
  },
  {
    title: 'Office Lease',
    file: 'office-lease.pdf',
    categories: ['Lease'],
    clauses: [
      'The landlord lets the rooms on the second floor to the tenant as an office.',
      'The rent is due on the third working day of each month.',
      'Either party may end the lease with six months notice to the end of a quarter.',
    ],
  },
  {
    title: 'Offer Letter',
    file: 'offer-letter.pdf',
    categories: ['HR'],
    clauses: [
      'We offer you the position of engineer, starting on the first of next month.',
      'The first six months are a trial period with two weeks notice on both sides.',
      'The offer stands for fourteen days.',
    ],
  },
  {
    title: 'Master Services Agreement',
    file: 'master-services-agreement.pdf',
    categories: ['Sales'],
    clauses: [
      'Each order under this agreement is a contract of its own.',
      'Liability is limited to the fees of the twelve months before the claim.',
      'The law of the place where the supplier has its seat applies.',
    ],
  },
];

const LEFT = 72;
/** Where the signature blocks begin, points from the top. */
const BLOCKS_TOP = 560;
const BLOCK_STEP = 76;

/** A place for a signature and its date, in percent of the page. */
export interface BlockPlace {
  readonly signature: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly date: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

export function blockPlace(index: number): BlockPlace {
  const top = BLOCKS_TOP + index * BLOCK_STEP;
  const box = (x: number, y: number, w: number, h: number): BlockPlace['date'] => ({
    x: percent(x, PAGE_WIDTH),
    y: percent(y, PAGE_HEIGHT),
    w: percent(w, PAGE_WIDTH),
    h: percent(h, PAGE_HEIGHT),
  });
  return { signature: box(LEFT, top, 200, 34), date: box(320, top + 10, 110, 24) };
}

function percent(value: number, of: number): number {
  return Math.round((value / of) * 10_000) / 100;
}

/** One page: title, clauses, and a labelled line per signer. */
export function writeContract(contract: Contract, signers: number): Buffer {
  const texts: WrittenText[] = [{ x: LEFT, y: 96, size: 20, bold: true, text: contract.title }];
  const rules: WrittenRule[] = [];
  let y = 140;
  for (const [index, clause] of contract.clauses.entries()) {
    texts.push({ x: LEFT, y, size: 11, bold: true, text: `${index + 1}.` });
    for (const line of wrap(clause, 78)) {
      texts.push({ x: LEFT + 22, y, size: 11, text: line });
      y += 16;
    }
    y += 8;
  }
  for (let index = 0; index < signers; index++) {
    const line = BLOCKS_TOP + index * BLOCK_STEP + 36;
    rules.push({ x: LEFT, y: line, width: 200 }, { x: 320, y: line, width: 110 });
    texts.push(
      { x: LEFT, y: line + 12, size: 8, text: `Signature ${index + 1}` },
      { x: 320, y: line + 12, size: 8, text: 'Date' },
    );
  }
  return writePdf([{ texts, rules }]);
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}

/** A tree row without VS Code: what the tests of a view look at. */
export interface Row {
  /** Stable over refreshes; unique in its view. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: { readonly name: string; readonly color?: string };
  /** Markdown, every text from outside escaped. */
  readonly tooltip?: string;
  /** Tags joined with `+`, matched by `when` clauses. */
  readonly context?: string;
  readonly children: 'none' | 'closed' | 'open';
  /** What a click runs. */
  readonly command?: { readonly id: string; readonly title: string };
  /** What a screen reader says, where label and description are not enough. */
  readonly spoken?: string;
}

/** Makes text from outside harmless inside Markdown: shown as written, never as a link, an image or markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@/]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Cuts a long name for a label; the tooltip has it whole. Control and direction characters are left out. */
export function shortText(text: string, most = 120): string {
  // A right-to-left override in a name would turn the rest of its row around.
  const clean = text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ').trim();
  const points = Array.from(clean);
  return points.length <= most ? clean : `${points.slice(0, most - 1).join('')}…`;
}

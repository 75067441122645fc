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

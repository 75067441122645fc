/** Says a sentence in the person's language. The implementation is `vscode.l10n.t`. */
export type Translate = (sentence: {
  readonly text: string;
  readonly args?: readonly (string | number)[];
}) => string;

/** Fills `{0}`-style places without translating: for tests and for programs without an editor. */
export const plain: Translate = ({ text, args = [] }) =>
  text.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));

import type { Editor } from './model/editor';
import type { Documents } from './panels/documents';
import type { Head } from './panels/head';
import type { Side } from './panels/side';
import type { ShownProblem } from './protocol';
import type { Stage } from './stage/stage';

export interface GuidePorts {
  readonly editor: Editor;
  readonly stage: Stage;
  readonly head: Head;
  readonly documents: Documents;
  readonly side: Side;
}

/** Takes the person to places. */
export class Guide {
  constructor(private readonly ports: GuidePorts) {}

  /** To what a problem is about; its code tells what of a signer that is, and may be empty. */
  goTo({ fieldId, signerId, option, documentId, page }: ShownProblem['where'], code: string): void {
    const { editor, stage, head, documents, side } = this.ports;
    const { composition } = editor;
    const has = (list: readonly { readonly id: string }[], id: string) => list.some((each) => each.id === id);
    if (fieldId !== undefined && has(composition.fields, fieldId)) stage.reveal(fieldId);
    else if (option === 'name') head.focusTitle();
    else if (option !== undefined) side.focusOption(option);
    else if (signerId !== undefined && has(composition.signers, signerId)) {
      editor.setSigner(signerId);
      side.focusSigner(signerId, code);
    } else if (documentId !== undefined && has(composition.documents, documentId)) {
      stage.goTo(documentId, page ?? 1);
      stage.focus();
    } else if (composition.documents.length === 0) documents.focus();
    else if (composition.signers.length === 0) side.signers.focus();
    else documents.focus();
  }

  /** To what one types next in an envelope that has just been begun. */
  begin(): void {
    const { editor, stage, head, documents, side } = this.ports;
    if (editor.composition.name === '') head.focusTitle();
    else if (editor.composition.documents.length === 0) documents.focus();
    else if (side.signers.missing) side.signers.focusMissing();
    else stage.focus();
  }
}

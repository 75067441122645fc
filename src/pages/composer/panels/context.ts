import type { Editor } from '../model/editor';
import type { SignerLook } from '../model/signerLook';
import type { ComposerFacts, KnownPerson, PageMessage } from '../protocol';
import type { ComposerStrings } from '../strings';

/** What every panel works with. */
export interface ComposerContext {
  readonly editor: Editor;
  readonly strings: ComposerStrings;
  readonly facts: ComposerFacts;
  readonly newId: () => string;
  /** Tells the extension, which knows of everything before. */
  readonly say: (message: PageMessage) => void;
  /** Reads something to people who do not see the page. */
  readonly announce: (text: string) => void;
  readonly people: () => readonly KnownPerson[];
  readonly categories: () => readonly string[];
  readonly look: (signerId: string) => SignerLook;
}

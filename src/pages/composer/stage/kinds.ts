import type { KindNames } from '../model/announce';
import type { StageStrings } from './strings';

export function kindNames(strings: StageStrings): KindNames {
  return {
    signature: strings.kindSignature,
    initials: strings.kindInitials,
    date: strings.kindDate,
    text: strings.kindText,
    textArea: strings.kindTextArea,
    checkbox: strings.kindCheckbox,
    dropdown: strings.kindDropdown,
  };
}

import type { ComposedOptions } from '../composition';
import { patched } from './change';
import type { Edit } from './editor';

export function setName(name: string): Edit {
  return (composition) => patched(composition, { name }, []);
}

export function setDescription(description: string): Edit {
  return (composition) => patched(composition, { description }, []);
}

/** Each once, as it comes first. */
export function setCategories(categories: readonly string[]): Edit {
  const wanted = [...new Set(categories)];
  return (composition) => {
    const { categories: before } = composition;
    const same = before.length === wanted.length && wanted.every((name, index) => name === before[index]);
    return same ? composition : { ...composition, categories: wanted };
  };
}

/** `undefined` takes away what may be missing. The flow, which numbers the signers, has `setFlow`. */
export type OptionsPatch = {
  readonly [K in Exclude<keyof ComposedOptions, 'flow'>]?: ComposedOptions[K] | undefined;
};

export function setOptions(patch: OptionsPatch): Edit {
  const { expiresInDays, reminderDays } = patch;
  const known = {
    ...patch,
    ...('expiresInDays' in patch && { expiresInDays: numeric(expiresInDays) }),
    ...('reminderDays' in patch && { reminderDays: numeric(reminderDays) }),
  };
  return (composition) => {
    const options = patched(composition.options, known, [
      'reminderDays',
      'qrCode',
      'removeAfterSigning',
      'captureLocation',
    ]);
    return options === composition.options ? composition : { ...composition, options };
  };
}

/** An emptied number field says nothing. */
function numeric(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

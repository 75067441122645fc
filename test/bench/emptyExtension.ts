import { type Packaged, packageOnTheSpot } from './packaging';

/** As VS Code lists it. */
export const EMPTY_NAME = 'Empty extension of the bench';

/** An extension that does nothing at the same moment as ours. */
export function emptyExtension(): Packaged {
  return packageOnTheSpot({
    name: 'empty',
    displayName: EMPTY_NAME,
    main: () => 'exports.activate = () => undefined;\n',
  });
}

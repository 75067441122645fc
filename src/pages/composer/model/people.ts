/** Edits of who signs, who watches and in which order. Ids that do not exist are ignored; what changes nothing gives the same object. */
import type { ComposedObserver, ComposedSigner, Composition, Flow } from '../composition';
import { movedWithin, patched } from './change';
import type { Edit } from './editor';

export { colourOf, initialOf } from './signerLook';

type Signers = readonly ComposedSigner[];

/** Adds one at the end of the list: last in Sequential, at the same time as all in Parallel, where their `order` says in Hybrid. */
export function addSigner(signer: ComposedSigner): Edit {
  return (composition) => {
    const { signers, options } = composition;
    if (signers.some(({ id }) => id === signer.id)) return composition;
    return withSigners(composition, numbered([...signers, signer], options.flow));
  };
}

/** `undefined` or an empty text takes role, country code, phone or note away. The order has functions of its own. */
export type SignerPatch = {
  readonly [K in Exclude<keyof ComposedSigner, 'id' | 'order'>]?: ComposedSigner[K] | undefined;
};

export function updateSigner(id: string, patch: SignerPatch): Edit {
  const { role, phoneNumber, note, countryCode } = patch;
  const cleaned = {
    ...patch,
    ...('role' in patch && { role: role === '' ? undefined : role }),
    ...('phoneNumber' in patch && { phoneNumber: phoneNumber === '' ? undefined : phoneNumber }),
    ...('note' in patch && { note: note === '' ? undefined : note }),
    ...('countryCode' in patch && { countryCode: Number.isFinite(countryCode) ? countryCode : undefined }),
  };
  return (composition) =>
    withSigners(
      composition,
      mapped(composition.signers, (signer) =>
        signer.id === id ? patched(signer, cleaned, ['role', 'countryCode', 'phoneNumber', 'note']) : signer,
      ),
    );
}

/** With their fields; those who come later move up. */
export function removeSigner(id: string): Edit {
  return (composition) => {
    const rest = composition.signers.filter((signer) => signer.id !== id);
    if (rest.length === composition.signers.length) return composition;
    const without = withSigners(composition, numbered(rest, composition.options.flow));
    const fields = without.fields.filter(({ signerId }) => signerId !== id);
    return fields.length === without.fields.length ? without : { ...without, fields };
  };
}

/** To a place in the list, from 0. In Sequential the list is the order. */
export function moveSigner(id: string, toIndex: number): Edit {
  return (composition) => {
    const { signers, options } = composition;
    const from = signers.findIndex((signer) => signer.id === id);
    const moved = movedWithin(signers, from, toIndex);
    return moved === signers ? composition : withSigners(composition, numbered(moved, options.flow));
  };
}

/**
 * When somebody signs in Hybrid: with whom has this number, or between two with a number between theirs (1.5). Numbers are
 * closed up to 1, 2, … afterwards. In the other flows it does nothing.
 */
export function setOrder(id: string, order: number): Edit {
  return (composition) => {
    const { signers, options } = composition;
    if (options.flow !== 'Hybrid' || !Number.isFinite(order)) return composition;
    const wanted = signers.map((signer) => (signer.id === id ? order : signer.order));
    return withSigners(composition, withOrders(signers, closedUp(wanted)));
  };
}

/**
 * In Parallel all sign first; in Sequential one after the other as they stand in the list, which is brought into the order
 * that was; Hybrid begins with the order that was.
 */
export function setFlow(flow: Flow): Edit {
  return (composition) => {
    if (composition.options.flow === flow) return composition;
    const inOrder = flow === 'Sequential' ? sortedByOrder(composition.signers) : composition.signers;
    const changed = { ...composition, options: { ...composition.options, flow } };
    return withSigners(changed, numbered(inOrder, flow));
  };
}

/** Who signs at the same time, group by group in the order of signing. */
export function orderGroups({ signers, options }: Composition): readonly Signers[] {
  if (options.flow === 'Parallel') return signers.length === 0 ? [] : [signers];
  const groups = new Map<number, ComposedSigner[]>();
  for (const signer of sortedByOrder(signers)) {
    const group = groups.get(signer.order);
    if (group) group.push(signer);
    else groups.set(signer.order, [signer]);
  }
  return [...groups.values()];
}

export function addObserver(observer: ComposedObserver): Edit {
  return (composition) => ({ ...composition, observers: [...composition.observers, observer] });
}

export function updateObserver(index: number, patch: Partial<ComposedObserver>): Edit {
  return (composition) => {
    const observers = mapped(composition.observers, (observer, at) =>
      at === index ? patched(observer, patch, []) : observer,
    );
    return observers === composition.observers ? composition : { ...composition, observers };
  };
}

export function removeObserver(index: number): Edit {
  return (composition) => {
    const observers = composition.observers.filter((_, at) => at !== index);
    return observers.length === composition.observers.length ? composition : { ...composition, observers };
  };
}

function sortedByOrder(signers: Signers): Signers {
  return [...signers].sort((one, other) => one.order - other.order);
}

/** The numbers that the flow asks for, without gaps. */
function numbered(signers: Signers, flow: Flow): Signers {
  switch (flow) {
    case 'Parallel':
      return withOrders(
        signers,
        signers.map(() => 1),
      );
    case 'Sequential':
      return withOrders(
        signers,
        signers.map((_, index) => index + 1),
      );
    case 'Hybrid':
      return withOrders(signers, closedUp(signers.map(({ order }) => order)));
  }
}

/** The same sequence in numbers from 1 without gaps. */
function closedUp(orders: readonly number[]): readonly number[] {
  const places = [...new Set(orders)].sort((one, other) => one - other);
  return orders.map((order) => places.indexOf(order) + 1);
}

function withOrders(signers: Signers, orders: readonly number[]): Signers {
  return mapped(signers, (signer, index) => patched(signer, { order: orders[index] }, []));
}

function withSigners(composition: Composition, signers: Signers): Composition {
  return signers === composition.signers ? composition : { ...composition, signers };
}

function mapped<T>(list: readonly T[], change: (element: T, index: number) => T): readonly T[] {
  const after = list.map(change);
  return after.every((element, index) => element === list[index]) ? list : after;
}

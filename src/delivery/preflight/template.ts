import type { Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { calledAs } from './lacking';
import { groupsOfSame, problem } from './problem';

/** Signer titles: nothing else of a template is known here. */
export function templateProblems(draft: Draft): readonly Problem[] {
  if (draft.template === undefined) return [];
  const { name } = draft.template;
  const without = draft.signers
    .filter(({ role = '' }) => role === '')
    .map((signer) =>
      problem(
        'error',
        'signer-without-title',
        ['{0} has no signer title of the template {1}.', calledAs(signer, draft), name],
        {
          signerId: signer.id,
        },
      ),
    );
  const titled = draft.signers.filter(({ role = '' }) => role !== '');
  const same = groupsOfSame(titled, ({ role = '' }) => role).map((group) =>
    problem('error', 'same-title', ['{0} people sign as {1}.', group.length, group[0].role ?? ''], {
      signerId: group.at(-1)?.id ?? group[0].id,
    }),
  );
  return [...without, ...same];
}

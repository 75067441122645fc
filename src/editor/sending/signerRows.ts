import type { PickItem } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { SigningPerson } from './answers';
import { emailProblem, nameProblem, parsePeople, sameEmail, type Typed } from './people';
import type { Person } from './ports';
import { shown } from '../platform/foreignText';
import { peopleCount } from './words';

/** What a row of the signers' picker means. */
export type Choice =
  | { readonly do: 'add'; readonly people: readonly Person[] }
  | { readonly do: 'ask'; readonly typed: Typed }
  | { readonly do: 'edit'; readonly id: string }
  /** Not to be taken as it is: asks on. */
  | { readonly do: 'again' }
  | { readonly do: 'done' };

/** The rows of the pickers that ask who signs, and what may be added. */
export class SignerRows {
  constructor(
    private readonly t: Translate,
    private readonly me: Person,
    private readonly past: readonly Person[],
  ) {}

  for(people: readonly SigningPerson[]): PickItem<Choice>[] {
    if (people.length === 0) return [...this.offers([])];
    return [
      {
        label: this.t({ text: 'Done' }),
        description: this.t({ text: '{0} will sign', args: [peopleCount(people.length, this.t)] }),
        icon: 'check',
        picked: true,
        value: { do: 'done' },
      },
      separator(this.t({ text: 'Signers' })),
      ...people.map((person) => ({
        ...this.personRow(person, 'person-filled'),
        detail: this.t({ text: 'Choose to correct or remove' }),
        value: { do: 'edit', id: person.id } as const,
      })),
      ...this.offers(people),
    ];
  }

  /** Me first, then people of recent envelopes; nobody who is there already. */
  *offers(there: readonly Person[]): Iterable<PickItem<Choice>> {
    const isThere = ({ email }: Person) => there.some((person) => sameEmail(person.email, email));
    if (!isThere(this.me)) {
      yield separator(this.t({ text: 'You' }));
      yield this.personRow(this.me, 'account');
    }
    const others = this.past.filter((person) => !isThere(person) && !sameEmail(person.email, this.me.email));
    if (others.length > 0) yield separator(this.t({ text: 'From recent envelopes' }));
    for (const person of others) yield this.personRow(person, 'person');
  }

  personRow(person: Person, icon: string): PickItem<Choice> {
    return {
      label: shown(person.name),
      description: shown(person.email),
      icon,
      value: { do: 'add', people: [person] },
    };
  }

  /** The row for what is typed. A part of somebody who is offered makes none: the picker filters to that person. */
  fromText(text: string, there: readonly Person[], several: boolean): PickItem<Choice> | undefined {
    const typed = parsePeople(text);
    const [first] = typed;
    if (!first) return undefined;
    if (
      typed.length > 1 &&
      several &&
      typed.every((person) => this.isGood(person, there)) &&
      allDiffer(typed)
    ) {
      const names = typed.map((person) => shown(person.name, 30)).join(', ');
      return {
        label: this.t({ text: 'Add {0}', args: [peopleCount(typed.length, this.t)] }),
        description: names,
        icon: 'add',
        value: { do: 'add', people: typed },
      };
    }
    if (typed.length === 1) {
      if (this.isGood(first, there)) {
        return {
          label: this.t({ text: 'Add {0}', args: [shown(first.name)] }),
          description: shown(first.email),
          icon: 'add',
          value: { do: 'add', people: [first] },
        };
      }
      const needle = text.trim().toLowerCase();
      const offered = [...there, this.me, ...this.past];
      if (offered.some(({ name, email }) => `${name} ${email}`.toLowerCase().includes(needle)))
        return undefined;
    }
    if (typed.length > 1) {
      return {
        label: shown(text),
        description: several
          ? this.t({
              text: 'each of them needs a name and an address of their own: Ada Example <ada@example.org>',
            })
          : this.t({ text: 'only one person fits here' }),
        icon: 'info',
        value: { do: 'again' },
      };
    }
    return {
      label: this.t({ text: 'Add {0}', args: [shown(text)] }),
      description: this.t({ text: 'what is missing is asked next' }),
      icon: 'add',
      value: { do: 'ask', typed: first },
    };
  }

  isGood(person: Typed, there: readonly Person[]): boolean {
    return nameProblem(person.name) === undefined && this.emailTrouble(person.email, there) === undefined;
  }

  emailTrouble(email: string, there: readonly Person[]): string | undefined {
    const problem = emailProblem(email);
    if (problem) return this.t(problem);
    const known = there.find((person) => sameEmail(person.email, email));
    return known
      ? this.t({
          text: '{0} has this address already. Each person needs an address of their own.',
          args: [shown(known.name)],
        })
      : undefined;
  }
}

function separator(label: string): PickItem<Choice> {
  return { label, separator: true, value: { do: 'again' } };
}

function allDiffer(people: readonly Person[]): boolean {
  return new Set(people.map(({ email }) => email.toLowerCase())).size === people.length;
}

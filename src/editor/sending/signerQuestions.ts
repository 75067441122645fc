import {
  answer,
  BACK,
  CANCEL,
  type Answer,
  type PickItem,
  type Prompts,
  type StepInfo,
} from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { Answers, SigningPerson } from './answers';
import { cleanName, formatPerson, nameProblem, parsePeople, type Typed } from './people';
import type { Person } from './ports';
import { SignerRows, type Choice } from './signerRows';
import { shown } from '../platform/foreignText';

type Place = Required<Omit<StepInfo, 'title'>>;
export interface SignerQuestionPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly newId: () => string;
}

/** Asks who signs: person by person, or role by role where the documents name roles. */
export class SignerQuestions {
  private readonly t: Translate;
  private readonly rows: SignerRows;

  constructor(
    private readonly ports: SignerQuestionPorts,
    private readonly title: string,
    me: Person,
    past: readonly Person[],
    private readonly roles: readonly string[],
    /** Who stands there already is to be gone through: the first question begins with the first role. */
    private throughAll = false,
  ) {
    this.t = ports.translate;
    this.rows = new SignerRows(this.t, me, past);
  }

  async ask(said: Answers, place: Place): Promise<Answer<Answers>> {
    return this.roles.length > 0 ? this.askRoles(said, place) : this.askPeople(said, place);
  }

  private async askRoles(said: Answers, place: Place): Promise<Answer<Answers>> {
    said.people = said.people.filter(({ role }) => role !== undefined && this.roles.includes(role));
    const open = this.roles.findIndex((role) => !said.people.some((person) => person.role === role));
    let index = open < 0 ? (this.throughAll ? 0 : this.roles.length - 1) : open;
    this.throughAll = false;
    for (;;) {
      const role = this.roles[index];
      if (role === undefined) return answer(said);
      const before = said.people.find((person) => person.role === role);
      const others = said.people.filter((person) => person.role !== role);
      const chosen = await this.askOne(role, before, others, place);
      if (chosen.kind === 'cancel') return CANCEL;
      if (chosen.kind === 'back') {
        if (index === 0) return BACK;
        index -= 1;
        continue;
      }
      const person: SigningPerson = { ...chosen.value, id: before?.id ?? this.ports.newId(), role };
      // Somebody who is put in the place of another stands where that one stood.
      said.people = before
        ? said.people.map((known) => (known === before ? person : known))
        : [...said.people, person];
      index += 1;
    }
  }

  private async askOne(
    role: string,
    before: Person | undefined,
    others: readonly Person[],
    place: Place,
  ): Promise<Answer<Person>> {
    const rows: PickItem<Choice>[] = before
      ? [{ ...this.rows.personRow(before, 'check'), picked: true }, ...this.rows.offers([...others, before])]
      : [...this.rows.offers(others)];
    for (;;) {
      const chosen = await this.ports.prompts.pick<Choice>({
        ...place,
        title: this.title,
        canGoBack: true,
        placeholder: this.t({
          text: 'Who signs as {0}? Type a name and an e-mail address',
          args: [shown(role, 40)],
        }),
        items: rows,
        fromText: (text) => this.rows.fromText(text, others, false),
      });
      if (chosen.kind !== 'value') return chosen;
      const people = await this.peopleFor(chosen.value, others, place);
      if (people.kind === 'cancel') return CANCEL;
      const [person] = people.kind === 'value' ? people.value : [];
      if (person) return answer(person);
    }
  }

  private async askPeople(said: Answers, place: Place): Promise<Answer<Answers>> {
    said.people = said.people.map(({ id, name, email }) => ({ id, name, email }));
    for (;;) {
      const chosen = await this.ports.prompts.pick<Choice>({
        ...place,
        title: this.title,
        placeholder:
          said.people.length === 0
            ? this.t({ text: 'Who signs? Type a name and an e-mail address' })
            : this.t({ text: 'Who else signs? Type a name and an e-mail address' }),
        items: this.rows.for(said.people),
        fromText: (text) => this.rows.fromText(text, said.people, true),
      });
      if (chosen.kind !== 'value') return chosen;
      if (chosen.value.do === 'done') return answer(said);
      if (chosen.value.do === 'edit') {
        if ((await this.edit(said, chosen.value.id, place)).kind === 'cancel') return CANCEL;
        continue;
      }
      const people = await this.peopleFor(chosen.value, said.people, place);
      if (people.kind === 'cancel') return CANCEL;
      if (people.kind === 'back') continue;
      said.people = [
        ...said.people,
        ...people.value.map((person) => ({ ...person, id: this.ports.newId() })),
      ];
    }
  }

  private async peopleFor(
    choice: Choice,
    there: readonly Person[],
    place: Place,
  ): Promise<Answer<readonly Person[]>> {
    if (choice.do === 'add' && choice.people.every((person) => this.rows.isGood(person, there)))
      return answer(choice.people);
    if (choice.do !== 'add' && choice.do !== 'ask') return BACK;
    // Also where the service gave somebody without a name: what is missing is asked.
    const typed = choice.do === 'ask' ? choice.typed : (choice.people[0] ?? { name: '', email: '' });
    const person = await this.askPerson(typed, there, place);
    return person.kind === 'value' ? answer([person.value]) : person;
  }

  /** Name, then address, each only where it is missing or wrong. */
  private async askPerson(typed: Typed, there: readonly Person[], place: Place): Promise<Answer<Person>> {
    let { name, email } = typed;
    for (;;) {
      if (nameProblem(name) !== undefined) {
        const asked = await this.ports.prompts.input({
          ...place,
          title: this.title,
          canGoBack: true,
          prompt:
            email === ''
              ? this.t({ text: 'Name of the person who signs' })
              : this.t({ text: 'Name of the person who signs with {0}', args: [shown(email)] }),
          placeholder: 'Ada Example',
          value: name,
          validate: (text) => this.said(nameProblem(text)),
        });
        if (asked.kind !== 'value') return asked;
        name = cleanName(asked.value);
      }
      if (this.rows.emailTrouble(email, there) === undefined) return answer({ name, email: email.trim() });
      const asked = await this.ports.prompts.input({
        ...place,
        title: this.title,
        canGoBack: true,
        prompt: this.t({ text: 'E-mail address of {0}', args: [shown(name)] }),
        placeholder: 'ada@example.org',
        value: email,
        validate: (text) => this.rows.emailTrouble(text, there),
      });
      if (asked.kind !== 'value') return asked;
      email = asked.value.trim();
    }
  }

  /** Corrects or removes somebody who was added. */
  private async edit(said: Answers, id: string, place: Place): Promise<Answer<undefined>> {
    const person = said.people.find((known) => known.id === id);
    if (!person) return BACK;
    const others = said.people.filter((known) => known !== person);
    const chosen = await this.ports.prompts.pick<'correct' | 'remove'>({
      ...place,
      title: this.title,
      canGoBack: true,
      placeholder: shown(formatPerson(person), 120),
      items: [
        { label: this.t({ text: 'Correct Name or Address' }), icon: 'edit', value: 'correct' },
        { label: this.t({ text: 'Remove' }), icon: 'remove', value: 'remove' },
      ],
    });
    if (chosen.kind !== 'value') return chosen;
    if (chosen.value === 'remove') {
      said.people = others;
      return BACK;
    }
    const asked = await this.ports.prompts.input({
      ...place,
      title: this.title,
      canGoBack: true,
      prompt: this.t({ text: 'Name and e-mail address' }),
      placeholder: 'Ada Example <ada@example.org>',
      value: formatPerson(person),
      validate: (text) => this.personTrouble(text, others),
    });
    if (asked.kind !== 'value') return asked;
    const [typed] = parsePeople(asked.value);
    if (typed) said.people = said.people.map((known) => (known === person ? { ...known, ...typed } : known));
    return BACK;
  }

  private personTrouble(text: string, others: readonly Person[]): string | undefined {
    const [typed, ...more] = parsePeople(text);
    if (!typed || more.length > 0) return this.t({ text: 'Type one person: Ada Example <ada@example.org>' });
    return this.said(nameProblem(typed.name)) ?? this.rows.emailTrouble(typed.email, others);
  }

  private said(problem: ReturnType<typeof nameProblem>): string | undefined {
    return problem ? this.t(problem) : undefined;
  }
}

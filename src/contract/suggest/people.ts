import type { SuggestedSigner } from '../types';
import { plainWords } from './words';

const HONORIFICS = new Set(
  'dr prof professor mr mrs ms miss herr frau mme mlle m sr sra dipl ing mag'.split(' '),
);
/** A longer text that has a name in it is a sentence about the person. */
const MOST_WORDS = 10;
const MOST_WORDS_WITH_ROLE = 6;
/** Words that may stand between first and last name. */
const BETWEEN = 2;

interface Person {
  readonly id: string;
  readonly name: readonly string[];
  readonly role: readonly string[];
}

/** Knows the signers by their names and roles. */
export class People {
  readonly #people: readonly Person[];

  constructor(signers: readonly SuggestedSigner[]) {
    this.#people = signers.map(({ id, name, role }) => ({
      id,
      name: list(name).filter((word) => !HONORIFICS.has(word)),
      role: list(role ?? ''),
    }));
  }

  /** Whom a short text names, by name before role; nobody where it could be two. */
  namedIn(text: string): string | undefined {
    const words = list(text);
    if (words.length === 0 || words.length > MOST_WORDS) return undefined;
    const byName = this.#people.filter(({ name }) => hasName(words, name));
    if (byName.length > 0) return only(byName);
    if (words.length > MOST_WORDS_WITH_ROLE) return undefined;
    return only(this.#people.filter(({ role }) => hasRole(words, role)));
  }

  /** Whose name this is, and nothing else but perhaps a title. */
  nameAlone(text: string): string | undefined {
    const words = list(text).filter((word) => !HONORIFICS.has(word));
    return only(this.#people.filter(({ name }) => words.length <= name.length + 1 && hasName(words, name)));
  }
}

function list(text: string): readonly string[] {
  const plain = plainWords(text);
  return plain === '' ? [] : plain.split(' ');
}

function only(people: readonly Person[]): string | undefined {
  return people.length === 1 ? people[0]?.id : undefined;
}

/** First name before last name with at most a few words between, or the other way round. */
function hasName(words: readonly string[], name: readonly string[]): boolean {
  const [first] = name;
  const last = name.at(-1);
  if (first === undefined || last === undefined) return false;
  if (name.length === 1) return first.length > 2 && words.includes(first);
  const near = (a: string, b: string, most: number): boolean =>
    words.some((word, at) => word === a && words.slice(at + 1, at + 2 + most).includes(b));
  return near(first, last, BETWEEN + name.length - 2) || near(last, first, 0);
}

function hasRole(words: readonly string[], role: readonly string[]): boolean {
  const [first] = role;
  if (first === undefined) return false;
  // Roles such as `us` or `a` are words of every sentence.
  if (role.join('').length < 3) return words.join(' ') === role.join(' ');
  return words.some((_, at) => role.every((word, i) => words[at + i] === word));
}

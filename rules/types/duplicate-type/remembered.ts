import type { DefinitionFact } from 'compliance-linter';
import type { Definition } from './definition.js';
import type { Names } from './names.js';

type Question<Answer> = (definition: Definition, names: Names) => Answer;

interface Known<Answer> {
  readonly path: string;
  readonly answer: Answer;
}

/** The same question, which remembers its answers as long as the names are in use. */
export function remembered<Answer>(ask: Question<Answer>): Question<Answer> {
  const memory = new WeakMap<Names, Map<DefinitionFact, Known<Answer>>>();
  return (definition, names) => {
    let known = memory.get(names);
    if (known === undefined) memory.set(names, (known = new Map<DefinitionFact, Known<Answer>>()));
    const { path, fact } = definition;
    const found = known.get(fact);
    // Files of equal content may share their facts.
    if (found?.path === path) return found.answer;
    const answer = ask(definition, names);
    known.set(fact, { path, answer });
    return answer;
  };
}

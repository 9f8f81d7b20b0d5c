/** A place where a name gets a value or a type: an assignment, an annotation, a loop, a keyword argument. */
export interface Binding {
  readonly start: number;
  /** It is an attribute of something: `self.orders = …`. */
  readonly isMember: boolean;
  /** The beginning of the annotated type as written; empty if there is none. */
  readonly type: string;
  /** The beginning of the value as written, of a loop what it runs over; empty if there is none. */
  readonly value: string;
}

/** Where each name of a text is bound. Found in the text alone: a superset, with what only looks like a binding. */
export type Bindings = ReadonlyMap<string, readonly Binding[]>;

const NAME = '(?<![\\w$])([A-Za-z_$][\\w$]{0,80})(?![\\w$])';
const ASSIGNED = new RegExp(
  `${NAME}\\s{0,9}(?::[^=\\n;]{1,120})?(?<![=!<>])=(?![=>])\\s{0,99}(?=([^\\n;]{0,160}))`,
  'g',
);
const TYPED = new RegExp(`${NAME}[?!]?\\s{0,9}:\\s{0,9}(?=([\\w"'(][^=\\n;,){]{0,120}))`, 'g');
const LOOP =
  /\bfor\s{1,9}\(?(?:(?:const|let|var)\s{1,9})?(?:[\w$]{1,80}\s{0,9},\s{0,9}\(?){0,4}([A-Za-z_$][\w$]{0,80})\)?\s{1,9}(?:in|of)\s{1,9}(?=([^\n:]{1,160}))/g;
const ENTERED =
  /(?:\bwith\s{1,9}\(?|,\s{1,40})([\w$.]{1,100}\([^\n:]{0,100}?)\s{1,9}as\s{1,9}([A-Za-z_$][\w$]{0,80})\b/g;

export function findBindings(text: string): Bindings {
  const bindings = new Map<string, Binding[]>();
  const add = (name: string, binding: Binding) => {
    const known = bindings.get(name);
    if (known === undefined) bindings.set(name, [binding]);
    else known.push(binding);
  };
  for (const match of text.matchAll(ASSIGNED))
    add(match[1] ?? '', { ...placeOf(match, text), type: '', value: match[2] ?? '' });
  for (const match of text.matchAll(TYPED))
    add(match[1] ?? '', { ...placeOf(match, text), type: match[2] ?? '', value: '' });
  for (const match of text.matchAll(LOOP))
    add(match[1] ?? '', { ...placeOf(match, text), type: '', value: match[2] ?? '' });
  for (const match of text.matchAll(ENTERED))
    add(match[2] ?? '', { start: match.index, isMember: false, type: '', value: match[1] ?? '' });
  return bindings;
}

function placeOf(match: RegExpExecArray, text: string): Pick<Binding, 'start' | 'isMember'> {
  return { start: match.index, isMember: /[.#]/.test(text[match.index - 1] ?? '') };
}

/** The dotted name that a value begins with: what is called, constructed or meant. */
export function headOfValue(value: string): string {
  return /^(?:(?:await|new)\s+)*([\w$.]+)/.exec(value)?.[1] ?? '';
}

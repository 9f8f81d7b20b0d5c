import type { DefinitionFact } from 'compliance-linter';
import { type Candidate, type Definition, MAX_BASES } from './definition.js';
import { headOf, isBody, isColumn } from './expressions.js';
import { remembered } from './remembered.js';
import { renderType } from './type-text.js';
import type { Names } from './names.js';

export const EXCEPTION = 'exception';
const ENUMERATION = 'enum';

/** Families by the last segment of a base's name. */
const FAMILY_BY_BASE: readonly (readonly [RegExp, string])[] = [
  [/(?:Exception|Error|Warning)$|^(?:SystemExit|KeyboardInterrupt)$/, EXCEPTION],
  [/^(?:BaseModel|RootModel|GenericModel|BaseSettings|SQLModel)$/, 'pydantic'],
  [/^TypedDict$/, 'typed-dict'],
  [/^(?:NamedTuple|namedtuple)$/, 'named-tuple'],
  [/^(?:\w*Enum|Flag|IntFlag|\w*Choices)$/, ENUMERATION],
  [/^(?:Protocol|ABC|ABCMeta)$/, 'protocol'],
  [/^(?:DeclarativeBase\w*|Model|Document|EmbeddedDocument|MappedAsDataclass)$/, 'orm'],
  [/Serializer$/, 'serializer'],
  [/Form(?:Set)?$/, 'form'],
  [/(?:Admin|Inline)$/, 'admin'],
  [/^(?:\w*AutoSchema|Schema)$/, 'marshmallow'],
];
const DATACLASS = /^(?:[\w.]*\.)?(?:dataclass|attrs|attributes|s|define|frozen|mutable)$/;

export function isEnumeration({ fact, family }: Candidate): boolean {
  return fact.kind === 'enum' || family === ENUMERATION;
}

/** Types that are erased have one family; a class is told by its decorators, its fields and all its bases. */
export function familyOf(definition: Definition, names: Names): string {
  return definition.fact.kind === 'class' ? familyOfClass(definition, names) : 'type';
}

const familyOfClass = remembered((definition, names): string => {
  const { fact, path } = definition;
  const lineage: Lineage = { classes: new Set(), roots: [] };
  addLineage(definition, { lineage, names, depth: MAX_BASES });
  return path.endsWith('.py') ? pythonFamily(fact, lineage) : typescriptFamily(fact, lineage.roots);
});

function pythonFamily(fact: DefinitionFact, { classes, roots }: Lineage): string {
  if ([...classes].some(isTable)) return 'orm';
  for (const [pattern, family] of FAMILY_BY_BASE) if (roots.some((root) => pattern.test(root))) return family;
  const decorators = [...classes].flatMap((ancestor) => ancestor.decorators ?? []);
  if (decorators.some((decorator) => DATACLASS.test(decorator))) return 'dataclass';
  const [decorator] = fact.decorators ?? [];
  return decorator ?? roots.find((root) => !/^(?:object|str|int)$/.test(root)) ?? 'plain';
}

function isTable({ members, keywords = [] }: DefinitionFact): boolean {
  if (keywords.includes('table=True')) return true;
  return members.some(({ name, type }) => name === '__tablename__' || isColumn(type));
}

/** A class of nothing but fields compares with interfaces; others with those of the same decorator and base. */
function typescriptFamily(fact: DefinitionFact, roots: readonly string[]): string {
  if (roots.some((root) => /(?:Exception|Error)$/.test(root))) return EXCEPTION;
  const [decorator] = fact.decorators ?? [];
  if (decorator !== undefined) return `@${decorator}`;
  return fact.members.some(({ type }) => isBody(type)) ? `class ${roots[0] ?? ''}` : 'type';
}

interface Lineage {
  /** The class and the classes of the project that it extends. */
  readonly classes: Set<DefinitionFact>;
  /** The last segments of the names of all other bases. */
  readonly roots: string[];
}

function addLineage({ path, fact }: Definition, search: { lineage: Lineage; names: Names; depth: number }): void {
  const { lineage, names, depth } = search;
  if (lineage.classes.has(fact)) return;
  lineage.classes.add(fact);
  if (fact.keywords?.includes('metaclass=ABCMeta') === true) lineage.roots.push('ABC');
  for (const base of fact.bases) {
    const name = headOf(base);
    const definition = names.definition(path, name);
    if (definition !== undefined && depth > 0) addLineage(definition, { ...search, depth: depth - 1 });
    else lineage.roots.push((name ?? renderType(base, 'python')).replace(/^.*\./, ''));
  }
}

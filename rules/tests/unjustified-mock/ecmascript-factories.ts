import { ecmascriptString, withoutAssertions, type SyntaxNode } from 'compliance-linter';

/**
 * The exports that stand in for a module's own, as a mock's factory gives them; undefined if the factory does not say, or
 * gives none, so that nothing of the module is left. Empty if all that it gives are the module's own.
 */
export function factoryNames(factory: SyntaxNode | undefined): readonly string[] | undefined {
  const given = factory === undefined ? undefined : givenObject(factory);
  if (given?.type !== 'object') return undefined;
  const names: string[] = [];
  let isPartial = false;
  for (const part of given.namedChildren) {
    if (part.type === 'comment') continue;
    if (part.type === 'spread_element' && isReal(part)) isPartial = true;
    else {
      const name = nameOf(part);
      if (name === undefined) return undefined;
      names.push(name);
    }
  }
  const exported = names.filter((name) => name !== '__esModule');
  return exported.length === 0 && !isPartial ? undefined : exported;
}

/** The object that a factory returns, or that stands in its place. */
function givenObject(factory: SyntaxNode): SyntaxNode | undefined {
  const body = factory.childForFieldName('body');
  if (body === null) return factory.type === 'object' ? factory : undefined;
  if (body.type !== 'statement_block') return withoutAssertions(body);
  const last = body.namedChildren.filter(({ type }) => type !== 'comment').at(-1);
  const value = last?.type === 'return_statement' ? last.firstNamedChild : null;
  return value === null ? undefined : withoutAssertions(value);
}

/** How much of a spread is looked at, in UTF-16 units. */
const REACH = 100;

/** True for `...actual`, `...(await importOriginal())`, `...jest.requireActual('./api')`. */
function isReal(spread: SyntaxNode): boolean {
  return /actual|orig|real/i.test(spread.text.slice(0, REACH));
}

/** The name that a part of the object gives. */
function nameOf(part: SyntaxNode): string | undefined {
  switch (part.type) {
    case 'shorthand_property_identifier':
      return part.text;
    case 'method_definition':
      return keyOf(part.childForFieldName('name'));
    case 'pair':
      return keyOf(part.childForFieldName('key'));
    default:
      return undefined;
  }
}

function keyOf(key: SyntaxNode | null): string | undefined {
  return key?.type === 'property_identifier' ? key.text : ecmascriptString(key);
}

/** Likewise for the options of node:test, which hold the exports one level below. */
export function optionNames(options: SyntaxNode | undefined): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of options?.type === 'object' ? options.namedChildren : []) {
    const key = nameOf(part);
    const value = part.childForFieldName('value');
    const given = key === 'namedExports' && value !== null ? factoryNames(value) : [];
    if (given === undefined) return undefined;
    names.push(...given, ...(key === 'defaultExport' ? ['default'] : []));
  }
  return names.length === 0 ? undefined : names;
}

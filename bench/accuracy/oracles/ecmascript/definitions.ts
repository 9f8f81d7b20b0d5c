import ts from 'typescript';
import type { DefinitionField, Found } from '../../units.js';
import type { EcmascriptModule } from './ecmascript-module.js';

type DefinitionFound = Found<'definition'>;
type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;

/** Every named type at the top level of a file: interfaces, aliases, classes and enumerations. */
export function* findDefinitions(module: EcmascriptModule): Iterable<DefinitionFound> {
  const exported = exportedLater(module.file);
  for (const node of module.file.statements) {
    if (!isTypeDeclaration(node) || node.name === undefined) continue;
    yield {
      kind: 'definition',
      line: module.line(node.name),
      endLine: module.endLine(node),
      name: node.name.text,
      form: formOf(node),
      bases: basesOf(module, node),
      fields: merged(fieldsOf(module, node)),
      type: ts.isTypeAliasDeclaration(node) ? module.source(node.type) : null,
      isConditional: false,
      isExported: isExported(node) || exported.has(node.name.text),
    };
  }
}

function isTypeDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

function isExported(node: Declaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The names in `export { A }`, `export default A` and `export = A`. */
function exportedLater(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of file.statements) {
    if (ts.isExportAssignment(node) && ts.isIdentifier(node.expression)) names.add(node.expression.text);
    if (!ts.isExportDeclaration(node) || node.moduleSpecifier !== undefined) continue;
    if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) continue;
    for (const { propertyName, name } of node.exportClause.elements) names.add((propertyName ?? name).text);
  }
  return names;
}

function formOf(node: Declaration): DefinitionFound['form'] {
  if (ts.isInterfaceDeclaration(node)) return 'interface';
  if (ts.isTypeAliasDeclaration(node)) return 'alias';
  return ts.isClassDeclaration(node) ? 'class' : 'enum';
}

function basesOf(module: EcmascriptModule, node: Declaration): string[] {
  if (ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node)) return [];
  const clauses = (node.heritageClauses ?? []).filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clauses.flatMap(({ types }) => types.map((type) => module.source(type)));
}

function fieldsOf(module: EcmascriptModule, node: Declaration): DefinitionField[] {
  if (ts.isEnumDeclaration(node)) {
    return node.members.map(({ name }) => ({ name: nameText(name) ?? '', role: 'assigned', annotation: null }));
  }
  if (!ts.isTypeAliasDeclaration(node)) return [...node.members].flatMap((member) => membersOf(module, member));
  return ts.isTypeLiteralNode(node.type) ? node.type.members.flatMap((member) => membersOf(module, member)) : [];
}

function membersOf(module: EcmascriptModule, member: ts.TypeElement | ts.ClassElement): DefinitionField[] {
  if (ts.isConstructorDeclaration(member)) {
    const properties = member.parameters.flatMap((each) => propertyOf(module, each));
    return [...properties, { name: 'constructor', role: 'method', annotation: null }];
  }
  if (ts.isIndexSignatureDeclaration(member) || (ts.isTypeElement(member) && member.name === undefined)) {
    const source = module.source(member).replace(/ ?[;,]$/, '');
    return [{ name: source, role: 'signature', annotation: source }];
  }
  const name = member.name === undefined ? undefined : nameText(member.name);
  if (name === undefined) return [];
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) {
    return [{ name, role: 'method', annotation: null }];
  }
  if (member.type !== undefined) return [{ name, role: 'annotated', annotation: module.source(member.type) }];
  return [{ name, role: 'assigned', annotation: null }];
}

/** `constructor(private orders: Orders)` makes a field. */
function propertyOf(module: EcmascriptModule, parameter: ts.ParameterDeclaration): DefinitionField[] {
  if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent) || !ts.isIdentifier(parameter.name)) return [];
  const annotation = parameter.type === undefined ? null : module.source(parameter.type);
  return [{ name: parameter.name.text, role: 'own', annotation }];
}

function nameText(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return undefined;
  return name.text;
}

/** Overloads, and a getter and its setter, are one member. */
function merged(fields: readonly DefinitionField[]): DefinitionField[] {
  return [...new Map(fields.toReversed().map((field) => [field.name, field])).values()].reverse();
}

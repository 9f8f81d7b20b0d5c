import type ts from 'typescript';

type TypeScript = typeof ts;

/** Whether a function's own parts, other than its body, break no rule of binder and checker. */
export function isPlainFunction(compiler: TypeScript, node: ts.SignatureDeclaration, file: ts.SourceFile): boolean {
  if ('asteriskToken' in node && node.asteriskToken !== undefined) return false;
  if (!arePlainParameters(compiler, node.parameters)) return false;
  if (!compiler.isArrowFunction(node)) return true;
  const { pos, end } = node.equalsGreaterThanToken;
  return !/[\r\n\u2028\u2029]/.test(file.text.slice(pos, end));
}

function arePlainParameters(compiler: TypeScript, parameters: ts.NodeArray<ts.ParameterDeclaration>): boolean {
  let isOptional = false;
  for (const [at, { name, dotDotDotToken, questionToken, initializer }] of parameters.entries()) {
    if (compiler.isIdentifier(name) && name.text === 'this') return false;
    if (dotDotDotToken !== undefined) {
      if (at < parameters.length - 1 || parameters.hasTrailingComma) return false;
      if (questionToken !== undefined || initializer !== undefined) return false;
    } else if (questionToken !== undefined) {
      if (initializer !== undefined) return false;
      isOptional = true;
    } else if (isOptional && initializer === undefined) return false;
  }
  return true;
}

/** Whether a pattern's last element alone collects the rest, without an initialiser or a comma behind it. */
export function isPlainPattern(compiler: TypeScript, { elements }: ts.BindingPattern): boolean {
  return elements.every((element, at) => {
    if (compiler.isOmittedExpression(element) || element.dotDotDotToken === undefined) return true;
    const isLast = at === elements.length - 1 && !elements.hasTrailingComma;
    return isLast && element.initializer === undefined && element.propertyName === undefined;
  });
}

/** Whether the names of an object literal are told apart without a type, and differ. */
export function isPlainObject(compiler: TypeScript, { properties }: ts.ObjectLiteralExpression): boolean {
  const names = new Set<string>();
  for (const property of properties) {
    if (compiler.isSpreadAssignment(property)) continue;
    if (compiler.isAccessor(property) || !['', 'async'].includes(modifiersOf(compiler, property))) return false;
    if (compiler.isPropertyAssignment(property) && modifiersOf(compiler, property) !== '') return false;
    if (compiler.isShorthandPropertyAssignment(property) && !isPlainShorthand(compiler, property)) return false;
    if ('questionToken' in property && property.questionToken !== undefined) return false;
    if ('exclamationToken' in property && property.exclamationToken !== undefined) return false;
    const { name } = property;
    // A constant may name the property, and equal another's name.
    if (compiler.isComputedPropertyName(name) && properties.length === 1) continue;
    if (compiler.isComputedPropertyName(name)) return false;
    if (compiler.isPrivateIdentifier(name) || compiler.isBigIntLiteral(name) || names.has(name.text)) return false;
    names.add(name.text);
  }
  return true;
}

function isPlainShorthand(compiler: TypeScript, property: ts.ShorthandPropertyAssignment): boolean {
  return property.objectAssignmentInitializer === undefined && modifiersOf(compiler, property) === '';
}

/** The modifiers in their order, separated by spaces; also those that the types say a node cannot have. */
export function modifiersOf(compiler: TypeScript, node: ts.Node): string {
  const { modifiers } = node as { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  return modifiers?.map(({ kind }) => compiler.tokenToString(kind) ?? 'decorator').join(' ') ?? '';
}

import type { ImportFact, ParsedFile, SyntaxNode } from 'compliance-linter';
import { FUNCTION } from './ecmascript-bindings.js';
import { keyOf, pathOf } from './ecmascript-paths.js';
import { wordsOf } from './environments.js';
import { isAddressed } from './hosts.js';

/** The names of the classes and functions around a node, the outermost first. */
export function ownersOf(file: ParsedFile, node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  for (const parent of file.ancestors(node)) {
    if (/^(?:abstract_)?class(?:_declaration)?$/.test(parent.type)) names.unshift(keyOf(parent) ?? '');
    else if (FUNCTION.test(parent.type)) names.unshift(functionName(parent));
  }
  return names.filter((name) => name !== '');
}

function functionName(definition: SyntaxNode): string {
  const { parent } = definition;
  const isNamed = /^(?:variable_declarator|pair|public_field_definition)$/.test(parent?.type ?? '');
  if (parent?.type === 'arguments') return wrappedName(parent);
  const name = keyOf(definition) ?? (isNamed && parent !== null ? keyOf(parent) : undefined);
  return (
    name ??
    (parent?.type === 'assignment_expression' ? pathOf(parent.childForFieldName('left'))?.at(-1) : undefined) ??
    ''
  );
}

/** The name of what a function given to `memo`, `forwardRef` and the like becomes. */
function wrappedName({ parent: call }: SyntaxNode): string {
  const holder = call?.parent;
  return holder?.type === 'variable_declarator' ? (keyOf(holder) ?? '') : '';
}

/** True for the name of a function or class that connects to what it is given. */
export function connects(name: string): boolean {
  return /(?:connect|client|fetch|request|dial|publish|pool|socket|session|driver|adapter|transport)/i.test(name);
}

/** A server, or what starts one: a bare host is its own. What builds an error writes a text. */
export function isServing(owners: readonly string[], text: string): boolean {
  const serves = owners.some((owner) =>
    /Server$|^(?:start|create|run|launch)\w*Server$|^(?:listen|serve)$|(?:^|[a-z])(?:Listen|Bind)/.test(owner),
  );
  return (serves && !isAddressed(text)) || owners.some((owner) => /Error$/.test(owner));
}

/** What a component shows when it is given nothing is an example, as in the previews of mails. */
export function isComponent(file: ParsedFile, owners: readonly string[]): boolean {
  const around = file.dialect === 'tsx' ? owners : owners.slice(-1);
  return file.dialect !== 'ts' && around.some((owner) => /^[A-Z]/.test(owner));
}

/** Code for development and tests, and what is local by its name. */
const FOR_DEVELOPMENT =
  /^(?:dev|development|tests?|testing|mocks?|mocked|fake|stub|fixtures?|examples?|demo|sample|e2e|storybook|playwright|cypress|hmr)$/;
const LOCAL = /^(?:local|hmr|ngrok|emulator|localstack|mailhog|mailpit|playwright|cypress|storybook)$/;

/** What only tests, their doubles and programs on somebody's own machine import. */
const LOCAL_LIBRARY =
  /^(?:electron|msw|vitest|supertest|nock|testcontainers|cypress|jest)$|^(?:@electron|@tauri-apps|@playwright|@testing-library|@testcontainers|@storybook|@jest|msw|vitest)\//;

/** True for a file that runs on a developer's or a user's machine alone, by what it imports. */
export function runsLocally(file: ParsedFile): boolean {
  return file.facts<ImportFact>('imports').some(({ specifier }) => LOCAL_LIBRARY.test(specifier));
}

/** True for code that is meant for a developer's machine. */
export function isForDevelopment(names: readonly string[], owners: readonly string[]): boolean {
  const functions = owners.filter((owner) => /^[a-z]/.test(owner));
  return (
    owners.flatMap(wordsOf).some((word) => FOR_DEVELOPMENT.test(word)) ||
    [...names, ...functions].flatMap(wordsOf).some((word) => LOCAL.test(word))
  );
}

import { ecmascriptArguments, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { bindingOf, usesOf } from './ecmascript-bindings.js';
import { keyOf, pathOf, propertyOf, withoutWrapping } from './ecmascript-paths.js';

/**
 * `none` if nothing connects to a host: a text, a comparison, a base that only completes a path; `bind` if something
 * listens; `shown` if it is the state of a page, which a person may change.
 */
export type Purpose = 'any' | 'none' | 'bind' | 'shown';

/** Calls whose arguments are texts, patterns or fake requests. */
const TEXT_CALL =
  /^(?:console|log|logger|logging|winston|pino|chalk|debug|expect|assert)(?:\.|$)|(?:^|\.)(?:log|info|warn|warning|error|debug|trace|includes|indexOf|startsWith|endsWith|test|match|matchAll|search|has|describe|example|option|addOption|addHelpText|Request|NextRequest|cors|helmet|setHeader|t|confirm|prompt|alert|watch)$|(?:Error|Exception)$/;
/** The state of a page. */
const STATE_CALL = /^(?:React\.)?(?:useState|useRef|ref|signal|reactive)$/;
const BIND_CALL = /(?:^|\.)(?:listen|serve|bind|createServer|startServer|startStandaloneServer|runServer)$|Server$/;
/** Microservices of Nest listen where they are told, unless a broker stands between. */
const MICROSERVICE = /(?:^|\.)(?:create|connect)Microservice$/;
const BROKERED = /Transport\.(?:REDIS|RMQ|NATS|MQTT|KAFKA)/;
/** Calls that give back their argument, or describe an object of such fields. */
const PASSING_CALL =
  /^(?:String|encodeURI|encodeURIComponent|Promise\.resolve)$|(?:^|\.)(?:object|strictObject|looseObject|Object|keys|shape|extend)$/;
/** What of a URL says nothing of its host. */
export const PARTS_OF_PATH = /^(?:pathname|search|searchParams|hash|origin)$/;

/** The dotted name of what is called or constructed; its last word where it is a method of something unnamed. */
export function nameOfCall(call: SyntaxNode): string {
  const callee = call.childForFieldName('function') ?? call.childForFieldName('constructor');
  return pathOf(callee)?.join('.') ?? callee?.childForFieldName('property')?.text ?? '';
}

/** What a call does with a host that it is given. */
export function purposeOfCall(call: SyntaxNode): Purpose {
  const name = nameOfCall(call);
  if (BIND_CALL.test(name)) return 'bind';
  if (MICROSERVICE.test(name)) return BROKERED.test(call.text.slice(0, 2_000)) ? 'any' : 'bind';
  if (STATE_CALL.test(name)) return 'shown';
  return TEXT_CALL.test(name) ? 'none' : 'any';
}

/** True for a call that gives back its argument, or describes an object of such fields. */
export function isPassing(call: SyntaxNode): boolean {
  return PASSING_CALL.test(nameOfCall(call));
}

/** A base that only serves to parse a path: of a request, or of whatever if just its path and query are asked for. */
export function isDummyBase(file: ParsedFile, { call, child }: { call: SyntaxNode; child: SyntaxNode }): boolean {
  const [first, second] = ecmascriptArguments(call);
  if (second === undefined || second.id !== child.id || first === undefined) return false;
  if (/(?:^|\.)(?:req|request|ctx|event|_?req\w*)\.(?:\w+\.)?(?:url|path|originalUrl)$/.test(pathOfFirst(first)))
    return true;
  const parts = partsAsked(file, call);
  return parts.length > 0 && parts.every((part) => PARTS_OF_PATH.test(part));
}

/** True for the address of a page of which only the name of its host is asked, as for a text or a mailbox. */
export function isNameOnly(file: ParsedFile, { call, child }: { call: SyntaxNode; child: SyntaxNode }): boolean {
  const parts = ecmascriptArguments(call)[0]?.id === child.id ? partsAsked(file, call) : [];
  const isPage = /["'`]https?:/.test(child.text.slice(0, 1_000));
  return isPage && parts.length > 0 && parts.every((part) => /^(?:host|hostname)$/.test(part));
}

/** The properties of a URL that are asked for: directly, by destructuring, or of the variable that it is in. */
function partsAsked(file: ParsedFile, call: SyntaxNode): readonly string[] {
  const around = call.parent;
  if (around?.type === 'member_expression') return [propertyOf(around) ?? ''];
  const pattern = around?.type === 'variable_declarator' ? around.childForFieldName('name') : null;
  if (pattern?.type === 'object_pattern') return pattern.namedChildren.map((one) => keyOf(one) ?? one.text);
  const binding = pattern?.type === 'identifier' ? bindingOf(file, pattern.text, call) : undefined;
  if (pattern === null || binding === undefined) return [];
  return [...usesOf(file, pattern.text, binding)].map(({ parent }) =>
    parent === null ? '' : (propertyOf(parent) ?? ''),
  );
}

function pathOfFirst(node: SyntaxNode): string {
  const inner = withoutWrapping(node);
  const value = inner.type === 'binary_expression' ? inner.childForFieldName('left') : inner;
  return pathOf(value)?.join('.') ?? '';
}

import { pythonDottedName, type ParsedFile, type SyntaxNode } from 'compliance-linter';
import { wordsOf } from './environments.js';
import { partsOf } from './python-nodes.js';

/**
 * What sets the fields of a class: the environment, whoever configures the program, whoever makes an instance (as with
 * parameters), nobody or anybody else.
 */
export type SettingsKind = 'environment' | 'data' | 'instance' | 'other';

const SETTINGS = words('settings setting config configuration conf cfg env environment options preferences');
/** Last words of classes whose instances come from, or go to, somebody else: `ConfigUpdate`, `SettingsSchema`. */
const MESSAGES = words(
  'request response schema payload form input output create update read patch dto message event info metadata result ' +
    'query params record row entry item dump report',
);
/** Words of bases of what a person fills in, or of a connector's public interface. */
const FILLED_IN = words('block form schema serializer request response dto');
/** Bases that say nothing of what sets the fields, or that nothing does. */
const PLAIN_BASE = /^(?:object|ABC|Generic|Protocol|\w*Enum|Flag|TypedDict|)$/;
const DATA_DECORATOR = /(?:^|\.)(?:dataclass|attrs|attr\.s|define|frozen|mutable|s)$/;
/** Longer lines of ancestors are not followed. */
const MAX_DEPTH = 5;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** What sets the fields of a class; `isDescribed` where a call describes the field in question (`Field(…)`). */
export function settingsKindOf(definition: SyntaxNode, isDescribed: boolean): SettingsKind {
  const bases = basesOf(definition);
  if (bases.some((base) => /Settings$/.test(base))) return 'environment';
  const isDecorated = hasDecorator(definition, DATA_DECORATOR);
  // A class that writes its constructor takes there what may be set; the rest are constants.
  const isData = isDescribed || isDecorated || (bases.length > 0 && !hasConstructor(definition));
  if (!isData || isForOthers(definition)) return 'other';
  return isSettingsClass(definition) ? 'data' : 'instance';
}

/** True if the name of a class, or of a base, says that it holds settings: not a message, form or connector. */
export function isSettingsClass(definition: SyntaxNode): boolean {
  return !isForOthers(definition) && wordsOfClass(definition).some((word) => SETTINGS.has(word));
}

/** True if the instances of a class come from, or go to, somebody else. */
function isForOthers(definition: SyntaxNode): boolean {
  const names = wordsOf(definition.childForFieldName('name')?.text ?? '');
  const isMessage = MESSAGES.has(names.at(-1) ?? '') || /^(?:create|update|patch|read)$/.test(names[0] ?? '');
  // A block of Prefect names itself for the form in which people fill it in.
  if (/\b_block_type_\w+\s{0,9}=/.test(definition.text)) return true;
  return isMessage || wordsOfClass(definition).some((word) => FILLED_IN.has(word));
}

/** The words of its name and of those of its bases. */
function wordsOfClass(definition: SyntaxNode): readonly string[] {
  const name = definition.childForFieldName('name')?.text ?? '';
  return [name, ...basesOf(definition)].flatMap(wordsOf);
}

/** The bases of a class by their last names, without those that say nothing. */
function basesOf(definition: SyntaxNode): readonly string[] {
  const listed = definition.childForFieldName('superclasses');
  const bases = listed === null ? [] : partsOf(listed);
  return bases.map((base) => pythonDottedName(base)?.split('.').at(-1) ?? '').filter((base) => !PLAIN_BASE.test(base));
}

function hasConstructor(definition: SyntaxNode): boolean {
  return /\n[ \t]+def __init__\(/.test(definition.text);
}

function hasDecorator(definition: SyntaxNode, pattern: RegExp): boolean {
  const whole = definition.parent;
  if (whole?.type !== 'decorated_definition') return false;
  return whole.namedChildren.some(({ type, firstNamedChild }) => {
    const called = firstNamedChild?.type === 'call' ? firstNamedChild.childForFieldName('function') : firstNamedChild;
    return type === 'decorator' && pattern.test(pythonDottedName(called) ?? '');
  });
}

/**
 * The prefix of the variables of a settings class, its own or that of a base in the same file; undefined where the file
 * does not tell it: a computed configuration, a base from elsewhere.
 */
export function prefixOf(file: ParsedFile, definition: SyntaxNode, depth = 0): string | undefined {
  const { text } = definition;
  const written = /\benv_prefix["']?\s{0,9}[=:]\s{0,9}["'](\w{0,50})["']/.exec(text)?.[1];
  if (written !== undefined) return written;
  if (/\benv_prefix\b/.test(text) || isComputed(text) || depth > MAX_DEPTH) return undefined;
  const base = basesOf(definition).find((one) => /Settings$/.test(one));
  if (base === undefined || base === 'BaseSettings') return '';
  const above = classNamed(file, base);
  return above === undefined || above.id === definition.id ? undefined : prefixOf(file, above, depth + 1);
}

/** True if the configuration of a class is made by other code, or takes in other configuration. */
function isComputed(classText: string): boolean {
  const configuration = /\bmodel_config\b[^=\n]{0,60}=\s{0,9}((?:[\w.]{0,60}ConfigDict|dict)\(|\{)?([^\n]{0,200})/.exec(
    classText,
  );
  return configuration !== null && (configuration[1] === undefined || /\*\*|\|/.test(configuration[2] ?? ''));
}

function classNamed(file: ParsedFile, name: string): SyntaxNode | undefined {
  const found = new RegExp(String.raw`^class (?=${name}\b)`, 'm').exec(file.text);
  if (found === null) return undefined;
  const start = found.index + found[0].length;
  const parent = file.tree().descendantForIndex(start, start + name.length)?.parent;
  return parent?.type === 'class_definition' ? parent : undefined;
}

/** The class in the file, this or an ancestor, that declares the field; undefined if none does. */
export function declaringClassOf(
  file: ParsedFile,
  definition: SyntaxNode,
  field: string,
  depth = 0,
): SyntaxNode | undefined {
  const body = definition.childForFieldName('body');
  const isDeclared = body?.namedChildren.some(
    ({ firstNamedChild }) => firstNamedChild?.childForFieldName('left')?.text === field,
  );
  if (isDeclared === true) return definition;
  if (depth > MAX_DEPTH) return undefined;
  for (const base of basesOf(definition)) {
    const above = classNamed(file, base);
    const found = above === undefined ? undefined : declaringClassOf(file, above, field, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The field of a class that, set to a whole URL, takes the place of its host: `url: str | None = None`. */
export function urlFieldOf(definition: SyntaxNode): string | undefined {
  for (const statement of partsOf(definition.childForFieldName('body') ?? definition)) {
    const assignment = statement.type === 'expression_statement' ? statement.firstNamedChild : null;
    const name = assignment?.childForFieldName('left')?.text ?? '';
    const isOptional = /^(?:None$|Field\(\s*(?:default=)?None\b)/.test(
      assignment?.childForFieldName('right')?.text ?? '',
    );
    if (/^(?:url|uri|dsn)$/i.test(name) && isOptional) return name;
  }
  return undefined;
}

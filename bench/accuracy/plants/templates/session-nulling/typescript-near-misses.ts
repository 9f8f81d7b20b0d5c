import { templatesOf, type Template, type TemplateOptions } from '../../template.js';
import type { Words } from '../../words.js';
import { handlerModule } from './typescript-forms.js';

const nearMiss = templatesOf('near-miss', { named: handlerModule, spot: 'module' });
const elsewhere = templatesOf('near-miss', { spot: 'module' });

const handler = (name: string, body: (words: Words) => string, options: TemplateOptions = {}): Template => {
  return nearMiss(
    name,
    (w) => {
      const head = `export ${w.pick('async ', '')}function handle${w.first.pascal}(message: any, context: any, service: any) {`;
      return `${head}\n${body(w)
        .trim()
        .replace(/^(?=.)/gm, '  ')}\n}`;
    },
    options,
  );
};
const method = (name: string, write: (words: Words) => string): Template => {
  return nearMiss(name, (w) => {
    const field = `  private ${own(w)}: any;\n\n`;
    return `export class ${w.first.pascal}Handler {\n${field}${write(w)
      .trim()
      .replace(/^(?=.)/gm, '  ')}\n}`;
  });
};

const own = ({ noun }: Words): string =>
  noun.camel.length % 2 === 0 ? 'session' : noun.camel.length > 6 ? 'db' : 'dbSession';
const nothing = (w: Words): string => w.pick('null', 'undefined');

const OWN_LIFE: readonly Template[] = [
  method(
    'constructor',
    (w) => `
constructor() {
  this.session = ${nothing(w)};
}`,
  ),
  method(
    'close',
    (w) => `
async close() {
  await this.session.close();
  this.session = ${nothing(w)};
}`,
  ),
  method(
    'cleanup',
    (w) => `
cleanup(): void {
  this.db = ${nothing(w)};
}`,
  ),
  method(
    'disconnect',
    (w) => `
async disconnect() {
  await this.dbSession.end();
  this.dbSession = ${nothing(w)};
}`,
  ),
  method(
    'dispose',
    (w) => `
dispose() {
  this.session = ${nothing(w)};
}`,
  ),
  method(
    'onModuleDestroy',
    (w) => `
async onModuleDestroy() {
  await this.session.close();
  this.session = ${nothing(w)};
}`,
  ),
  method(
    'finally after closing',
    (w) => `
async handle(message: any) {
  try {
    await this.session.${w.verb.camel}(message);
  } finally {
    await this.session.close();
    this.session = ${nothing(w)};
  }
}`,
  ),
  nearMiss(
    'field of a class',
    (w) => `
export class ${w.first.pascal}Handler {
  private session: any = ${nothing(w)};
  protected db = ${nothing(w)};
}`,
  ),
];

const OTHER_NAMES: readonly Template[] = [
  handler('factory', (w) => `context.sessionFactory = ${nothing(w)};`),
  handler('session maker', (w) => `context.state.sessionMaker = ${nothing(w)};`),
  handler('HTTP session', (w) => `service.httpSession = ${nothing(w)};`),
  handler('session id', (w) => `context.sessionId = ${nothing(w)};`),
  handler('session token', (w) => `message.sessionToken = ${nothing(w)};`),
  handler('something else of a session', (w) => `service.session.cursor = ${nothing(w)};`),
  handler('another attribute', (w) => `service.${w.noun.camel} = ${nothing(w)};`),
  handler('key that only begins alike', (w) => `context['sessionData'] = ${nothing(w)};`),
  handler('debug', (w) => `service.debug = ${nothing(w)};`),
  handler('obsession', (w) => `service.obsession = ${nothing(w)};`),
];

const OTHER_USES: readonly Template[] = [
  handler(
    'local variable',
    (w) => `
let session: any = ${nothing(w)};
if (message.body) session = context.open();
return session;`,
  ),
  handler(
    'local variable set later',
    (w) => `
let db: any = context.open();
db = ${nothing(w)};
return db;`,
  ),
  handler('property of a literal', (w) => `service.${w.verb.camel}(message, { session: null, db: undefined });`),
  nearMiss(
    'default of a parameter',
    (w) => `
export function handle${w.first.pascal}(message: any, session: any = null, { db = undefined }: any = {}) {
  return ${w.verb.camel}(message, session ?? db);
}`,
  ),
  handler(
    'comparison',
    () => `if (context.session === null || service.db == undefined) throw new Error('no session');`,
  ),
  handler('another value', (w) => `service.${own(w)} = context.openSession();`),
  handler('another value, or null', (w) => `const current = message.isFinal ? null : service.${own(w)};`),
  handler('fallback', (w) => `const current = service.${own(w)} ?? null;`),
  handler('??=', (w) => `service.${own(w)} ??= context.openSession();`),
  handler('destructured with a default', () => `const { session = null, db = undefined } = context;`),
  handler('string', (w) => `const note = 'service.session = ${nothing(w)}';`),
  handler('template literal', (w) => `const note = \`service.db = ${nothing(w)}\`;`, { isRestyled: false }),
  handler('comment', (w) => `// service.dbSession = ${nothing(w)};`),
  handler('block comment', (w) => `/* service.session = ${nothing(w)}; */`),
  handler('closed, not forgotten', () => `service.session.close();`),
  handler('type', () => `type Holder = { session: null; db: undefined };`),
  handler('returned', () => `return { ...context, session: null };`),
  handler('arrow function that compares', (w) => `const isClosed = (item: any) => item.${own(w)} === null;`),
  handler('delete of another key', (w) => `delete context['${w.noun.camel}'];`),
  handler('deleted from a map', () => `context.delete('session');`),
  handler('set in a map', (w) => `context.set('${w.noun.camel}', null);`),
];

const OTHER_PLACES: readonly Template[] = [
  elsewhere(
    'no handler',
    (w) => `
export function ${w.first.camel}(${w.noun.camel}: any) {
  ${w.noun.camel}.session = null;
  return ${w.noun.camel};
}`,
  ),
  elsewhere(
    'class that is no handler',
    (w) => `
export class ${w.first.pascal} {
  ${w.verb.camel}(other: any) {
    other.dbSession = undefined;
  }
}`,
  ),
  elsewhere('statement in a function that is no handler', (w) => `${w.first.camel}.session = null;`, {
    spot: 'function',
  }),
  nearMiss(
    'test',
    (w) => `
it('${w.verb.camel}s nothing without a session', () => {
  service.session = null;
  expect(service.${w.verb.camel}()).toBe(null);
});`,
    { named: (w) => `${w.noun.kebab}-handler.test.ts` },
  ),
  nearMiss(
    'specification',
    (w) => `
test('${w.noun.camel}', () => {
  handler.dbSession = undefined;
});`,
    { kind: 'test', named: (w) => `${w.first.kebab}-handler.spec.ts` },
  ),
];

export const TYPESCRIPT_NEAR_MISSES: readonly Template[] = [
  ...OWN_LIFE,
  ...OTHER_NAMES,
  ...OTHER_USES,
  ...OTHER_PLACES,
];

import type { Template } from '../../template.js';
import { handler, name, nothing } from './typescript-forms.js';

const ASSIGNMENTS: readonly Template[] = [
  handler('attribute', (w) => `» context.${name(w)} = ${nothing(w)};`),
  handler('attribute of a service', (w) => `» service.${name(w)} = ${nothing(w)};`),
  handler('dbSession', (w) => `» service.dbSession = ${nothing(w)};`),
  handler('undefined', (w) => `» service.${name(w)} = undefined;`),
  handler('attribute of a repository of a service', (w) => `» service.${w.noun.camel}s.${name(w)} = ${nothing(w)};`),
  handler('attribute of state', (w) => `» context.app.locals.${name(w)} = ${nothing(w)};`),
  handler('attribute of a call', (w) => `» get${w.noun.pascal}Service(context).${name(w)} = ${nothing(w)};`),
  handler('attribute of an element', (w) => `» context['${w.noun.camel}'].${name(w)} = ${nothing(w)};`),
  handler('attribute of something not null', (w) => `» context.current!.${name(w)} = ${nothing(w)};`),
  handler('cast object', (w) => `» (service as { ${name(w)}: unknown }).${name(w)} = ${nothing(w)};`),
  handler('cast value', (w) => `» service.${name(w)} = ${nothing(w)} as never;`),
  handler('subscript', (w) => `» context['${name(w)}'] = ${nothing(w)};`),
  handler('subscript of an attribute', (w) => `» context.state['${name(w)}'] = ${nothing(w)};`),
  handler('subscript of a template literal', (w) => `» context[\`${name(w)}\`] = ${nothing(w)};`, {
    isRestyled: false,
  }),
  handler('chain', (w) => `» service.${name(w)} = context.current = ${nothing(w)};`),
  handler('in parentheses', (w) => `» service.${name(w)} = (${nothing(w)});`),
  handler(
    'over several lines',
    (w) => `
» service
»   .${name(w)} =
    ${nothing(w)};`,
  ),
  handler(
    'destructured',
    (w) => `
let attempts = 3;
» [service.${name(w)}, attempts] = [${nothing(w)}, 0];`,
    { isRestyled: false },
  ),
  handler(
    'destructured, second place',
    (w) => `
let attempts = 3;
» [attempts, service.${name(w)}] = [0, ${nothing(w)}];`,
    { isRestyled: false },
  ),
  handler('delete', (w) => `» delete service.${name(w)};`),
  handler('delete of a subscript', (w) => `» delete context['${name(w)}'];`),
  handler('behind another statement', (w) => `» context.attempts = 0; service.${name(w)} = ${nothing(w)};`),
  handler('comma', (w) => `» context.attempts = 0, service.${name(w)} = ${nothing(w)};`),
];

const BRANCHES: readonly Template[] = [
  handler(
    'in if',
    (w) => `
if (message.isFinal) {
»   service.${name(w)} = ${nothing(w)};
}`,
  ),
  handler('in if on one line', (w) => `» if (message.isFinal) service.${name(w)} = ${nothing(w)};`),
  handler(
    'in else',
    (w) => `
if (message.body) {
  service.${w.verb.camel}(message.body);
} else {
»   service.${name(w)} = ${nothing(w)};
}`,
  ),
  handler(
    'in catch',
    (w) => `
try {
  service.${w.verb.camel}(message);
} catch (error) {
»   service.${name(w)} = ${nothing(w)};
  throw error;
}`,
  ),
  handler(
    'in for',
    (w) => `
for (const item of context.items) {
»   item.${name(w)} = ${nothing(w)};
}`,
  ),
  handler(
    'in while',
    (w) => `
while (context.next()) {
»   context.current.${name(w)} = ${nothing(w)};
}`,
  ),
  handler(
    'in switch',
    (w) => `
switch (context.kind) {
  case '${w.noun.camel}':
»     service.${name(w)} = ${nothing(w)};
    break;
  default:
    service.${w.verb.camel}(message);
}`,
  ),
  handler(
    'in an arrow function',
    (w) => `
const forget = () => {
»   service.${name(w)} = ${nothing(w)};
};
forget();`,
  ),
  handler(
    'in an arrow function without a block',
    (w) => `» context.items.forEach((item: any) => (item.${name(w)} = ${nothing(w)}));`,
  ),
  handler(
    'before a transaction of its own',
    (w) => `
» service.${name(w)} = ${nothing(w)};
return withSession((own: any) => own.${w.verb.camel}(message));`,
  ),
];

/** Statements in functions of handler modules. */
export const TYPESCRIPT_STATEMENTS: readonly Template[] = [...ASSIGNMENTS, ...BRANCHES];

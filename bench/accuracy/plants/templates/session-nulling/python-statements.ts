import type { Template } from '../../template.js';
import { handler, name } from './python-forms.js';

const ASSIGNMENTS: readonly Template[] = [
  handler('attribute', (w) => `» context.${name(w)} = None`),
  handler('attribute of a service', (w) => `» service.${name(w)} = None`),
  handler('attribute db_session', () => `» service.db_session = None`),
  handler('attribute of a repository of a service', (w) => `» service.${w.noun.snake}s.${name(w)} = None`),
  handler('attribute of state', (w) => `» message.app.state.${name(w)} = None`),
  handler('attribute of a call', (w) => `» get_${w.noun.snake}_service(context).${name(w)} = None`),
  handler('attribute of an element', (w) => `» context["${w.noun.snake}"].${name(w)} = None`),
  handler('subscript', (w) => `» context["${name(w)}"] = None`),
  handler('subscript of an attribute', (w) => `» context.state["${name(w)}"] = None`),
  handler('annotated', (w) => `» service.${name(w)}: "Session | None" = None`),
  handler('tuple', (w) => `» service.${name(w)}, attempts = None, 0`),
  handler('tuple, second place', (w) => `» attempts, service.${name(w)} = 0, None`),
  handler('tuple in parentheses', (w) => `» (service.${name(w)}, attempts) = (None, 0)`),
  handler('list', (w) => `» [service.${name(w)}, attempts] = [None, 0]`),
  handler('chain', (w) => `» service.${name(w)} = current = None`),
  handler('in parentheses', (w) => `» service.${name(w)} = (None)`),
  handler('behind a semicolon', (w) => `» attempts = 0; service.${name(w)} = None`),
  handler('setattr', (w) => `» setattr(service, "${name(w)}", None)`),
  handler(
    'setattr over several lines',
    (w) => `
» setattr(
    service,
    "${name(w)}",
    None,
)`,
  ),
  handler('del', (w) => `» del service.${name(w)}`),
  handler('del of a subscript', (w) => `» del context["${name(w)}"]`),
  handler('del of several', (w) => `» del service.cache, service.${name(w)}`),
  handler('delattr', (w) => `» delattr(service, "${name(w)}")`),
];

const BRANCHES: readonly Template[] = [
  handler(
    'in if',
    (w) => `
if message.is_final:
»     service.${name(w)} = None`,
  ),
  handler('in if on one line', (w) => `» if message.is_final: service.${name(w)} = None`),
  handler(
    'in else',
    (w) => `
if message.body:
    service.${w.verb.snake}(message.body)
else:
»     service.${name(w)} = None`,
  ),
  handler(
    'in except',
    (w) => `
try:
    service.${w.verb.snake}(message)
except ValueError:
»     service.${name(w)} = None
    raise`,
  ),
  handler(
    'in for',
    (w) => `
for item in message.items:
»     item.${name(w)} = None
    service.${w.verb.snake}(item)`,
  ),
  handler(
    'in with',
    (w) => `
with context.lock:
»     service.${name(w)} = None`,
  ),
  handler(
    'in match',
    (w) => `
match message.kind:
    case "${w.noun.snake}":
»         service.${name(w)} = None
    case _:
        service.${w.verb.snake}(message)`,
  ),
  handler(
    'in a nested function',
    (w) => `
def forget():
»     service.${name(w)} = None

forget()`,
  ),
  handler(
    'before a unit of work of its own',
    (w) => `
» service.${name(w)} = None
with get_session() as own:
    own.add(message)`,
  ),
];

/** Statements in functions of handler modules. */
export const PYTHON_STATEMENTS: readonly Template[] = [...ASSIGNMENTS, ...BRANCHES];

import { templatesOf, type Template, type TemplateOptions } from '../../template.js';
import type { Words } from '../../words.js';
import { handlerModule } from './python-forms.js';

const nearMiss = templatesOf('near-miss', { named: handlerModule, spot: 'module' });
const elsewhere = templatesOf('near-miss', { spot: 'module' });

const handler = (name: string, body: (words: Words) => string, options: TemplateOptions = {}): Template => {
  return nearMiss(
    name,
    (w) => {
      const head = w.pick('async def', 'def');
      return `${head} handle_${w.first.snake}(message, context, service):\n${body(w)
        .trim()
        .replace(/^(?=.)/gm, '    ')}`;
    },
    options,
  );
};
const method = (name: string, write: (words: Words) => string, options: TemplateOptions = {}): Template => {
  return nearMiss(
    name,
    (w) => {
      return `class ${w.first.pascal}Handler:\n${write(w)
        .trim()
        .replace(/^(?=.)/gm, '    ')}`;
    },
    options,
  );
};

const own = ({ noun }: Words): string =>
  noun.snake.length % 2 === 0 ? 'session' : noun.snake.length > 6 ? 'db' : 'db_session';

const OWN_LIFE: readonly Template[] = [
  method(
    '__init__',
    (w) => `
def __init__(self, factory):
    self.factory = factory
    self.${own(w)} = None`,
  ),
  method(
    '__init__, annotated',
    (w) => `
def __init__(self) -> None:
    self.${own(w)}: "AsyncSession | None" = None`,
  ),
  method(
    'close',
    (w) => `
async def close(self):
    await self.session.close()
    self.${own(w)} = None`,
  ),
  method(
    '__aexit__',
    (w) => `
async def __aexit__(self, kind, error, trace):
    await self.${own(w)}.close()
    self.${own(w)} = None`,
  ),
  method(
    '__exit__',
    (w) => `
def __exit__(self, *details):
    self.${own(w)} = None`,
  ),
  method(
    'cleanup',
    (w) => `
def cleanup(self):
    self.${own(w)} = None`,
  ),
  method(
    'disconnect',
    (w) => `
async def disconnect(self, code):
    await self.db.close()
    self.${own(w)} = None`,
  ),
  method(
    'teardown',
    (w) => `
def teardown(self):
    self.${own(w)} = None`,
  ),
  method(
    'finally after closing',
    (w) => `
async def handle(self, message):
    try:
        await self.${w.verb.snake}(message)
    finally:
        await self.session.close()
        self.session = None`,
  ),
  method(
    'attribute of the class',
    (w) => `
${own(w)} = None
prefetch = 10`,
  ),
];

const OTHER_NAMES: readonly Template[] = [
  handler('factory', () => `context.session_factory = None`),
  handler('session maker', () => `context.state.async_sessionmaker = None`),
  handler("module's factory", () => `service.async_session_maker = None`),
  handler('HTTP session by name', () => `service.http_session = None`),
  handler('aiohttp session by name', () => `service.aiohttp_session = None`),
  handler('requests session by name', () => `context.requests_session = None`),
  handler('HTTP session by annotation', () => `service.session: aiohttp.ClientSession | None = None`, {
    imports: ['import aiohttp'],
  }),
  handler('requests session by annotation', () => `service.session: "requests.Session | None" = None`),
  handler('session id', () => `context.session_id = None`),
  handler('session token', () => `message.session_token = None`),
  handler('something else of a session', () => `service.session.cursor = None`),
  handler('bind of a session', () => `context.db.bind = None`),
  handler('debug', () => `service.debug = None`),
  handler('key that only begins alike', () => `context["session_data"] = None`),
  handler('another attribute', (w) => `service.${w.noun.snake} = None`),
];

const OTHER_USES: readonly Template[] = [
  handler(
    'local variable',
    (w) => `
${own(w)} = None
if message.body:
    ${own(w)} = context.open()
return ${own(w)}`,
  ),
  handler('keyword argument', (w) => `return service.${w.verb.snake}(message, session=None, db=None)`),
  nearMiss(
    'default of a parameter',
    (w) => `
async def handle_${w.first.snake}(message, session=None, *, db: "Session | None" = None):
    return await ${w.verb.snake}(message, session or db)`,
  ),
  handler(
    'comparison',
    (w) => `
if context.${own(w)} is None or service.session == None:
    raise RuntimeError("no session")`,
  ),
  handler('assertion', () => `assert context.session is not None and service.db != None`),
  handler('another value', (w) => `service.${own(w)} = context.open_session()`),
  handler('another value in a tuple', (w) => `service.${own(w)}, attempts = context.open_session(), None`),
  handler('conditional in another place', (w) => `current = None if message.is_final else service.${own(w)}`),
  handler('read with getattr', () => `current = getattr(service, "session", None)`),
  handler('setattr of another name', (w) => `setattr(service, "${w.noun.snake}", None)`),
  handler('setattr to a value', () => `setattr(service, "session", context.open_session())`),
  handler('popped', () => `current = context.pop("session", None)`),
  handler('dictionary', () => `options = {"session": None, "db": None}`),
  handler('string', () => `note = "service.session = None"`),
  handler('comment', () => `return service  # service.db_session = None`),
  nearMiss(
    'docstring',
    (w) => `
def handle_${w.first.snake}(message):
    """Never do this:

        service.session = None
    """
    return message`,
  ),
  handler('closed, not forgotten', () => `service.session.close()`),
  handler(
    'del of a local variable',
    () => `
session = context.open_session()
del session`,
  ),
];

const OTHER_PLACES: readonly Template[] = [
  elsewhere(
    'no handler',
    (w) => `
def ${w.first.snake}(${w.noun.snake}):
    ${w.noun.snake}.session = None
    return ${w.noun.snake}`,
  ),
  elsewhere(
    'class that is no handler',
    (w) => `
class ${w.first.pascal}:
    def ${w.verb.snake}(self, other):
        other.db_session = None`,
  ),
  elsewhere('statement in a function that is no handler', (w) => `${w.first.snake}.session = None`, {
    spot: 'function',
  }),
  nearMiss(
    'test',
    (w) => `
def test_${w.first.snake}(service):
    service.session = None
    assert service.${w.verb.snake}() is None`,
    { named: (w) => `test_${w.noun.snake}_handler.py` },
  ),
  nearMiss(
    'test of a handler',
    (w) => `
def test_${w.first.snake}(handler):
    handler.db_session = None
    assert handler.${w.verb.snake}() is None`,
    { kind: 'test', named: (w) => `test_${w.first.snake}_handler.py` },
  ),
];

export const PYTHON_NEAR_MISSES: readonly Template[] = [...OWN_LIFE, ...OTHER_NAMES, ...OTHER_USES, ...OTHER_PLACES];

import type { Template } from '../../template.js';
import { inDatabaseCode } from './database-code.js';
import { breach, elsewhere, handler, name } from './python-forms.js';
import { PYTHON_STATEMENTS } from './python-statements.js';

const CLASSES: readonly Template[] = [
  breach(
    'method of a handler',
    (w) => `
class ${w.first.pascal}Handler:
    def __init__(self, service):
        self.service = service

    async def handle(self, message):
»         self.service.${name(w)} = None
        await self.service.${w.verb.snake}(message)`,
  ),
  breach(
    'another object of self',
    (w) => `
class ${w.first.pascal}Consumer(BaseConsumer):
    def consume(self, message):
»         self.${w.noun.snake}_service.${name(w)} = None
        return self.${w.noun.snake}_service.${w.verb.snake}(message)`,
  ),
  breach(
    'decorated function',
    (w) => `
@broker.subscriber(
    "${w.noun.snake}s",
    group="${w.verb.snake}",
)
async def ${w.first.snake}(event, service):
»     service.${name(w)} = None
    await service.${w.verb.snake}(event)`,
  ),
  breach(
    'static method',
    (w) => `
class ${w.first.pascal}:
    @staticmethod
    def dispatch(message, service):
»         service.${name(w)} = None`,
  ),
  breach(
    'opens a unit of work of its own',
    (w) => `
async def handle_${w.first.snake}(message, service):
    async with get_session() as session:
»         service.${name(w)} = None
        await session.merge(message.${w.noun.snake})`,
  ),
];

const OTHER_MODULES: readonly Template[] = [
  elsewhere(
    'on_message',
    (w) => `
async def on_message(message, ${w.first.snake}):
»     ${w.first.snake}.${name(w)} = None
    await ${w.first.snake}.${w.verb.snake}(message)`,
  ),
  elsewhere(
    'on_message of a class',
    (w) => `
class ${w.first.pascal}:
    def on_message(self, service, message):
»         service.${name(w)} = None`,
  ),
  elsewhere(
    'WebSocketEndpoint',
    (w) => `
class ${w.first.pascal}(WebSocketEndpoint):
    encoding = "json"

    async def on_receive(self, websocket, data):
»         websocket.state.${name(w)} = None
        await websocket.send_json(data)`,
    { imports: ['from starlette.endpoints import WebSocketEndpoint'] },
  ),
  elsewhere(
    'websocket route',
    (w) => `
@router.websocket("/${w.noun.kebab}s/live")
async def ${w.first.snake}(websocket, service):
    await websocket.accept()
    while True:
»         service.${name(w)} = None
        await websocket.send_json(await service.${w.verb.snake}())`,
  ),
  elsewhere(
    'class named a handler',
    (w) => `
class ${w.first.pascal}Handler:
    async def handle(self, message, service):
»         service.${name(w)} = None`,
  ),
  elsewhere(
    'class named a consumer',
    (w) => `
class ${w.first.pascal}Consumer:
    def receive(self, message):
»         message.${name(w)} = None`,
  ),
  elsewhere(
    'function named a handler',
    (w) => `
async def ${w.first.snake}_handler(message, service):
»     service.${name(w)} = None`,
  ),
];

/** Where nothing else in the file speaks of a database. */
const ALONE: readonly Template[] = [
  handler('db_session, no other sign of a database', () => `» service.db_session = None`),
  handler('dbSession, no other sign of a database', () => `» context.dbSession = None`),
  handler('db, no other sign of a database', () => `» service.db = None`),
  handler('session, no other sign of a database', () => `» service.session = None`),
  handler('subscript session, no other sign of a database', () => `» context['session'] = None`),
];

const IN_DATABASE_CODE = [...PYTHON_STATEMENTS, ...CLASSES, ...OTHER_MODULES].map((template) => {
  return inDatabaseCode(template, 'from sqlalchemy.ext.asyncio import AsyncSession');
});

export const PYTHON_BREACHES: readonly Template[] = [...IN_DATABASE_CODE, ...ALONE];

import type { Example, ExpectedProblem } from 'compliance-linter';

const HANDLER = 'app/handlers/orders.py';
const TS_HANDLER = 'src/handlers/orders.ts';

/** A Python handler that knows its order service and does `statements` with a message. */
function pythonHandler(...statements: readonly string[]): string {
  const lines = statements.map((statement) => `        ${statement}\n`).join('');
  return (
    'from app.database import session_scope\nfrom app.services.orders import OrderService\n\n\n' +
    'class OrderPlacedHandler:\n    def __init__(self, orders: OrderService, mailer):\n' +
    '        self.orders = orders\n        self.mailer = mailer\n\n' +
    `    async def handle(self, message):\n${lines}`
  );
}

/** A TypeScript handler that does the same. */
function typescriptHandler(...statements: readonly string[]): string {
  const lines = statements.map((statement) => `    ${statement}\n`).join('');
  return (
    "import { DataSource } from 'typeorm';\n\nexport class OrderPlacedHandler {\n" +
    '  constructor(private readonly orders: OrderService, private readonly dataSource: DataSource) {}\n\n' +
    `  async handle(message: OrderPlaced): Promise<void> {\n${lines}  }\n}\n`
  );
}

/** Line of the first statement of either handler. */
const FIRST = { python: 11, typescript: 7 };

function pythonProblems(count: number): readonly ExpectedProblem[] {
  return Array.from({ length: count }, (_, index) => ({ path: HANDLER, line: FIRST.python + index }));
}

function typescriptProblems(count: number): readonly ExpectedProblem[] {
  return Array.from({ length: count }, (_, index) => ({ path: TS_HANDLER, line: FIRST.typescript + index }));
}

export const reported: readonly Example[] = [
  {
    title: 'a Python handler takes the session of its service',
    files: { [HANDLER]: pythonHandler('self.orders.db_session = None') },
    problems: [
      {
        path: HANDLER,
        line: FIRST.python,
        severity: 'high',
        message:
          '`self.orders.db_session` is set to None: the next use of `self.orders` fails, or its changes are silently not ' +
          'saved. Pass the session in, or open a unit of work of its own for this.',
      },
    ],
  },
  {
    title: 'a handler takes the session of the message itself, which says that it is one of a database',
    files: {
      [HANDLER]: pythonHandler('message.db_session = None', "setattr(message, 'db', None)"),
      [TS_HANDLER]: typescriptHandler('message.session = null;'),
    },
    problems: [...pythonProblems(2), ...typescriptProblems(1)],
  },
  {
    title: 'any session of another object, in a file that shows no other kind',
    files: {
      [HANDLER]:
        'def on_message(message, context, service):\n    service.order_session = None\n    service.session = None\n' +
        '    context["session"] = None\n',
    },
    problems: [2, 3, 4].map((line) => ({ path: HANDLER, line })),
  },
  {
    title: 'the same in strict',
    preset: 'strict',
    files: { [HANDLER]: pythonHandler('self.orders.db_session = None') },
    problems: [{ path: HANDLER, line: FIRST.python, severity: 'high' }],
  },
  {
    title: 'attributes and keys by any of the names of a session',
    files: {
      [HANDLER]: pythonHandler(
        'self.orders.session = None',
        'self.orders._session = None',
        'self.orders.db = None',
        'self.orders._db = None',
        'self.orders.tx_session = None',
        'self.orders.session_db = None',
        'self.orders.current_session = None',
        'self.orders.repo.session = None',
        'message.context["db_session"] = None',
      ),
    },
    problems: pythonProblems(9),
  },
  {
    title: 'Python statements that set several targets, in any order and nesting',
    files: {
      [HANDLER]: pythonHandler(
        'self.orders.session, is_done = None, True',
        'is_done, self.orders.session = (True, None)',
        '(is_done, [self.orders.session, *_]) = (True, [None, 1])  # a splat leaves it open',
        '(is_done, [_, self.orders.session]) = True, [1, None]',
        'self.orders.session = self.mailer.db_session = None',
        'self.orders.session: "AsyncSession | None" = None',
        'self.orders.session = cast("AsyncSession", None)',
        'self.orders.session = (',
        '    None',
        ')',
      ),
    },
    problems: [0, 1, 3, 4, 5, 6, 7].map((offset) => ({ path: HANDLER, line: FIRST.python + offset })),
  },
  {
    title: 'a Python session that is set or deleted by name, or deleted',
    files: {
      [HANDLER]: pythonHandler(
        'setattr(self.orders, "db_session", None)',
        'object.__setattr__(self.orders, "session", None)',
        'self.orders.__setattr__("session", None)',
        'vars(self.orders)["session"] = None',
        'self.orders.__dict__["session"] = None',
        'del self.orders.session',
        'del self.orders.cache, self.orders.session',
        'delattr(self.orders, "session")',
        '[setattr(each, "db_session", None) for each in self.services]',
      ),
    },
    problems: [
      ...pythonProblems(5),
      { path: HANDLER, line: FIRST.python + 5, message: '`self.orders.session` is deleted: the next use' },
      { path: HANDLER, line: FIRST.python + 6 },
      { path: HANDLER, line: FIRST.python + 7 },
      { path: HANDLER, line: FIRST.python + 8, message: '`each.db_session`' },
    ],
  },
  {
    title: 'a session that is set through a name that is nothing, in loops and in branches',
    files: {
      [HANDLER]:
        pythonHandler(
          'nothing = None',
          'self.orders.session = nothing',
          'for repository in self.repositories:',
          '    repository.session = None',
          'if self.orders.session is not None:',
          '    self.orders.session = NO_SESSION',
          'try:',
          '    await self.orders.place(message)',
          'except PlacingError:',
          '    await self.orders.session.rollback()',
          '    self.orders.session = None',
          'finally:',
          '    self.orders.session = None',
        ) + '\n\nNO_SESSION = None\n',
    },
    problems: [1, 3, 5, 10, 12].map((offset) => ({ path: HANDLER, line: FIRST.python + offset })),
  },
  {
    title: 'functions that are handlers by name, decorator or class, wherever they stand',
    files: {
      'app/chat.py':
        'from app.db import engine\n\n\n@router.websocket("/chat")\nasync def chat(websocket, service):\n' +
        '    service.session = None\n\n\nasync def on_message(message, service):\n    service.session = None\n\n\n' +
        'def handle_order_placed(message, service):\n    service.session = None\n\n\n' +
        'class Feed(WebSocketEndpoint):\n    async def on_receive(self, websocket, data):\n' +
        '        self.feed_service.session = None\n\n\n@shared_task(bind=True)\ndef settle(self, service):\n' +
        '    service.session = None\n\n\n@broker.subscriber("orders")\nasync def placed(message, service):\n' +
        '    def retry():\n        service.session = None\n\n    await placing(retry)\n',
    },
    problems: [6, 10, 14, 19, 24, 30].map((line) => ({ path: 'app/chat.py', line })),
  },
  {
    title: 'functions of modules with handlers',
    files: {
      'app/consumers/orders.py': 'def placed(message, repository):\n    repository.session = None\n',
      'app/order_listener.py': 'def placed(message, repository):\n    repository.session = None\n',
      'src/orders/order.subscriber.ts': 'export function placed(repository) {\n  repository.session = null;\n}\n',
    },
    problems: [
      { path: 'app/consumers/orders.py', line: 2 },
      { path: 'app/order_listener.py', line: 2 },
      { path: 'src/orders/order.subscriber.ts', line: 2 },
    ],
  },
  {
    title: 'functions, classes, modules and decorators that the configuration names',
    options: { modules: ['sagas'], classes: ['*Saga'], functions: ['on_*_event'], decorators: ['*.reacts_to'] },
    files: {
      'app/sagas/orders.py': 'def placed(repository):\n    repository.session = None\n',
      'app/orders.py':
        'class OrderSaga:\n    def placed(self):\n        self.repository.session = None\n\n\n' +
        'def onOrderEvent(repository):\n    repository.session = None\n\n\n' +
        '@bus.reacts_to(Placed)\ndef placed(repository):\n    repository.session = None\n\n\n' +
        'def on_message(repository):\n    repository.session = None  # no handler by that configuration\n',
    },
    problems: [
      { path: 'app/orders.py', line: 3 },
      { path: 'app/orders.py', line: 7 },
      { path: 'app/orders.py', line: 12 },
      { path: 'app/sagas/orders.py', line: 2 },
    ],
  },
  {
    title: 'a Python function that opens a unit of work of its own',
    files: {
      [HANDLER]:
        'async def with_context(message, service):\n    async with get_session() as session:\n        service.db_session = None\n\n\n' +
        'def with_maker(message, service):\n    with sessionmaker(engine).begin() as session:\n        pass\n    service.db_session = None\n\n\n' +
        'def with_call(message, service):\n    session = SessionLocal()\n    service.db_session = None\n\n\n' +
        'async def with_unit(message, service):\n    service.db_session = None\n    async with app.unit_of_work() as work:\n        await work.commit()\n\n\n' +
        'async def with_generator(message, service):\n    async for session in get_db():\n        service.db_session = None\n\n\n' +
        'async def with_another_kind(message, service):\n    # not with get_session()\n' +
        '    async with aiohttp.ClientSession() as session:\n        service.db_session = None\n',
    },
    problems: [
      {
        path: HANDLER,
        line: 3,
        kind: 'own-unit-of-work',
        severity: 'medium',
        message: 'This function opens a unit of work of its own: pass that session in, and leave this one alone.',
      },
      ...[9, 14, 18, 25].map((line) => ({ path: HANDLER, line, kind: 'own-unit-of-work' })),
      { path: HANDLER, line: 31 },
    ],
  },
  {
    title: 'an ECMAScript function that opens a unit of work of its own',
    preset: 'strict',
    files: {
      [TS_HANDLER]: typescriptHandler(
        'await this.dataSource.transaction(async (manager) => {',
        '  this.orders.session = null;',
        '});',
      ),
      'src/handlers/payments.ts':
        'export async function onPaid(service, prisma) {\n  service.db = null;\n  await prisma.$transaction([]);\n}\n' +
        'export async function onRefunded(service, em) {\n  const own = em.fork();\n  service.db = null;\n}\n',
    },
    problems: [
      { path: TS_HANDLER, line: FIRST.typescript + 1, kind: 'own-unit-of-work', severity: 'medium' },
      { path: 'src/handlers/payments.ts', line: 2, kind: 'own-unit-of-work' },
      { path: 'src/handlers/payments.ts', line: 7, kind: 'own-unit-of-work' },
    ],
  },
  {
    title: 'an ECMAScript handler takes a session, in all spellings of nothing',
    files: {
      [TS_HANDLER]: typescriptHandler(
        'this.orders.dbSession = null;',
        'this.orders.session = undefined;',
        'this.orders.sessionDb = void 0;',
        'this.orders.session = null as unknown as Session;',
        'this.orders!.session = null!;',
        "this.orders['session'] = <any>null;",
        '(this.orders as any).session = null;',
        '(this.orders.session as any) = (null);',
        'this.orders.session &&= null;',
        'this.orders.repo.session = this.dataSource.session = null;',
      ),
    },
    problems: [
      { path: TS_HANDLER, line: FIRST.typescript, severity: 'high', message: '`this.orders.dbSession` is set to null' },
      { path: TS_HANDLER, line: FIRST.typescript + 1, message: '`this.orders.session` is set to undefined' },
      ...typescriptProblems(10).slice(2),
    ],
  },
  {
    title: 'an ECMAScript session that is deleted, set by name, or set by destructuring',
    files: {
      [TS_HANDLER]: typescriptHandler(
        'delete this.orders.session;',
        "delete (this.orders as any)['session'];",
        'delete this.orders!.session;',
        "Reflect.deleteProperty(this.orders, 'session');",
        "Reflect.set(this.orders, 'session', null);",
        'Object.assign(this.orders, { status: message.status, session: null });',
        '[this.orders.session, message.status] = [null, 1];',
        '[, this.orders.session] = [1, null];',
        '({ session: this.orders.session } = { session: undefined });',
        'const nothing = null; this.orders.session = nothing',
        'message.lines.forEach((line) => { this.orders.session = null; });',
      ),
    },
    problems: typescriptProblems(11),
  },
  {
    title: 'ECMAScript functions that are handlers by name, decorator, base or registration',
    files: {
      'src/chat.ts':
        "import { createDb } from './db';\n@WebSocketGateway()\nexport class Chat {\n  async enter(service: ChatRepository) {\n" +
        '    service.session = null;\n  }\n}\nexport class Orders {\n' +
        "  @MessagePattern('placed')\n  async placed() {\n    this.repo.session = null;\n  }\n" +
        "  @EventPattern('paid') paid = async () => {\n    this.repo.session = null;\n  };\n" +
        '  onMessage() {\n    this.repo.session = null;\n  }\n}\nclass Feed extends BaseConsumer<Line> {\n  next(line: Line) {\n' +
        '    this.repo.session = null;\n  }\n}\n' +
        "socket.on('message', () => {\n  repo.session = null;\n});\n" +
        'await consumer.run({\n  eachMessage: async ({ message }) => {\n    repo.session = null;\n  },\n});\n' +
        "const worker = new Worker('orders', async (job) => {\n  repo.session = null;\n});\n" +
        'OrderRepository.prototype.onMessage = function () {\n  repo.session = null;\n};\n' +
        'export const handleOrder = async () => {\n  repo.session = null;\n};\n',
    },
    problems: [5, 11, 14, 17, 22, 26, 30, 34, 37, 40].map((line) => ({ path: 'src/chat.ts', line })),
  },
  {
    title: 'whose name says nothing, in a file that works with database sessions',
    files: {
      'app/handlers/orders.py':
        'from sqlalchemy.ext.asyncio import AsyncSession\n\n\ndef placed(message, x, deps, session: AsyncSession):\n' +
        '    x.session = None\n    deps.session = None\n    deps["session"] = None\n    sync = OrderSync(session)\n' +
        '    sync.session = None\n',
      'app/handlers/payments.py':
        'def paid(message, ledger, orders: OrderService):\n    ledger.session.add(message)\n    ledger.session.commit()\n' +
        '    ledger.session = None\n    orders.db = None\n',
      'app/handlers/refunds.py':
        'from app.services import refunds\nfrom app.models import db_session\n\n\ndef refunded(message):\n    refunds.session = None\n',
    },
    problems: [
      ...[5, 6, 7, 9].map((line) => ({ path: 'app/handlers/orders.py', line })),
      ...[4, 5].map((line) => ({ path: 'app/handlers/payments.py', line })),
      { path: 'app/handlers/refunds.py', line: 6 },
    ],
  },
  {
    title: 'a handler that drops the session that it was given, in strict',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'class OrderHandler:\n    def __init__(self, db_session):\n        self.db_session = db_session\n\n' +
        '    async def handle(self, message):\n        await self.db_session.commit()\n        self.db_session = None\n\n\n' +
        'class Returned(OrderHandler):\n    async def handle(self, message):\n        me = self\n        me.db_session = None\n' +
        '        async with session_scope():\n            del self.db_session\n',
      'src/handlers/orders.ts':
        "import { ClientSession } from 'mongoose';\nexport class OrderHandler {\n  #db: Db;\n" +
        '  constructor(private session: ClientSession, db: Db) {\n    this.#db = db;\n  }\n' +
        '  async handle(message: Message) {\n    this.session = undefined;\n    this.#db = null;\n  }\n}\n',
    },
    problems: [
      {
        path: 'app/handlers/orders.py',
        line: 7,
        kind: 'own-session',
        severity: 'medium',
        message:
          '`self.db_session` is set to None while the object lives on: the next message that it handles fails, or its ' +
          'changes are silently not saved. Leave the session to whoever passed it in; for work that must not be saved, ' +
          'roll back.',
      },
      { path: 'app/handlers/orders.py', line: 13, kind: 'own-session' },
      { path: 'app/handlers/orders.py', line: 15, kind: 'own-session', message: '`self.db_session` is deleted while' },
      { path: 'src/handlers/orders.ts', line: 8, kind: 'own-session' },
      { path: 'src/handlers/orders.ts', line: 9, kind: 'own-session' },
    ],
  },
];

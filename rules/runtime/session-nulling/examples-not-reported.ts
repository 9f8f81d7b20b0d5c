import type { Example } from 'compliance-linter';

export const notReported: readonly Example[] = [
  {
    title: 'the handler’s own session, outside of strict',
    files: {
      'app/handlers/orders.py':
        'class OrderHandler:\n    def __init__(self, db_session):\n        self.db_session = db_session\n\n' +
        '    async def handle(self, message):\n        self.db_session = None\n',
    },
  },
  {
    title: 'constructors and teardown',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'class OrderHandler:\n    def __init__(self, orders):\n        self.db_session = None\n        self.orders.db_session = None\n' +
        [
          'close',
          '__aexit__',
          'cleanup',
          'disconnect',
          'stop',
          'shutdown',
          'on_disconnect',
          '_tear_down',
          'close_session',
        ]
          .map(
            (name) =>
              `\n    def ${name}(self, *details):\n        self.db_session = None\n        self.orders.db_session = None\n`,
          )
          .join(''),
      'src/handlers/orders.ts':
        'export class OrderHandler {\n  constructor() {\n    this.dbSession = null;\n  }\n' +
        ['dispose', 'ngOnDestroy', 'onModuleDestroy', 'tearDown', 'handleDisconnect', '[Symbol.asyncDispose]']
          .map((name) => `  ${name}() {\n    this.dbSession = null;\n    delete this.orders.dbSession;\n  }\n`)
          .join('') +
        "}\nsocket.on('close', () => {\n  orders.dbSession = null;\n});\nwork().finally(() => {\n  orders.dbSession = null;\n});\n",
    },
  },
  {
    title: 'a session that the function closes',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'async def on_message(message, service):\n    try:\n        await service.place(message)\n    finally:\n' +
        '        await service.db_session.close()\n        service.db_session = None\n\n\n' +
        'async def on_second(message, service):\n    session = service.db_session\n    service.db_session = None\n    await session.close()\n\n\n' +
        'async def on_third(message, service):\n    async with service.db_session:\n        await service.place(message)\n    service.db_session = None\n\n\n' +
        'async def on_fourth(message, service):\n    await close_quietly(service.db_session)\n    del service.db_session\n\n\n' +
        'async def on_fifth(message, service):\n    await service.aclose()\n    service.db_session = None\n\n\n' +
        'class OrderHandler:\n    async def handle(self, message):\n        await self.db_session.close()\n        self.db_session = None\n',
      'src/handlers/orders.ts':
        'export async function onMessage(repo) {\n  await repo.session?.endSession();\n  repo.session = undefined;\n}\n',
    },
  },
  {
    title: 'a session that the function lends, replaces or has opened anew',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'async def on_message(message, service):\n    async with session_scope() as session:\n        service.db_session = session\n' +
        '        try:\n            await service.place(message)\n        finally:\n            service.db_session = None\n\n\n' +
        'async def on_second(message, service, pool):\n    if message.is_stored:\n        service.db_session = await pool.acquire()\n' +
        '    else:\n        service.db_session = None\n\n\n' +
        'async def on_third(message, service):\n    service.db_session = None\n    await service.reconnect()\n\n\n' +
        'def on_fourth(message, service, session):\n    setattr(service, "db_session", session)\n    service.place(message)\n    service.db_session = None\n\n\n' +
        'def on_fifth(message, service):\n    with session_scope() as service.db_session:\n        service.place(message)\n    service.db_session = None\n',
      'src/handlers/orders.ts':
        'export async function onMessage(message, repo) {\n  const before = repo.session;\n  repo.session = null;\n' +
        '  try {\n    await repo.load(message);\n  } finally {\n    repo.session = before;\n  }\n}\n',
    },
  },
  {
    title: 'a session that is over, or given back by its user',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'def on_message(message, service):\n    if service.db_session.closed:\n        service.db_session = None\n' +
        '    if not service.db_session.is_active:\n        del service.db_session\n' +
        '    if service.db_session is message.session:\n        service.db_session = None\n',
      'src/handlers/orders.ts':
        'export function onMessage(repo) {\n  if (repo.session?.hasEnded) repo.session = undefined;\n' +
        '  if (!repo.session!.isOpen) delete repo.session;\n' +
        '  if (repo.session.isClosed) {\n    repo.session = undefined;\n  }\n}\n',
    },
  },
  {
    title: 'a handler’s own session that its class opens when it needs one',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'class OrderHandler:\n    def __init__(self):\n        self.db_session = None\n\n    def ready(self):\n' +
        '        if self.db_session is None:\n            self.db_session = SessionLocal()\n        return self.db_session\n\n' +
        '    def handle(self, message):\n        self.ready().add(message)\n        self.db_session = None\n',
    },
  },
  {
    title: 'session factories, and what only has session in its name',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker\n\nasync_session = async_sessionmaker(engine)\n\n\n' +
        'def on_message(message, service):\n    service.async_session = None\n    service.async_sessionmaker = None\n' +
        '    service.session_factory = None\n    service.Session = None\n    service.SessionLocal = None\n    service.session_id = None\n' +
        '    service.has_session = None\n    service.get_session = None\n    service.sessions = None\n    service.db_url = None\n' +
        '    service.orders_db = None\n\n\ndef on_second(message, catalogue):\n    catalogue.session().add(message)\n    catalogue.session = None\n',
    },
  },
  {
    title: 'HTTP sessions, by name, annotation or construction',
    preset: 'strict',
    files: {
      'app/handlers/named.py':
        'from app.db import session_scope\n\n\ndef on_message(message, service):\n    service.http_session = None\n' +
        '    service.client_session = None\n    service.http.session = None\n    service.api_client.session = None\n',
      'app/handlers/annotated.py':
        'import aiohttp\nfrom app.db import session_scope\n\n\nclass RatesHandler:\n    session: aiohttp.ClientSession\n\n' +
        '    def handle(self, message):\n        self.session = None\n        self.rates_service.session = None\n',
      'app/handlers/constructed.py':
        'import requests\nfrom app.db import session_scope\n\n\nclass RatesHandler:\n    def __init__(self):\n' +
        '        self.rates_service = RatesService(session=requests.Session())\n\n    def handle(self, message):\n' +
        '        self.rates_service.session = None\n',
      'app/handlers/entered.py':
        'from requests import Session\nfrom app.db import session_scope\n\n\ndef on_message(message, rates_service):\n' +
        '    with requests.Session() as session:\n        rates_service.fetch(session)\n    rates_service.session = None\n',
      'app/handlers/imported.py':
        'import httpx\n\n\ndef on_message(message, service):\n    """Keeps rates in the database."""\n    service.session = None\n',
    },
  },
  {
    title: 'sessions of users, browsers, chats, terminals and calls',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'from app.db import session_scope\n\n\ndef on_message(request, websocket, user, ctx, message, booking, service):\n' +
        '    request.session = None\n    request.state.session = None\n    websocket.session = None\n    user.session = None\n' +
        '    ctx.session = None\n    del ctx.session\n    message["session"] = None\n    booking.session = None\n' +
        '    service.user_session = None\n    service.chat_session = None\n    service.ssh.session = None\n    service.checkout_session = None\n' +
        '    service.auth_service.session = None\n    service.tool_handler.session = None\n    service.request_scope["session"] = None\n',
      'src/handlers/orders.ts':
        "import { prisma } from '../db';\nexport function onMessage(req, ctx, socket, auth, terminal) {\n  req.session = null;\n" +
        '  delete req.session;\n  ctx.session = undefined;\n  socket.data.session = null;\n  auth.session = null;\n' +
        '  terminal.pty.session = null;\n}\n',
      'src/handlers/sign-out.tsx':
        "import { useState } from 'react';\nexport function handleSignOut(store, service, state) {\n  store.session = null;\n" +
        '  service.session = null;\n  state.session = null;\n  state.db = null;\n}\n',
      'app/handlers/voice.py':
        'class VoiceHandler:\n    async def on_message(self, message):\n        self.service.session = None\n' +
        '        self.session = None\n        self.feed.session = None\n        self.feed.db = None\n',
    },
  },
  {
    title: 'data: keyword arguments, options, events, copies',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'from app.db import session_scope\n\n\ndef on_message(message, service, kwargs, options, config):\n' +
        '    kwargs["db_session"] = None\n    options.db = None\n    config.db_session = None\n    message["session"] = None\n' +
        '    values = {}\n    values["db_session"] = None\n    twin = copy.copy(service)\n    twin.db_session = None\n' +
        '    bare = OrderService.__new__(OrderService)\n    bare.db_session = None\n    redis_pool.db = None\n    local.db_session = None\n' +
        '    health["db"] = None\n    place(message, session=None, db=None)\n\n\n' +
        'class Snapshot:\n    def __getstate__(self):\n        state = vars(self)\n        state["db_session"] = None\n' +
        '        del state["session"]\n        return state\n',
      'src/handlers/orders.ts':
        "import { db } from '../db';\nexport function onMessage(message, service) {\n  Object.assign({}, service, { session: null });\n" +
        '  const twin = { ...service };\n  twin.dbSession = null;\n  run({ session: null, db: null });\n  globalThis.db = null;\n' +
        '  const { session = null } = service;\n}\n',
    },
  },
  {
    title: 'local variables, parameters, and values that are not always nothing',
    preset: 'strict',
    files: {
      'app/handlers/orders.py':
        'from app.db import session_scope\n\ndb_session = None\n\n\ndef on_message(message, service, session=None, db: Db | None = None):\n' +
        '    db_session = None\n    session: Session | None = None\n    service.session = session\n' +
        '    service.session = None if message.is_done else message.session\n\n\n' +
        'def on_second(message, service, nothing=None):\n    service.session = nothing\n\n\n' +
        'def on_third(message, service):\n    found = None\n    if message.is_stored:\n        found = message.session\n    service.session = found\n\n\n' +
        'def on_fourth(message, service):\n    service.session, rest = load(None), None\n    service.session, *rest = None, 1\n' +
        '    if service.session == None or service.session is None:\n        pass\n    """service.session = None"""\n    # service.session = None\n',
      'src/handlers/orders.ts':
        "import { db } from '../db';\nexport function onMessage(message, service, session = null) {\n  let dbSession = null;\n" +
        '  let found = null;\n  if (message.isStored) found = message.session;\n  service.session = found;\n  return dbSession;\n}\n' +
        'export function onSecond(message, service) {\n  service.session ??= null;\n  if (service.session === null) return;\n' +
        '  [service.session] = load(null);\n  ({ session: service.session } = message);\n' +
        '  service.session = message.isDone ? null : message.session;\n}\n',
    },
  },
  {
    title: 'code that handles no messages, code of modules, and tests',
    preset: 'strict',
    files: {
      'app/api/orders.py': '@app.get("/orders")\nasync def orders(service):\n    service.db_session = None\n',
      'app/main.py':
        '@app.on_event("startup")\ndef start(service):\n    service.db_session = None\n\n\nclass Orders:\n    def place(self):\n        self.repo.session = None\n',
      'app/handlers/registry.py': 'from app.services import orders\n\norders.db_session = None\n',
      'src/orders.ts': 'export class Orders {\n  @Get() find() {\n    this.repo.session = null;\n  }\n}\n',
      'tests/handlers/test_orders.py': 'def test_on_message(service):\n    service.db_session = None\n',
      'src/handlers/orders.spec.ts': 'test("on message", () => {\n  service.dbSession = null;\n});\n',
    },
  },
];

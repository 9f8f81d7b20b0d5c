import { examplesOf } from '../../src/model/rule.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import rule from '../../rules/runtime/session-nulling.js';
import { matchesName } from '../../rules/runtime/session-nulling/names.js';
import type { Finding } from '../../src/model/finding.js';
import type { Preset } from '../../src/model/rule.js';
import { checkFiles } from '../check-files.js';
import { parseContent } from '../formats/parse.js';
import { withinSeconds } from '../time-budget.js';

const PATH = 'app/handlers/orders.py';

async function findingsIn(files: Readonly<Record<string, string>>, preset?: Preset): Promise<readonly Finding[]> {
  const report = await checkFiles(files, { rule: 'session-nulling', ...(preset === undefined ? {} : { preset }) });
  assert.equal(report.failures, []);
  return report.findings;
}

test('a finding marks what is taken away, and names it as its subject', async () => {
  const text =
    'def on_message(message, service):\n    done, service.db_session = True, None\n    delattr(service, "db")\n';
  const findings = await findingsIn({ [PATH]: text });
  assert.equal(
    findings.map(({ range, subject, kind }) => ({ range, subject, kind })),
    [
      {
        range: { start: { line: 2, column: 11 }, end: { line: 2, column: 29 } },
        subject: 'service.db_session',
        kind: 'default',
      },
      {
        range: { start: { line: 3, column: 5 }, end: { line: 3, column: 27 } },
        subject: 'service.db',
        kind: 'default',
      },
    ],
  );
});

test('a long object is shown by its beginning, a key as it is written in JSON', async () => {
  const [long, key] = await findingsIn({
    [PATH]:
      `def on_message(message):\n    services["${'orders'.repeat(20)}"].db_session = None\n` +
      `    contexts['now']['db_session'] = None\n`,
  });
  assert.is(long?.subject, `services["${'orders'.repeat(8)}o….db_session`);
  assert.is(key?.subject, 'contexts[\'now\']["db_session"]');
});

test('several sessions in one line are one finding with related places', async () => {
  const [finding, ...others] = await findingsIn({
    [PATH]: 'def on_message(orders, mails):\n    orders.db_session = mails.db_session = None\n',
  });
  assert.equal(others, []);
  assert.is(finding?.subject, 'orders.db_session');
  assert.equal(
    finding?.related.map(({ range }) => range.start.column),
    [25],
  );
});

/** Examples say what holds in one preset; but for a handler's own session the other says the same. */
const { valid, invalid } = await examplesOf(rule);
for (const example of [...valid, ...invalid]) {
  const problems = (example.problems ?? []).filter(({ kind }) => kind !== 'own-session');
  if (example.options !== undefined) continue;
  for (const preset of ['recommended', 'strict'] as const) {
    test(`${preset} sees: ${example.title}`, async () => {
      const findings = await findingsIn(example.files, preset);
      assert.equal(
        findings
          .filter(({ kind }) => kind !== 'own-session')
          .map(({ path, range, kind, severity }) => [path, range.start.line, kind, severity]),
        problems.map(({ path, line, kind = 'default' }) => [path, line, kind, kind === 'default' ? 'high' : 'medium']),
      );
      assert.ok(preset === 'strict' || findings.every(({ kind }) => kind !== 'own-session'));
    });
  }
}

/** What is taken away in the Python text, by the remark on its line. */
const PYTHON: Readonly<Record<string, string>> = {
  'calls that set nothing': `
def on_message(message, service, mails, repo):
    setattr(service)
    setattr(service, "db_session")
    setattr(mails, "db_session", message)
    setattr(service, name, None)
    setattr(repo, "Session", None)
    setattr(repo, "sessions", None)
    setattr(None, "db_session")
    set(service, "db_session", None)
    setattr(*message, "db_session", None)
    delattr(service, name)
    service.setattr("db_session", None)
    getattr(service, "db_session", None)


def handle_second(message, service):
    object.__setattr__(service, "db_session", None)  # taken
    super().__setattr__("db_session", None)  # own
    service.settings.__delattr__("db_session")
    service.__delattr__("db_session")  # taken
`,
  'texts, conditions and calls that look like targets': `
def on_message(message, service):
    log("del service.db_session")
    del message
    if service.db_session is not None and done == None:
        place(service.db_session, retries=None)
    service.db_session.info = None
    service.load(None).db_session == None
    del service.lines[0], service[name]
    service["lines"]["db_session"] = None  # taken
`,
  'tuples whose values are not known': `
def on_message(message, service):
    service.db_session, done = message
    service.db_session, *rest = None, 1
    *rest, service.db_session = 1, None
    service.db_session, done = *message, None
    done, service.db_session = *message, None
    (service.db_session, done), rest = None, 1
    (service.db_session, done), rest = load(None, 1), 1
    (service.db_session, done) = load(None, 1)


def process_message(message, orders, mails, stock):
    orders.db_session = cast(AsyncSession, message)
    mails.db_session = cast(None)
    stock.db_session = load(AsyncSession, None)


def handle_second(message, service):
    [service.db_session, done] = [None, 1]  # taken
    service.db_session, done = (  # taken
        None,  # for now
        1,
    )
    service.db_session = typing.cast(AsyncSession, (None))  # taken
`,
  'names that are not nothing alone': `
nobody = None
NOTHING: None = None
later = None
later = load()


def on_message(message, service, mails, orders):
    service.db_session = nobody  # taken
    service.db_session = NOTHING  # taken
    mails1.db_session = later
    service.nobody = 1
    place(nobody=1)
    anything = None
    anything, rest = message
    mails2.db_session = anything
    for found in message:
        found = None
    mails3.db_session = found
    some: None
    some = None
    nothings = some_other = 1
    service.db_session = some  # taken
    mails4.db_session = unknown


def handle_second(message, mails, nothing):
    mails5.db_session = nothing


def handle_third(message, mails):
    nothing = 1
    mails6.db_session = nothing


def handle_fourth(message, mails):
    empty = None
    mails.place(lambda empty: empty)
    mails7.db_session = empty


def handle_fifth(message, service):
    unset = None
    unsettled = message.unset = 1
    service.db_session = unset  # taken


def handle_sixth(message, service):
    unset = load(message)
    service.db_session = unset


def handle_seventh(message, service):
    often = None
    place(often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often, often)
    service.db_session = often
`,
  'sessions whose prefix leaves their kind open': `
from sqlalchemy.orm import Session


def on_message(message, service, client, audit_session: Session):
    service.audit_session = None  # taken
    service.mail_session = None  # taken
    client.audit_session = None


def handle_second(message, service, mail_service, user_session: AsyncSession, stock_session: AsyncSession):
    service.order_session.commit()
    mail_service.order_session = None  # taken
    mail_service.stock_session = None  # taken
    mail_service.user_session = None
    mail_service.checkout_session = None
    mail_service.has_session = None
    mail_service.has_db_session = None
    mail_service.open_transaction_session = None
    mail_service.create_session = None
    mail_service.shared_async_session = None  # taken
`,
  'a database of a worker, of a dictionary, of anything': `
def on_message(message, service, feed, services, checks):
    service.db = None  # taken
    service["db"] = None
    feed.db = None
    checks["db"] = None
    feed.orders_repository.db = None  # taken
`,
  'a database of its own': `
class OrderHandler:
    def handle(self, message):
        self.db = None  # own
        window.db_session = None
        process.db_session = None
        thread_local.db_session = None
        globals()["db_session"] = None
        self.window.db_session = None  # taken
        order_process.db_session = None  # taken
`,
  'the same where databases are spoken of': `
"""Keeps orders in the database."""


def on_message(message, service, feed, services, volume, deps):
    service["db"] = None  # taken
    feed.db = None  # taken
    services["db"] = None  # taken
    feed["db"] = None
    deps["db"] = None
    volume.db = None
    feed.agent.db = None
    feed.redis.db = None
`,
  'the same where database sessions are used': `
from app.db import engine


def on_message(message, feed, deps, x):
    deps["db"] = None  # taken
    deps["session"] = None  # taken
    feed["db"] = None
    x["session"] = None  # taken
    x.session = None  # taken
    feed.session = None  # taken
`,
  'sessions beside those of another library': `
import openai
from app.db import engine


class Feed(Handler):
    def handle(self, message, stock, x, deps):
        self.orders.session = None
        x.session = None
        deps.session = None
        stock.session.rollback()
        stock.session = None  # taken
        self.order_service.session = None  # taken
        self.session = None
`,
  'sessions beside those of another library, with their type': `
import openai
from app.db import engine


class Feed(Handler):
    def handle(self, message, session: AsyncSession):
        self.orders.session = None  # taken
        self.session = None  # own
`,
  'objects whose origin says what they are': `
from app.repositories import orders, mails


def on_message(message, x, other):
    x = Booking()
    x.session = None
    other.session = None  # taken
    item = OrderRepository()
    item.session = None  # taken
    sync = OrderSync(message, session=session)
    sync.session = None  # taken
    visit = Booking(session=message.training_session)
    visit.session = None
    for ledger in self.services:
        ledger.session = None  # taken
    orders.session = None  # taken
    for one in services.values():
        one.session = None  # taken
    made = OrderService.create(message)
    made.session = None  # taken
    loaded = await visit_service.load(message)
    loaded.session = None  # taken


def handle_second(message):
    item = load_booking(message)
    item.session = None
    mails = load_booking(message)
    mails.session = None


def handle_third(message, booking: BookingService, visit: "Booking | None"):
    booking.session = None  # taken
    visit.session = None
`,
  'the object whose method it is, by any name': `
class OrderHandler:
    def handle(me, message):
        me.db_session = None  # own
        OrderHandler.db_session = None  # own

    def on_message(self, message, you, he):
        you.me = self
        me = message
        me.db_session = None  # taken
        she = self
        she.db_session = None  # own
        he.she = he = message


@shared_task(bind=True)
def settle(self):
    self.db_session = None  # own
`,
  'a session that is over, or not': `
def on_message(message, service):
    if message.batch.closed:
        service.db_session = None  # taken
    if service.db_session.closed:

        def later():
            service.db_session = None  # taken

    if service.db_session.closed:
        place(message)
    else:
        service.db_session = None  # taken
    if not service.db_session.closed:
        service.db_session = None  # taken
    if service.db_session.is_active:
        service.db_session = None  # taken
    if service.db_session is not message.session:
        service.db_session = None  # taken
    if message.is_done:
        pass
    elif service.db_session == message.session:
        service.db_session = None
`,
};

const ECMASCRIPT: Readonly<Record<string, string>> = {
  'calls that set nothing': `
export function onMessage(message, service) {
  Object.assign(service);
  Object.assign();
  Object.assign(service, message.session);
  Object.assign(service, { Session: null, sessions: null, hasDbSession: null });
  Object.assign(service, load({ dbSession: null }));
  Object.assign(service, { dbSession: message, ...message });
  Object.assign(service, { dbSession: null, ...message });
  Object.assign(service, { dbSession: null, dbSession: message });
  Object.assign(service, { 'dbSession': null }); // taken
  Object.assign(service, { dbSession() { return null; } });
  Reflect.set(service, message.session, null);
  Reflect.set(service, 'dbSession', message);
  Reflect.set(service, 'dbSession');
  Reflect.get(service, 'dbSession', null);
  Reflect.deleteProperty(service, 'dbSession'); // taken
  Object.assign(service, { dbSession: void message }); // taken
}
`,
  'texts, conditions and calls that look like targets': `
export function onMessage(message, service) {
  log('delete service.dbSession; service.dbSession = null');
  delete service.lines[message.session];
  delete service[message];
  if (service.dbSession != null || service.dbSession === undefined) return null;
  place(service.dbSession, (x = null) => null);
  service.dbSession.info = null;
  service.dbSession ||= null;
  service.dbSession += undefined;
  message.dbSession = -null;
  message.dbSession = !undefined;
}
`,
  'destructuring whose values are not known': `
export function onMessage(message, service) {
  [message.x, service.dbSession] = [...message, null];
  [service.dbSession] = null;
  [service.dbSession] = [];
  [[service.dbSession]] = [null];
  [service.dbSession = null] = message;
  ({ session: service.dbSession } = { ...message, session: null });
  ({ session: service.dbSession } = null);
  ({ session: service.dbSession } = { db: null });
  ({ [service.dbSession]: message.x } = { x: null });
  ({ session: { db: service.dbSession } } = { session: { db: null } }); // taken
  ({ 'session': service.dbSession } = { session: null }); // taken
  [, [service.dbSession]] = [1, [null]]; // taken
  for (service.dbSession of [null]) message.next();
}
`,
  'names that are not nothing alone': `
const nothing = null;
let later;
export function onMessage(message, service, mails) {
  service.dbSession = nothing; // taken
  mails1.dbSession = later;
  const { found } = message;
  { const found = null; }
  mails2.dbSession = found;
  let changed = null;
  changed = message;
  mails3.dbSession = changed;
  let same = null;
  same = undefined;
  service.dbSession = same; // taken
  let counted = null;
  counted++;
  mails4.dbSession = counted;
  const some = void 0, property = { some: 1 };
  if (some < message.some) service.some = 1;
  service.dbSession = some; // taken
  let drawn = null;
  for (drawn of message) place(drawn);
  mails5.dbSession = drawn;
  const taken = { taken: null };
  mails6.dbSession = taken;
  let failed = null;
  try { place(); } catch (failed) { place(failed); }
  mails7.dbSession = failed;
  let given = null;
  message.forEach((given) => place(given));
  mails8.dbSession = given;
  let made = null;
  function made() {}
  mails9.dbSession = made;
}
`,
  'methods and fields with decorators and other neighbours': `
class Orders {
  @EventPattern('placed')
  // of the shop
  @Retried()
  async placed() {
    this.repo.session = null; // taken
  }
  other() {
    this.repo.session = null;
  }
  @EventPattern('paid') count = 1;
  next = () => {
    this.repo.session = null;
  };
}
class Feed implements Consumer<Line>, Closable {
  next() {
    this.repo.session = null; // taken
  }
}
class Page extends mixin(Handler) {
  next() {
    this.repo.session = null;
  }
}
`,
};

/** The lines of a text that end with a remark, and the kind that it means. */
function remarksIn(text: string): readonly (readonly [number, string])[] {
  return text.split('\n').flatMap((line, index) => {
    const [, remark] = /(?:#|\/\/) (taken|own)$/.exec(line) ?? [];
    return remark === undefined ? [] : [[index + 1, remark === 'own' ? 'own-session' : 'default'] as const];
  });
}

for (const [extension, texts] of [
  ['py', PYTHON],
  ['ts', ECMASCRIPT],
] as const) {
  for (const [what, text] of Object.entries(texts)) {
    test(`in ${extension}: ${what}`, async () => {
      // The handlers are known by their names alone.
      const findings = await findingsIn({ [`shop/orders.${extension}`]: text }, 'strict');
      assert.equal(
        findings.map(({ range, kind }) => [range.start.line, kind]),
        remarksIn(text),
      );
    });
  }
}

const QUIET: readonly (readonly [string, string])[] = [
  [
    'app/orders.py',
    'class Orders:\n    def __init__(self, session, db=None):\n        self.session = session\n        self.db = db\n' +
      '        self.rates = None\n        session = None\n        self.session.add(None)\n',
  ],
  [
    'src/orders.ts',
    'export class Orders {\n  constructor(private db: Db, session = null) {\n    this.session = session;\n  }\n' +
      '  find() {\n    if (this.db === null) return undefined;\n    return this.session.get(null);\n  }\n}\n',
  ],
];

for (const [path, text] of QUIET) {
  test(`${path}, where no session is set to nothing, is not parsed`, async () => {
    const file = await parseContent(path, text);
    assert.equal([...(rule.extract?.[file.format]?.(file) ?? [])], []);
    assert.is(file.isParsed, false);
  });
}

const BOTH: readonly (readonly [string, string])[] = [
  [PATH, '@app.task\ndef settle(self, repo):\n    nothing = None\n    repo.session = nothing\n    del repo.db\n'],
  [
    'src/handlers/orders.ts',
    "export class Orders extends Handler<Order> {\n  @EventPattern('paid') paid() {\n" +
      '    [, this.repo.session] = [1, null];\n    delete this.repo!.db;\n  }\n}\n',
  ],
];

for (const [path, text] of BOTH) {
  test(`both parsers find the same facts in ${path}, and plain JSON`, async () => {
    const [native, wasm] = [await parseContent(path, text, 'native'), await parseContent(path, text, 'wasm')].map(
      (file) => [...(rule.extract?.[file.format]?.(file) ?? [])],
    );
    assert.is(native?.length, 2);
    assert.equal(native, wasm);
    assert.equal(native, JSON.parse(JSON.stringify(native)));
  });
}

test('names are compared without regard to case, _ and -', () => {
  assert.ok(matchesName('handleOrderPlaced', 'handle_*'));
  assert.ok(matchesName('AsyncWebsocketConsumer', '*consumer'));
  assert.ok(matchesName('order-placed.handler', '*handler*'));
  assert.ok(matchesName('on_message', 'onMessage'));
  assert.ok(matchesName('axbxc', 'a*b*c'));
  assert.not.ok(matchesName('on_message_sent', 'on_message'));
  assert.not.ok(matchesName('panel', '*handler*'));
  assert.not.ok(matchesName('ab', 'ab*b'));
  assert.not.ok(matchesName('acb', 'a*b*c'));
});

test('a pattern of many stars takes linear time', async () => {
  const pattern = `${'*a'.repeat(20_000)}b`;
  assert.is(await withinSeconds(4, () => matchesName('a'.repeat(40_000), pattern)), false);
});

const HEAD = 'import sqlalchemy\ndef on_message(repo):\n    repo.session = None\n';
const REPEATED: Readonly<Record<string, string>> = {
  'path of names': `    y = ${'abc.'.repeat(100_000)}x\n`,
  name: `    y = ${'session_'.repeat(50_000)}\n`,
  'run of blanks': `    x.session = ${' '.repeat(400_000)}1\n`,
  'run of openings': 'x.session = (\n'.repeat(20_000),
  'list of keys': `    "${'session"]["'.repeat(40_000)}\n`,
  'run of calls': 'setattr(x, aaaaaaaaaaaaaaaaaaaa'.repeat(10_000),
  'run of types': 'a: b: c: '.repeat(30_000),
  'run of loops': 'for a, b, c, d, '.repeat(20_000),
};

for (const [what, text] of Object.entries(REPEATED)) {
  test(`a long ${what} takes linear time`, async () => {
    const file = await parseContent('app/handlers/orders.py', HEAD + text);
    file.tree();
    await withinSeconds(4, () => [...(rule.extract?.['python']?.(file) ?? [])]);
  });
}

test('many names that may stand for nothing are looked into a few times only', async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `    n${index} = None\n    repo.session = n${index}\n`);
  const file = await parseContent(PATH, `def on_message(repo):\n${names.join('')}`);
  await withinSeconds(4, () => [...(rule.extract?.['python']?.(file) ?? [])]);
});

test('brackets that nest deep around a session are no failure of the run', async () => {
  const text = `def on_message(repo):\n    ${'('.repeat(5000)}repo.session${')'.repeat(5000)} = None\n`;
  const report = await checkFiles({ [PATH]: text }, { rule: 'session-nulling' });
  assert.is(report.failures.length + report.skips.length, 1);
});

test.run();

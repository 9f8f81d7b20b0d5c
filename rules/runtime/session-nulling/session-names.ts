import { wordsOf } from './names.js';

/** Source of an expression for names that may be those of a session, in any language. */
export const SESSION_NAME =
  '(?<!\\w)#?_{0,3}(?:db|dbsession|(?:[a-z]\\w*_)?session(?:_?[dD][bB])?|[a-z]\\w*Session)_{0,2}(?!\\w)';

/** What every text with such a name holds; far cheaper to look for. */
export const PART_OF_SESSION_NAME = /db_{0,2}(?!\w)|ession/;

/** How sure a name is to be that of a database session. */
export type NameCertainty =
  /** It says so: `db_session`, `sessionDb`. */
  | 'database-session'
  /** `db`, which may be many things about a database. */
  | 'database'
  /** `session`, `_session`, `current_session`: any kind of session. */
  | 'session'
  /** `audit_session`: whose session it is, but not what kind. */
  | 'named-session';

/** What the name of an attribute or key says; undefined if it is none of a database session. */
export function certaintyOfName(name: string): NameCertainty | undefined {
  if (!new RegExp(`^${SESSION_NAME}$`).test(name)) return undefined;
  const words = wordsOf(name);
  if (words.length === 1) return ONE_WORD[words[0] ?? ''];
  if (words.at(-1) === 'db') return words.includes('session') ? 'database-session' : undefined;
  const before = words.slice(0, -1);
  if (before.some((word) => OTHER_KINDS.has(word) || OTHER_HOLDERS.has(word) || VERBS.has(word))) return undefined;
  if (before.some((word) => DATABASE_KINDS.has(word))) return 'database-session';
  return before.every((word) => ANY_KIND.has(word)) ? 'session' : 'named-session';
}

const ONE_WORD: Readonly<Record<string, NameCertainty>> = {
  db: 'database',
  dbsession: 'database-session',
  session: 'session',
};

const DATABASE_KINDS: ReadonlySet<string> = new Set(
  (
    'db database sql sqla sqlalchemy sqlmodel alchemy orm pg postgres postgresql mysql mariadb sqlite oracle mongo mongodb ' +
    'mongoose neo4j cassandra cql tx trx txn transaction transactional uow persistence repository repo ' +
    'read write reader writer primary replica readonly'
  ).split(' '),
);

/** Words that leave open what kind of session it is. */
const ANY_KIND: ReadonlySet<string> = new Set(
  (
    'current active own inner outer parent the my new old main default shared scoped local async sync worker ' +
    'consumer handler job task message service tenant'
  ).split(' '),
);

/** `has_session` says whether there is one, `create_session` makes one. */
const VERBS: ReadonlySet<string> = new Set(
  'is has had needs need get set on use with no skip keep should can will require requires create make open close start end before after'.split(
    ' ',
  ),
);

/** Sessions of these kinds, and of what is named for them, are no database sessions. */
export const OTHER_KINDS: ReadonlySet<string> = new Set(
  (
    'request requests req response http https aiohttp httpx client clients rest api graphql grpc rpc ctx connection conn peer ' +
    'web websocket websockets ws socket sockets sio socketio sse channel stream streaming auth authentication login logout ' +
    'signin oauth oidc sso saml jwt token cookie cookies identity browser page tab selenium playwright puppeteer driver ' +
    'webdriver chat conversation dialog dialogue thread prompt llm ai agent agents assistant bot copilot claude openai gemini ' +
    'gpt mcp realtime live voice audio video media rtc webrtc livekit call sip stt tts asr speech camera recording replay ' +
    'playback player cast screen ssh sftp ftp telnet terminal term tty pty shell console tmux tool tools kernel notebook ' +
    'jupyter debug debugger repl lsp editor vscode spark boto boto3 aws s3 sts azure gcp cloud tf tensorflow ort onnx ' +
    'inference game match lobby snmp ldap smtp imap mqtt amqp bluetooth ble usb tls ssl quic dtls tracing telemetry sentry ' +
    'impersonation scope crawl crawler scraper spider proxy pip'
  ).split(' '),
);

/** Their `session` is one that they take part in or consist of. */
export const OTHER_HOLDERS: ReadonlySet<string> = new Set(
  (
    'user users account member customer visitor guest person admin owner operator character actor participant attendee ' +
    'device vehicle phone sensor room quiz exam study lesson course class lecture workshop meeting event booking workout ' +
    'training checkout payment portal billing shopping cart wallet trading parking charging upload download onboarding'
  ).split(' '),
);

import { wordsOf } from './environments.js';
import { isAddressed } from './hosts.js';

/** What else is known of a value besides the names that it flows into. */
export interface Surroundings {
  /** The literal without its quotes, interpolations as HOLE. */
  readonly text?: string;
  /** The enclosing classes and functions (`RedisCache.connect`). */
  readonly owner?: string;
}

/** Nouns for one end of a connection: which end, another word beside them says (`SEARCH_HOST`, not `HOST`). */
const ENDS = words('host hosts hostname hostnames addr address addresses server servers node nodes');
/** Beside those, words that do not say that it is the other end. */
const GENERIC = words(
  'service services http https web website www app application api backend frontend admin dashboard console ui site public ' +
    'external internal private rest rpc grpc ws wss websocket socket mcp webhook worker workers monitor proxy container instance machine pod master main primary default ' +
    'defaults fallback my our own the base root current name env environment config conf cfg settings option value var port ' +
    'django flask fastapi streamlit gradio node nodejs express next vite get set init new parsed parse url self cls',
);
/** What is only ever connected to. */
const SERVICES = words(
  'redis aioredis valkey memcache memcached cache db dbs database databases sql sqlalchemy postgres postgresql psycopg psycopg2 asyncpg pg pgsql mysql pymysql ' +
    'mariadb mssql oracle mongo mongodb pymongo cassandra couch couchdb couchbase clickhouse influx influxdb neo4j elastic ' +
    'elasticsearch opensearch solr meili meilisearch typesense qdrant milvus weaviate chroma chromadb vespa kafka zookeeper ' +
    'rabbit rabbitmq amqp nats pulsar mqtt celery broker brokers queue s3 minio ldap vault consul etcd temporal ollama vllm ' +
    'keycloak upstream dsn',
);
/** Words of those that an enclosing class or function may have for another reason. */
const VAGUE = words('db dbs sql upstream');
/** Ports that say the same. */
const SERVICE_PORT =
  /:(?:5432|3306|1433|1521|27017|6379|11211|9092|2181|5672|4222|9200|9300|8123|7700|6333|19530|7687|2379|8500|8200)(?!\d)/;
/** What is written of the other end only. */
const CONNECTING = words('url urls uri uris endpoint endpoints connect connection connections client channel upstream');

/** What conventionally runs beside the program: agents of telemetry, resolvers, relays of mail. */
const BESIDE = words(
  'statsd datadog dd otel otlp opentelemetry telemetry jaeger zipkin trace tracing metrics metric prometheus pushgateway ' +
    'graphite telegraf syslog logstash fluentd fluent graylog gelf sentry newrelic xray collector docker daemon sidecar tunnel ' +
    'dns nameserver resolver ntp ' +
    'mail email smtp lmtp mailer sender recipient mailto',
);
/** Other words that tell another purpose. */
const OTHER_PURPOSES = words(
  [
    'bind binding bound listen listening listener serve serving uvicorn gunicorn hypercorn werkzeug runserver interface',
    'allow allowed allowlist whitelist whitelisted trusted permitted cors origin origins csp csrf referer referrer',
    'deny denied block blocked blocklist blacklist exclude excluded ignore ignored skip bypass loopback',
    'cookie cookies forwarded peer headers header fqdn helo ehlo',
    'help description placeholder example examples hint usage epilog docstring swagger openapi',
    'health healthcheck healthz readiness liveness probe debugger debugging debugpy pydevd pdb rdb devtools chromedriver webdriver',
    'dev devel development local localdev test tests testing debug mock fake stub dummy sample e2e',
  ].join(' '),
);
const OTHER_PHRASES =
  /\b(?:client|remote|peer|source|src|user|visitor) (?:ips?|host|addr|address)\b|\bclient hosts\b|\binternal ips\b|\bno proxy\b|\bserver name\b|\balt names\b|^(?:run|start|serve|create|make|launch|spawn)\b.*\bserver$/;
/** Whole names of what starts a server, declares an option of a command, asks a person, writes a text or builds an error. */
const OTHER_CALLS =
  /(?:^|\.)(?:run|run_app|run_server|start_server|create_server|make_server|TCPSite|add_argument|add_option|option|Option|argument|Argument|flag|prompt|ask|input|print|echo|secho|log)$|(?:^|[._])log(?:ger|ging)?\.\w+$|(?:^|\.)console\.\w+$|(?:Error|Exception|Warning)$/;
const SERVER_CLASS = /(?:^|\.)[A-Z]\w*[a-zA-Z]Server$/;
/** A function that starts a server. */
const SERVING = /(?:^|\.)(?:run|serve|listen|bind|run_server|start_server|runserver)$/;
/** What a person said on the command line, and the program's own defaults for it. */
const OF_COMMAND = /^(?:args|argv|opts|flags|FLAGS|namespace|parsed_args|cli_args)\.(?!get\b)/;
/** The machine's own name, which shells and containers set. */
const OWN_NAME = /^HOSTNAME$/;
/** What a client sent: its own headers and address, not ours. */
const OF_REQUEST = /(?:^|[._])(?:request|req|headers|META|scope)\./;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * True if a local host that flows into these names is one to connect to, as far as words tell: not an address to listen
 * on, an allow list, a cookie's domain, a client's address, a telemetry agent or mail relay beside the program, a text
 * for people, a value for development. What only says `host` may be either, and counts as an address to listen on.
 *
 * @param names the variable, parameter, keyword, field, key, and the function called, as written and dotted
 */
export function isConnection(names: readonly string[], { text = '', owner = '' }: Surroundings = {}): boolean {
  const found = names.flatMap(wordsOf);
  if (names.some((name) => OWN_NAME.test(name))) return false;
  const isBeside = SERVING.test(owner) || wordsOf(owner).some((word) => BESIDE.has(word));
  // A service by its name is one wherever it is asked for: `REDIS_HOST` in an `EmailQueue`.
  if (names.some(hasOtherPurpose) || (isBeside && !found.some((word) => SERVICES.has(word)))) return false;
  const isWithinService = wordsOf(owner).some((word) => SERVICES.has(word) && !VAGUE.has(word));
  const isService = isWithinService || found.some((word) => SERVICES.has(word)) || SERVICE_PORT.test(text);
  const isUrl = isAddressed(text);
  if (isService || isUrl) return isUrl || !found.includes('domain');
  // Who connects to 0.0.0.0 mistook an address to listen on; who listens there is far more frequent.
  if (text.includes('0.0.0.0') || found.includes('domain')) return false;
  return found.some((word) => CONNECTING.has(word)) || names.some((name) => namesOtherEnd(name, /:\d+/.test(text)));
}

function hasOtherPurpose(name: string): boolean {
  if (OTHER_CALLS.test(name) || SERVER_CLASS.test(name)) return true;
  if (OF_REQUEST.test(name) || OF_COMMAND.test(name)) return true;
  const found = wordsOf(name);
  return found.some((word) => OTHER_PURPOSES.has(word) || BESIDE.has(word)) || OTHER_PHRASES.test(found.join(' '));
}

/** `SEARCH_HOST`, `settings.searchHostname`; not `HOST`, `API_HOST`, `parsed.hostname`. With a port also `SEARCH`. */
function namesOtherEnd(name: string, hasPort: boolean): boolean {
  const found = wordsOf(name.split('.').at(-1) ?? '');
  const isSpecific = found.some((word) => !ENDS.has(word) && !GENERIC.has(word) && !/^\d+$/.test(word));
  const isVariable = hasPort && /^[A-Z][A-Z\d_]*$/.test(name);
  return isSpecific && (isVariable || found.some((word) => ENDS.has(word)));
}

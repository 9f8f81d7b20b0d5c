import type { Random } from './random.js';

/** One name in the spellings of both languages. */
export interface Name {
  readonly snake: string;
  readonly camel: string;
  readonly pascal: string;
  readonly upper: string;
  readonly kebab: string;
}

export interface Field {
  readonly name: Name;
  readonly python: string;
  readonly typescript: string;
}

/** What a template is filled with: drawn once per plant, so a word used twice in a template is the same word. */
export interface Words {
  readonly random: Random;
  pick(...choices: readonly string[]): string;
  /** Names that the planted file does not use yet. */
  readonly first: Name;
  readonly second: Name;
  readonly third: Name;
  /** Everyday words: `order`, `send`, `redis`. */
  readonly noun: Name;
  readonly verb: Name;
  readonly system: Name;
  /** Environment variables that hold a host or a URL to connect to. */
  readonly hostVariable: string;
  readonly urlVariable: string;
  /** A loopback host, alone; a URL with one, or with 0.0.0.0, which alone mostly means to listen; a port. */
  readonly host: string;
  readonly url: string;
  readonly port: string;
  /** Eight different fields. */
  readonly fields: readonly Field[];
}

const SYSTEMS =
  'redis postgres rabbitmq kafka elasticsearch opensearch minio clickhouse memcached mongo nats vault celery billing catalog ledger pricing inventory search geocoder renderer tokenizer embeddings thumbnails invoicing shipping payments loyalty recommendations translations'.split(
    ' ',
  );
const NOUNS =
  'order invoice customer shipment voucher parcel refund basket coupon payout warehouse supplier tariff courier receipt contract tenant ticket booking meter quote deposit pallet dispatch rebate remittance forecast locker manifest consignment'.split(
    ' ',
  );
const ADJECTIVES =
  'overdue nearest pending merged partial seasonal wholesale returned archived prepaid reserved nightly regional disputed priced bundled deferred rounded settled imported weighed flagged stacked outbound inbound retried split pooled sorted capped'.split(
    ' ',
  );
const VERBS =
  'send load save price collect settle release book assign total refresh archive notify publish fetch resolve charge reserve pack route'.split(
    ' ',
  );
const SUFFIXES = 'batch entry summary slot ledger lane window bucket share ratio queue mark sheet zone'.split(' ');
const HOSTS = ['localhost', 'localhost', '127.0.0.1'];
const FIELDS: readonly (readonly [string, string, string])[] = [
  ['gross_total', 'int', 'number'],
  ['net_weight', 'float', 'number'],
  ['street', 'str', 'string'],
  ['city', 'str', 'string'],
  ['postal_code', 'str', 'string'],
  ['is_gift', 'bool', 'boolean'],
  ['paid_at', 'datetime | None', 'Date | null'],
  ['tags', 'list[str]', 'string[]'],
  ['currency', 'str', 'string'],
  ['quantity', 'int', 'number'],
  ['carrier', 'str | None', 'string | null'],
  ['discount_rate', 'float', 'number'],
  ['tracking_code', 'str', 'string'],
  ['opened_at', 'datetime', 'Date'],
  ['is_express', 'bool', 'boolean'],
  ['attributes', 'dict[str, str]', 'Record<string, string>'],
  ['sku', 'str', 'string'],
  ['lot_numbers', 'list[int]', 'number[]'],
];

/** Draws the words of one plant. `isTaken` tells the names that its file already uses. */
export function drawWords(random: Random, isTaken: (name: string) => boolean): Words {
  const system = nameOf([random.pick(SYSTEMS)]);
  const host = random.pick(HOSTS);
  const port = random.pick(['6379', '5432', '5672', '8080', '9200', '3001', '8123', '4318', '27017', '9000']);
  const [first, second, third] = freeNames(random, isTaken);
  return {
    random,
    pick: (...choices) => random.pick(choices),
    first,
    second,
    third,
    noun: nameOf([random.pick(NOUNS)]),
    verb: nameOf([random.pick(VERBS)]),
    system,
    hostVariable: `${system.upper}_${random.pick(['HOST', 'HOST', 'SERVER', 'ADDR'])}`,
    urlVariable: `${system.upper}_${random.pick(['URL', 'URL', 'URI', 'ENDPOINT', 'BASE_URL', 'API_URL'])}`,
    host,
    url: urlOf(random, random.chance(0.2) ? random.pick(['[::1]', '0.0.0.0']) : host, port),
    port,
    fields: random.shuffled(FIELDS).slice(0, 8).map(fieldOf),
  };
}

export function nameOf(words: readonly string[]): Name {
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const snake = words.join('_');
  return {
    snake,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    upper: snake.toUpperCase(),
    kebab: words.join('-'),
  };
}

function freeNames(random: Random, isTaken: (name: string) => boolean): [Name, Name, Name] {
  const drawn: Name[] = [];
  while (drawn.length < 3) {
    const name = nameOf([random.pick(ADJECTIVES), random.pick(NOUNS), random.pick(SUFFIXES)]);
    const isFree = ![name.snake, name.camel, name.pascal, name.upper].some(isTaken);
    if (isFree && !drawn.some(({ snake }) => snake === name.snake)) drawn.push(name);
  }
  const [first, second, third] = drawn;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three names were drawn');
  return [first, second, third];
}

function urlOf(random: Random, host: string, port: string): string {
  return random.pick([
    `http://${host}:${port}`,
    `http://${host}:${port}`,
    `http://${host}`,
    `https://${host}:8443/api/v1`,
    `redis://${host}:6379/0`,
    `postgresql://app@${host}:5432/orders`,
    `amqp://${host}:5672//`,
    `ws://${host}:4000/socket`,
    `mongodb://${host}:27017`,
    `http://${host}:${port}/v2/`,
  ]);
}

function fieldOf([name, python, typescript]: readonly [string, string, string]): Field {
  return { name: nameOf(name.split('_')), python, typescript };
}

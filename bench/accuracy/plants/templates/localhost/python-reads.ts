import { templatesOf } from '../../template.js';

const breach = templatesOf('breach', { imports: ['import os'] });

/** Defaults of what reads the environment or a mapping, and the right side of `or`. */
export const PYTHON_READS = [
  breach('os.environ.get', (w) => `» ${w.first.snake} = os.environ.get("${w.hostVariable}", "${w.host}")`),
  breach('os.environ.get of a URL', (w) => `» ${w.first.snake} = os.environ.get("${w.urlVariable}", "${w.url}")`),
  breach('os.getenv', (w) => `» ${w.first.upper} = os.getenv("${w.hostVariable}", "${w.host}")`),
  breach('os.getenv with default=', (w) => `» ${w.first.snake} = os.getenv("${w.urlVariable}", default="${w.url}")`),
  breach('environ imported by name', (w) => `» ${w.first.snake} = environ.get("${w.hostVariable}", "${w.host}")`, {
    imports: ['from os import environ'],
  }),
  breach('getenv imported by name', (w) => `» ${w.first.snake}: str = getenv("${w.urlVariable}", "${w.url}")`, {
    imports: ['from os import getenv'],
  }),
  breach(
    'getenv imported under another name',
    (w) => `» ${w.first.snake} = read_environment("${w.urlVariable}", "${w.url}")`,
    { imports: ['from os import getenv as read_environment'] },
  ),
  breach(
    'os under another name',
    (w) => `» ${w.first.snake} = system_os.environ.get("${w.hostVariable}", "${w.host}")`,
    {
      imports: ['import os as system_os'],
    },
  ),
  breach(
    'call over several lines',
    (w) => `
» ${w.first.snake} = os.environ.get(
»     "${w.urlVariable}",
»     "${w.url}",
» )`,
  ),
  breach(
    'in the arguments of another call',
    (w) => `
${w.first.snake} = ${w.noun.pascal}Client(
»     host=os.getenv("${w.hostVariable}", "${w.host}"),
    port=int(os.getenv("${w.system.upper}_PORT", "${w.port}")),
)`,
  ),
  breach(
    'in an f-string',
    (w) => `» ${w.first.snake} = f"redis://{os.environ.get('${w.hostVariable}', '${w.host}')}:${w.port}/0"`,
  ),
  breach(
    'glued together with +',
    (w) => `» ${w.first.snake} = "amqp://" + os.getenv("${w.hostVariable}", "${w.host}") + ":5672"`,
  ),
  breach('method behind the call', (w) => `» ${w.first.snake} = os.getenv("${w.urlVariable}", "${w.url}").rstrip("/")`),
  breach(
    'in a dictionary',
    (w) => `
${w.first.snake} = {
    "timeout": 30,
»     "host": os.environ.get("${w.hostVariable}", "${w.host}"),
}`,
  ),
  breach(
    'in a comprehension',
    (w) =>
      `» ${w.first.snake} = [item.strip() for item in os.getenv("${w.system.upper}_SERVERS", "${w.host}:${w.port}").split(",")]`,
  ),
  breach('inside another default', (w) => {
    const inner = `os.getenv("${w.hostVariable}_FALLBACK", "${w.host}")`;
    return `» ${w.first.snake} = os.getenv("${w.hostVariable}", ${inner})`;
  }),
  breach(
    'returned',
    (w) => `
def ${w.first.snake}() -> str:
    """Where the ${w.system.snake} service answers."""
»     return os.environ.get("${w.urlVariable}", "${w.url}")`,
  ),
  breach(
    'returned by an async function',
    (w) => `
async def ${w.first.snake}():
    async with ${w.noun.pascal}Client(timeout=5) as client:
»         return await client.get(os.environ.get("${w.urlVariable}", "${w.url}"))`,
  ),
  breach(
    'attribute of a class',
    (w) => `
class ${w.first.pascal}:
    timeout = 30
»     address = os.environ.get("${w.hostVariable}", "${w.host}")`,
  ),
  breach(
    'attribute of an instance',
    (w) => `
class ${w.first.pascal}:
    def __init__(self, retries):
        self.retries = retries
»         self.address = os.environ.get("${w.hostVariable}", "${w.host}")`,
  ),
  breach(
    'as base URL of a client',
    (w) => `
async def ${w.first.snake}():
»     async with httpx.AsyncClient(base_url=os.getenv("${w.urlVariable}", "http://${w.host}:${w.port}")) as client:
        return await client.get("/${w.noun.kebab}s")`,
    { imports: ['import os', 'import httpx'] },
  ),
  breach(
    '0.0.0.0 to connect to',
    () => `
» cache = redis.Redis(
»     host=os.environ.get("REDIS_HOST", "0.0.0.0"),
    port=6379,
)`,
    { imports: ['import os', 'import redis'] },
  ),
  breach(
    '[::1] to connect to',
    (w) => `» ${w.first.snake} = redis.Redis(host=os.getenv("REDIS_HOST", "[::1]"), port=6379)`,
    {
      imports: ['import os', 'import redis'],
    },
  ),
  breach('env.get', (w) => `» ${w.first.snake} = env.get("${w.urlVariable}", "${w.url}")`, {
    imports: ['from environs import Env'],
  }),
  breach('config.get', (w) => `» ${w.first.snake} = config.get("${w.system.snake}_host", "${w.host}")`, {
    imports: [],
  }),
  breach('dict.get', (w) => `» ${w.first.snake} = options.get("${w.system.snake}_host", "${w.host}")`, { imports: [] }),
  breach(
    'dict.get of an attribute',
    (w) => `» ${w.first.snake} = self.options.get("${w.system.snake}_url", "${w.url}")`,
    {
      imports: [],
      spot: 'function',
    },
  ),
  breach('getattr', (w) => `» ${w.first.snake} = getattr(settings, "${w.hostVariable}", "${w.host}")`, { imports: [] }),
  breach(
    'getattr over several lines',
    (w) => `
» ${w.first.snake} = getattr(
»     settings,
»     "${w.urlVariable}",
»     "${w.url}",
» )`,
    { imports: [] },
  ),
  breach('setdefault of the environment', (w) => `» os.environ.setdefault("${w.urlVariable}", "${w.url}")`),
  breach(
    'setdefault of keyword arguments',
    (w) => `
def ${w.first.snake}(**options):
»     options.setdefault("${w.system.snake}_host", "${w.host}")
    return ${w.noun.pascal}Client(**options)`,
    { imports: [] },
  ),
  breach('or', (w) => `» ${w.first.snake} = os.environ.get("${w.hostVariable}") or "${w.host}"`),
  breach(
    'or at the end of a chain',
    (w) =>
      `» ${w.first.snake} = os.getenv("${w.urlVariable}") or os.getenv("${w.system.upper}_ENDPOINT_OLD") or "${w.url}"`,
  ),
  breach(
    'or over several lines',
    (w) => `
» ${w.first.snake} = (
»     os.getenv("${w.urlVariable}")
»     or "${w.url}"
» )`,
  ),
  breach(
    'or of an attribute',
    (w) => `
def ${w.first.snake}(settings):
»     return connect(settings.${w.system.snake}_host or "${w.host}", timeout=3)`,
    { imports: [] },
  ),
  breach(
    'or of a parameter',
    (w) => `
class ${w.first.pascal}:
    def __init__(self, address=None):
»         self.address = address or "http://${w.host}:${w.port}"`,
    { imports: [] },
  ),
  breach(
    'walrus and or',
    (w) =>
      `» ${w.first.snake} = ${w.noun.pascal}Client(host=(${w.second.snake} := os.getenv("${w.hostVariable}")) or "${w.host}")`,
  ),
  breach('f-string as default', (w) => {
    const url = `f"http://${w.host}:{${w.second.snake}}/v1"`;
    return `${w.second.snake} = ${w.port}\n» ${w.first.snake} = os.environ.get("${w.urlVariable}", ${url})`;
  }),
  breach('conditional on the variable itself', (w) => {
    const name = `"${w.hostVariable}"`;
    return `» ${w.first.snake} = os.environ[${name}] if ${name} in os.environ else "${w.host}"`;
  }),
  breach(
    'conditional on a value',
    (w) => `
${w.second.snake} = os.getenv("${w.urlVariable}")
» ${w.first.snake} = ${w.second.snake} if ${w.second.snake} is not None else "${w.url}"`,
  ),
  breach(
    'database engine',
    (w) => `
» ${w.first.snake} = create_engine(
»     os.environ.get("DATABASE_URL", "postgresql+psycopg://app@${w.host}:5432/${w.noun.snake}s"),
    pool_pre_ping=True,
)`,
    { imports: ['import os', 'from sqlalchemy import create_engine'] },
  ),
  breach(
    'broker',
    (w) => {
      const read = `os.environ.get("CELERY_BROKER_URL", "redis://${w.host}:6379/1")`;
      return `» ${w.first.snake} = Celery("${w.noun.snake}s", broker=${read})`;
    },
    { imports: ['import os', 'from celery import Celery'] },
  ),
];

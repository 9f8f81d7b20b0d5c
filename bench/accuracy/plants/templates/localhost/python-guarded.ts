import { templatesOf } from '../../template.js';

const nearMiss = templatesOf('near-miss', { imports: ['import os'] });
const bare = templatesOf('near-miss');

/** Fallbacks that production does not reach. */
export const PYTHON_GUARDED = [
  nearMiss(
    'if env == "development"',
    (w) => `
def ${w.first.snake}(env):
    if env == "development":
        return os.environ.get("${w.urlVariable}", "${w.url}")
    return os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'environment variable says development',
    (w) => `
if os.environ.get("APP_ENV") == "development":
    ${w.first.snake} = os.environ.get("${w.hostVariable}") or "${w.host}"
else:
    ${w.first.snake} = os.environ["${w.hostVariable}"]`,
  ),
  nearMiss(
    'membership in development and test',
    (w) => `
if os.getenv("ENVIRONMENT") in ("development", "test"):
    ${w.first.snake} = os.getenv("${w.urlVariable}", "${w.url}")
else:
    ${w.first.snake} = os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'settings.DEBUG',
    (w) => `
def ${w.first.snake}(settings):
    if settings.DEBUG:
        return getattr(settings, "${w.urlVariable}", "${w.url}")
    return settings.${w.urlVariable}`,
  ),
  nearMiss(
    'not settings.PRODUCTION',
    (w) => `
def ${w.first.snake}(settings):
    if not settings.PRODUCTION:
        return os.environ.get("${w.hostVariable}", "${w.host}")
    return os.environ["${w.hostVariable}"]`,
  ),
  nearMiss(
    'else of a check for production and staging',
    (w) => `
def ${w.first.snake}(env):
    if env in {"production", "staging"}:
        address = os.environ["${w.hostVariable}"]
    else:
        address = os.environ.get("${w.hostVariable}", "${w.host}")
    return address`,
  ),
  nearMiss(
    'elif env == "development"',
    (w) => `
def ${w.first.snake}(env):
    if env == "production":
        return os.environ["${w.urlVariable}"]
    elif env == "development":
        return os.environ.get("${w.urlVariable}", "${w.url}")
    raise ValueError(env)`,
  ),
  nearMiss(
    'conditional on DEBUG',
    (w) => `
def ${w.first.snake}(settings):
    return "${w.url}" if settings.DEBUG else os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'conditional on not DEBUG',
    (w) => `
def ${w.first.snake}(settings):
    return os.environ["${w.urlVariable}"] if not settings.DEBUG else os.getenv("${w.urlVariable}", "${w.url}")`,
  ),
  nearMiss(
    'conditional on an environment',
    (w) => `
${w.first.snake} = "${w.host}" if os.getenv("APP_ENV") == "development" else os.environ["${w.hostVariable}"]`,
  ),
  nearMiss(
    'guard through a local name',
    (w) => `
def ${w.first.snake}():
    is_development = os.environ.get("APP_ENV") == "development"
    if is_development:
        return os.environ.get("${w.urlVariable}", "${w.url}")
    return os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'value through a local name',
    (w) => `
def ${w.first.snake}(settings):
    fallback = "${w.url}" if settings.DEBUG else ""
    return os.environ.get("${w.urlVariable}", fallback)`,
  ),
  nearMiss(
    'value through a local name, set in a branch',
    (w) => `
def ${w.first.snake}(env):
    fallback = None
    if env == "development":
        fallback = "${w.host}"
    return os.getenv("${w.hostVariable}", fallback)`,
  ),
  nearMiss(
    'early return for staging and production',
    (w) => `
def ${w.first.snake}(env: str) -> str:
    if env in ("staging", "production"):
        return os.environ["${w.urlVariable}"]
    return os.environ.get("${w.urlVariable}", "${w.url}")`,
  ),
  nearMiss(
    'early return unless development',
    (w) => `
def ${w.first.snake}(env: str) -> str:
    if env != "development":
        return os.environ["${w.urlVariable}"]
    return os.environ.get("${w.urlVariable}") or "${w.url}"`,
  ),
  nearMiss(
    'raise, then default',
    (w) => `
def ${w.first.snake}(settings):
    address = os.environ.get("${w.hostVariable}")
    if not address and not settings.DEBUG:
        raise RuntimeError("${w.hostVariable} is not set")
    return address or "${w.host}"`,
  ),
  nearMiss(
    'raise outside development, then default',
    (w) => `
def ${w.first.snake}(env):
    if env != "development" and "${w.urlVariable}" not in os.environ:
        raise RuntimeError("${w.urlVariable} is required")
    return os.environ.get("${w.urlVariable}", "${w.url}")`,
  ),
  nearMiss(
    'development and something else',
    (w) => `
def ${w.first.snake}(settings, region):
    if settings.DEBUG and region is None:
        return os.getenv("${w.urlVariable}", "${w.url}")
    return os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'case "development" | "test"',
    (w) => `
match os.environ.get("APP_ENV"):
    case "development" | "test":
        ${w.first.snake} = os.environ.get("${w.urlVariable}", "${w.url}")
    case _:
        ${w.first.snake} = os.environ["${w.urlVariable}"]`,
  ),
  nearMiss(
    'guard around a function in it',
    (w) => `
def ${w.first.snake}(env):
    if env == "test":
        def build():
            return os.environ.get("${w.urlVariable}", "${w.url}")

        return build
    return None`,
  ),
  nearMiss(
    'class for development',
    (w) => `
class ${w.first.pascal}DevelopmentSettings(BaseSettings):
    ${w.system.snake}_host: str = "${w.host}"
    ${w.system.snake}_url: str = "${w.url}"`,
    { imports: ['from pydantic_settings import BaseSettings'] },
  ),
  nearMiss(
    'class for tests',
    (w) => `
class Test${w.first.pascal}Config:
    ADDRESS = os.environ.get("${w.hostVariable}", "${w.host}")`,
  ),
  nearMiss('file for development', (w) => `${w.first.snake} = os.environ.get("${w.urlVariable}", "${w.url}")`, {
    named: (w) => w.pick('development.py', 'settings_dev.py', 'config/development.py', 'settings/development.py'),
  }),
  nearMiss('file for tests', (w) => `${w.first.snake} = os.getenv("${w.urlVariable}") or "${w.url}"`, {
    named: (w) => w.pick('settings_test.py', 'test_settings.py', 'config/testing.py', 'settings/test.py'),
  }),
  bare(
    'validator that rejects it outside development',
    (w) => `
class ${w.first.pascal}(BaseSettings):
    environment: str = "development"
    ${w.system.snake}_url: str = "http://${w.host}:${w.port}"

    @model_validator(mode="after")
    def check_addresses(self):
        if self.environment != "development" and "${w.host}" in self.${w.system.snake}_url:
            raise ValueError("${w.urlVariable} must be set")
        return self`,
    { imports: ['from pydantic import model_validator', 'from pydantic_settings import BaseSettings'] },
  ),
  bare(
    'field validator that rejects it outside development',
    (w) => `
class ${w.first.pascal}(BaseSettings):
    environment: str = "development"
    ${w.system.snake}_host: str = "${w.host}"

    @field_validator("${w.system.snake}_host")
    @classmethod
    def refuse_loopback(cls, value, info):
        if info.data["environment"] in ("staging", "production") and value == "${w.host}":
            raise ValueError("${w.hostVariable} must be set")
        return value`,
    { imports: ['from pydantic import field_validator', 'from pydantic_settings import BaseSettings'] },
  ),
  nearMiss('script', (w) => `${w.first.snake} = os.environ.get("${w.hostVariable}", "${w.host}")`, {
    named: (w) => `scripts/${w.verb.snake}_${w.noun.snake}s.py`,
  }),
  nearMiss('seeder', (w) => `${w.first.snake} = os.getenv("DATABASE_URL") or "postgresql://app@${w.host}:5432/app"`, {
    named: (w) => `seeders/${w.noun.snake}s.py`,
  }),
  nearMiss('load test', (w) => `${w.first.snake} = os.environ.get("TARGET_URL", "${w.url}")`, {
    named: () => 'locustfile.py',
  }),
  nearMiss('test', (w) => `${w.first.snake} = os.environ.get("${w.urlVariable}", "${w.url}")`, { kind: 'test' }),
];

import { templatesOf } from '../../template.js';

const breach = templatesOf('breach');
/** What callers may set: reported in strict only. */
const ofInterface = templatesOf('breach', { recommended: null });
const withOs = templatesOf('breach', { imports: ['import os'] });

/** Branches, defaults of parameters and fields, and names in between. */
export const PYTHON_BRANCHES = [
  withOs(
    'if not',
    (w) => `
${w.first.snake} = os.environ.get("${w.hostVariable}")
» if not ${w.first.snake}:
»     ${w.first.snake} = "${w.host}"`,
  ),
  withOs(
    'if is None',
    (w) => `
${w.first.snake} = os.environ.get("${w.urlVariable}")
» if ${w.first.snake} is None:
»     ${w.first.snake} = "${w.url}"`,
  ),
  withOs(
    'if walrus',
    (w) => `
» if not (${w.first.snake} := os.getenv("${w.urlVariable}", "")):
»     ${w.first.snake} = "${w.url}"`,
  ),
  withOs(
    'else branch',
    (w) => `
» if "${w.urlVariable}" in os.environ:
    ${w.first.snake} = os.environ["${w.urlVariable}"]
» else:
»     ${w.first.snake} = "${w.url}"`,
  ),
  withOs(
    'except branch',
    (w) => `
» try:
    ${w.first.snake} = os.environ["${w.hostVariable}"]
» except KeyError:
»     ${w.first.snake} = "${w.host}"`,
  ),
  withOs(
    'return in an except branch',
    (w) => `
def ${w.first.snake}():
    try:
        return os.environ["${w.urlVariable}"]
    except KeyError:
»         return "${w.url}"`,
  ),
  withOs(
    'staging and production yield localhost',
    (w) => `
» if os.environ.get("APP_ENV") in ("staging", "production"):
»     ${w.first.snake} = "${w.url}"
else:
    ${w.first.snake} = os.environ["${w.urlVariable}"]`,
  ),
  breach(
    'production yields localhost',
    (w) => `
def ${w.first.snake}(settings):
»     if settings.environment == "production":
»         return "${w.url}"
    return settings.${w.system.snake}_url`,
  ),
  withOs(
    'conditional that yields localhost in production',
    (w) => `
» ${w.first.snake} = "${w.url}" if os.environ.get("APP_ENV") == "production" else os.environ["${w.urlVariable}"]`,
  ),
  withOs(
    'case "staging"',
    (w) => `
match os.environ.get("DEPLOY_ENV"):
»     case "staging":
»         ${w.first.snake} = "${w.url}"
    case _:
        ${w.first.snake} = os.environ["${w.urlVariable}"]`,
  ),
  withOs(
    'not in development',
    (w) => `
def ${w.first.snake}(environment: str) -> str:
»     if environment != "development":
»         return os.getenv("${w.urlVariable}", "${w.url}")
    return "http://${w.noun.kebab}.test"`,
  ),
  withOs(
    'not in DEBUG',
    (w) => `
def ${w.first.snake}(settings):
»     if not settings.DEBUG:
»         return os.getenv("${w.hostVariable}") or "${w.host}"
    return "${w.system.snake}"`,
  ),
  withOs(
    'after an early return for development only',
    (w) => `
def ${w.first.snake}(environment):
    if environment == "development":
        return "http://${w.system.snake}.test:${w.port}"
»     return os.environ.get("${w.urlVariable}", "${w.url}")`,
  ),
  withOs(
    'development or something else',
    (w) => `
def ${w.first.snake}(environment, region):
    if environment == "development" or region == "eu":
»         return os.environ.get("${w.urlVariable}", "${w.url}")
    return os.environ["${w.urlVariable}"]`,
  ),
  withOs(
    'under a switch that is no environment',
    (w) => `
def ${w.first.snake}(settings):
    if settings.use_${w.system.snake}:
»         return os.environ.get("${w.urlVariable}", "${w.url}")
    return None`,
  ),
  withOs(
    'constant as default',
    (w) => `
» DEFAULT_${w.first.upper} = "${w.host}"
» ${w.second.snake} = os.environ.get("${w.hostVariable}", DEFAULT_${w.first.upper})`,
    { spot: 'module' },
  ),
  withOs(
    'local name as default',
    (w) => `
def ${w.first.snake}():
»     default_host = "${w.host}"
»     return os.environ.get("${w.hostVariable}", default_host)`,
  ),
  withOs(
    'local name on the right of or',
    (w) => `
» ${w.first.snake} = "${w.url}"
» ${w.second.snake} = os.getenv("${w.urlVariable}") or ${w.first.snake}`,
  ),
  ofInterface(
    'default of a parameter',
    (w) => `
» def ${w.first.snake}(${w.system.snake}_host="${w.host}", ${w.system.snake}_port=${w.port}):
    return ${w.noun.pascal}Client(${w.system.snake}_host, ${w.system.snake}_port)`,
  ),
  ofInterface(
    'default of an annotated parameter',
    (w) => `
» async def ${w.first.snake}(${w.noun.snake}_id: str, *, ${w.system.snake}_url: str = "${w.url}") -> bytes:
    return await fetch_bytes(${w.system.snake}_url, ${w.noun.snake}_id)`,
  ),
  ofInterface(
    'default of a parameter of a method, over several lines',
    (w) => `
class ${w.first.pascal}:
    def __init__(
        self,
        retries: int = 3,
»         ${w.system.snake}_url: str = "${w.url}",
    ) -> None:
        self.retries = retries
        self.url = ${w.system.snake}_url`,
  ),
  ofInterface('default of a lambda', (w) => {
    return `» ${w.first.snake} = lambda ${w.system.snake}_host="${w.host}": connect(${w.system.snake}_host, ${w.port})`;
  }),
  breach(
    'dataclass',
    (w) => `
@dataclass
» class ${w.first.pascal}${w.pick('Settings', 'Config')}:
    timeout: int = 30
»     ${w.system.snake}_host: str = "${w.host}"`,
    { imports: ['from dataclasses import dataclass'] },
  ),
  ofInterface(
    'dataclass with a decorator over several lines',
    (w) => `
@dataclasses.dataclass(
    frozen=True,
    slots=True,
)
» class ${w.first.pascal}${w.pick('Settings', 'Config')}:
»     ${w.system.snake}_url: str = "${w.url}"
    pool_size: int = 4`,
    { imports: ['import dataclasses'] },
  ),
  breach(
    'field(default=)',
    (w) => `
@dataclass(kw_only=True)
» class ${w.first.pascal}${w.pick('Settings', 'Config')}:
»     ${w.system.snake}_url: str = field(default="${w.url}", repr=False)`,
    { imports: ['from dataclasses import dataclass, field'] },
  ),
  breach(
    'default_factory',
    (w) => `
@dataclass
» class ${w.first.pascal}${w.pick('Settings', 'Config')}:
»     address: str = field(default_factory=lambda: os.environ.get("${w.hostVariable}", "${w.host}"))`,
    { imports: ['import os', 'from dataclasses import dataclass, field'] },
  ),
  breach(
    'default_factory of a list',
    (w) => `
@dataclass
» class ${w.first.pascal}${w.pick('Settings', 'Config')}:
»     ${w.system.snake}_servers: list[str] = field(default_factory=lambda: ["${w.host}:${w.port}"])`,
    { imports: ['from dataclasses import dataclass, field'] },
  ),
  breach(
    'pydantic model',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseModel):
    timeout: float = 2.5
»     ${w.system.snake}_url: str = "${w.url}"`,
    { imports: ['from pydantic import BaseModel'] },
  ),
  breach(
    'pydantic settings',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="${w.noun.upper}_")

    pool_size: int = 5
»     ${w.system.snake}_host: str = "${w.host}"`,
    { imports: ['from pydantic_settings import BaseSettings, SettingsConfigDict'] },
  ),
  breach(
    'several fields of a settings class are one finding',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseSettings):
»     ${w.system.snake}_host: str = "${w.host}"
    ${w.system.snake}_port: int = ${w.port}
»     ${w.noun.snake}_service_url: str = "http://localhost:9000"`,
    { imports: ['from pydantic_settings import BaseSettings'] },
  ),
  breach(
    'Field(default=)',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseSettings):
»     ${w.system.snake}_url: str = Field(default="${w.url}", alias="${w.urlVariable}")`,
    { imports: ['from pydantic import Field', 'from pydantic_settings import BaseSettings'] },
  ),
  breach(
    'Field with a default by position, over several lines',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseModel):
»     ${w.system.snake}_host: str = Field(
»         "${w.host}",
        description="Where the ${w.noun.snake} service is reached",
»     )`,
    { imports: ['from pydantic import BaseModel, Field'] },
  ),
  breach(
    'Field(default_factory=)',
    (w) => `
» class ${w.first.pascal}${w.pick('Settings', 'Config')}(BaseModel):
»     ${w.system.snake}_url: str = Field(default_factory=lambda: os.getenv("${w.urlVariable}", "${w.url}"))`,
    { imports: ['import os', 'from pydantic import BaseModel, Field'] },
  ),
  ofInterface(
    'dataclass of a client',
    (w) => `
@dataclass
» class ${w.first.pascal}Client:
»     ${w.system.snake}_url: str = "${w.url}"
    retries: int = 3`,
    { imports: ['from dataclasses import dataclass'] },
  ),
  ofInterface(
    'pydantic model whose name says nothing',
    (w) => `
» class ${w.first.pascal}(BaseModel):
»     ${w.system.snake}_url: str = "${w.url}"
    page_size: int = 50`,
    { imports: ['from pydantic import BaseModel'] },
  ),
  withOs(
    'in a nested function',
    (w) => `
def ${w.first.snake}(factory):
    def build():
        for attempt in range(3):
            try:
»                 return factory(os.environ.get("${w.hostVariable}", "${w.host}"), attempt)
            except ConnectionError:
                continue

    return build`,
  ),
];

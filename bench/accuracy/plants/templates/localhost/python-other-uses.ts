import { templatesOf } from '../../template.js';

const nearMiss = templatesOf('near-miss');
const withOs = templatesOf('near-miss', { imports: ['import os'] });

/** The same words for other purposes. */
export const PYTHON_OTHER_USES = [
  nearMiss(
    'comparison',
    (w) => `
def ${w.first.snake}(url):
    if url.hostname == "${w.host}" or url.hostname != "127.0.0.1":
        return None
    return url.geturl()`,
  ),
  nearMiss(
    'membership',
    (w) => `
def ${w.first.snake}(host):
    return host in ("localhost", "127.0.0.1", "[::1]", "0.0.0.0")`,
  ),
  nearMiss(
    'startswith',
    (w) => `${w.first.snake} = str(${w.second.snake}).startswith(("http://localhost", "${w.url}"))`,
    {
      spot: 'function',
    },
  ),
  nearMiss(
    'replace',
    (w) => `${w.first.snake} = ${w.second.snake}.replace("localhost", "${w.system.snake}.internal")`,
    {
      spot: 'function',
    },
  ),
  nearMiss(
    'origins of CORS',
    (w) => `
${w.first.snake}.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost:3000", "${w.url}"],
    allow_credentials=True,
)`,
    { spot: 'function' },
  ),
  withOs(
    'origins of CORS by default',
    () => `CORS_ORIGINS = os.getenv("CORS_ORIGINS", "http://localhost:3000").split(",")`,
  ),
  withOs('allowed hosts', () => `ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")`),
  withOs('trusted origins', () => `CSRF_TRUSTED_ORIGINS = [os.getenv("TRUSTED_ORIGIN", "http://localhost:8000")]`),
  nearMiss('content security policy', () => {
    return `SECURITY_HEADERS = {"Content-Security-Policy": "connect-src 'self' http://localhost:3000 ws://localhost:3000"}`;
  }),
  nearMiss(
    'regular expression',
    (w) => `${w.first.upper} = re.compile(r"^https?://(localhost|127\\.0\\.0\\.1)(:\\d+)?$")`,
    {
      imports: ['import re'],
    },
  ),
  nearMiss('log', (w) => `logger.info("${w.noun.snake} service listens on http://localhost:%s", ${w.port})`, {
    imports: ['from app.logs import logger'],
  }),
  nearMiss('print', (w) => `print(f"Open http://localhost:{${w.port}}/docs to see the ${w.noun.snake}s")`),
  nearMiss(
    'exception text',
    (w) => `
def ${w.first.snake}(address):
    if not address:
        raise ValueError("${w.hostVariable} is missing; for a start try localhost or ${w.url}")
    return address`,
  ),
  nearMiss(
    'docstring',
    (w) => `
def ${w.first.snake}(url):
    """Connects to the ${w.system.snake} service.

    url: for example "${w.url}", or os.environ.get("${w.urlVariable}", "${w.url}")
    """
    return ${w.noun.pascal}Client(url)`,
  ),
  withOs(
    'comment',
    (w) => `
# was: os.environ.get("${w.hostVariable}", "${w.host}") or "localhost"
${w.first.snake} = os.environ["${w.hostVariable}"]`,
  ),
  nearMiss('constant that nothing falls back to', (w) => `${w.first.upper} = "${w.host}"`, { spot: 'module' }),
  nearMiss('constants in a tuple', (w) => `${w.first.upper} = ("localhost", "127.0.0.1", "0.0.0.0")`, {
    spot: 'module',
  }),
  nearMiss(
    'argparse',
    (w) => `
def ${w.first.snake}(parser):
    parser.add_argument("--${w.system.kebab}-host", default="${w.host}", help="host of ${w.system.snake}")
    parser.add_argument("--port", type=int, default=${w.port})`,
    { imports: ['import argparse'] },
  ),
  nearMiss(
    'click',
    (w) => `
@click.command()
@click.option("--${w.system.kebab}-url", default="${w.url}", show_default=True)
def ${w.first.snake}(${w.system.snake}_url):
    click.echo(${w.system.snake}_url)`,
    { imports: ['import click'], spot: 'module' },
  ),
  nearMiss(
    'typer',
    (w) => `
def ${w.first.snake}(${w.system.snake}_host: str = typer.Option("${w.host}", help="host to ask")) -> None:
    typer.echo(${w.system.snake}_host)`,
    { imports: ['import typer'] },
  ),
  nearMiss(
    'address to bind',
    (w) => `
def ${w.first.snake}(app):
    uvicorn.run(app, host="0.0.0.0", port=${w.port})`,
    { imports: ['import uvicorn'] },
  ),
  nearMiss(
    'address to bind from the environment',
    (w) => `
def ${w.first.snake}(app):
    uvicorn.run(app, host=os.environ.get("HOST", "${w.host}"), port=int(os.getenv("PORT", "${w.port}")))`,
    { imports: ['import os', 'import uvicorn'] },
  ),
  withOs('API_HOST', (w) => `API_HOST = os.environ.get("API_HOST", "${w.host}")`),
  withOs('HOSTNAME', (w) => `${w.first.snake} = os.environ.get("HOSTNAME", "localhost")`),
  withOs('BIND_ADDRESS', (w) => `${w.first.snake} = os.getenv("BIND_ADDRESS") or "0.0.0.0:${w.port}"`),
  nearMiss(
    'parameter of a server',
    (w) => `
def serve_${w.first.snake}(app, host: str = "0.0.0.0", port: int = ${w.port}):
    return Server(app).listen(host, port)`,
  ),
  nearMiss(
    'socket',
    (w) => `
def ${w.first.snake}():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]`,
    { imports: ['import socket'] },
  ),
  nearMiss(
    'client address',
    (w) => `
def ${w.first.snake}(request):
    return request.client.host if request.client else "127.0.0.1"`,
  ),
  nearMiss(
    'client address from a header',
    (w) => `
def ${w.first.snake}(request):
    remote_address = request.headers.get("x-forwarded-for") or "127.0.0.1"
    return remote_address.split(",")[0]`,
  ),
  nearMiss(
    'REMOTE_ADDR',
    (w) => `
def ${w.first.snake}(request):
    client_ip = request.META.get("REMOTE_ADDR", "127.0.0.1")
    return client_ip`,
  ),
  withOs('cookie domain', () => `COOKIE_DOMAIN = os.getenv("COOKIE_DOMAIN", "localhost")`),
  nearMiss(
    'cookie domain in settings',
    (w) => `
class ${w.first.pascal}(BaseSettings):
    session_cookie_domain: str = "127.0.0.1"`,
    { imports: ['from pydantic_settings import BaseSettings'] },
  ),
  withOs('sender of mail', (w) => `MAIL_FROM = os.environ.get("MAIL_FROM", "${w.noun.snake}s@localhost")`),
  withOs('address of a person', () => `SERVER_EMAIL = os.getenv("SERVER_EMAIL") or "root@localhost"`),
  withOs('name in telemetry', (w) => {
    return `${w.first.snake} = {"service.instance.id": os.environ.get("OTEL_INSTANCE_NAME", "localhost")}`;
  }),
  nearMiss(
    'default of a connector that a user edits',
    (w) => `
${w.first.upper}_FORM = [
    {"name": "host", "label": "Host", "type": "text", "default": "${w.host}", "placeholder": "localhost"},
    {"name": "port", "label": "Port", "type": "number", "default": ${w.port}},
]`,
  ),
  withOs('another default', (w) => `${w.first.snake} = os.environ.get("${w.hostVariable}", "${w.system.snake}")`),
  withOs('no default', (w) => `${w.first.snake} = os.environ["${w.hostVariable}"]`),
  withOs('words that only begin alike', (w) => {
    const host = w.pick('localhost-proxy.internal', 'mylocalhost', 'localhosts', 'not-localhost.internal');
    return `${w.first.snake} = os.getenv("${w.hostVariable}", "${host}")`;
  }),
  withOs('name of a variable', (w) => `${w.first.snake} = os.environ.get("LOCALHOST_${w.system.upper}", "")`),
  nearMiss('literal type', (w) => `${w.first.pascal} = Literal["localhost", "127.0.0.1"]`, {
    imports: ['from typing import Literal'],
    spot: 'module',
  }),
  nearMiss(
    'table of environments',
    (w) => `
${w.first.upper} = {
    "development": "${w.url}",
    "production": "https://${w.system.snake}.internal",
}`,
  ),
  nearMiss('assertion', (w) => `assert "${w.host}" not in ${w.second.snake}`, { spot: 'function' }),
];

import type { ConnectionTraits, ValueTraits } from './deployment-variables.js';
import { MASK, maskSecrets } from './mask.js';
import { placeholderForm } from './placeholder.js';

const SECRET_NAME =
  /(?:^|[_-])(?:\w*(?:secret|passw(?:or)?d|passphrase|token|credential)\w*|pwd|pass|(?:\w+[_-])?key|dsn|salt|pepper|cookie|signature|cert(?:ificate)?|pat)(?:$|[_-])|(?:key|pass)$/i;
const HOST_NAME = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ENDPOINT|ADDR|ADDRESS)$/i;
const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;
/** Words, numbers, plain hosts, paths and URLs: what configuration is made of, and no secret. */
const PLAIN =
  /^(?:[\w.-]{0,19}|[a-z][a-z0-9.-]{0,60}(?::\d{1,5})?|[a-z][a-z0-9+.-]{0,30}:\/\/[\w.:-]{1,60}(?:\/[\w./-]{0,40})?|\.{0,2}\/[\w./-]{0,60})$/i;
const LONGEST_SHOWN = 80;

/**
 * What may be kept and shown of the value of a variable. `value` is as the loader gives it; parts that are not known
 * (`${X}`) may stand in it as written.
 */
export function traitsOf(name: string, value: string): ValueTraits {
  return {
    shown: shownValue(name, value),
    isEmpty: value.trim() === '',
    placeholder: placeholderForm(name, value) ?? null,
    connection: connectionOf(name, value),
  };
}

function shownValue(name: string, value: string): string {
  const text = value.trim();
  if (text === '') return '';
  if (SECRET_NAME.test(name) || !PLAIN.test(text)) return maskedUrl(text) ?? MASK;
  return maskSecrets(text).slice(0, LONGEST_SHOWN);
}

/** A URL without anything but its scheme and host, which are no secrets. */
function maskedUrl(text: string): string | undefined {
  const [, scheme, host] =
    /^([a-z][a-z0-9+.-]{0,30}:\/\/)(?:[^\s/@]*@)?([\w.-]{1,60}(?::\d{1,5})?)(?=[/?#]|$)/i.exec(text) ?? [];
  return scheme === undefined || host === undefined ? undefined : `${scheme}${MASK}@${host}/${MASK}`;
}

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1|\[::1\])$/i;
const ENCRYPTED =
  /[?&](?:sslmode=(?:require|verify-ca|verify-full)|ssl=(?:true|1|require)|tls=true|ssl_cert_reqs=required|sslaccept=strict)/i;
const ENCRYPTED_SCHEME = /^(?:rediss|amqps|https|mongodb\+srv|wss|ldaps)$/i;

function connectionOf(name: string, value: string): ConnectionTraits | null {
  const text = value.trim();
  const [, written, rest] = /^([a-z][a-z0-9+.-]{0,30}):\/\/([\s\S]{0,4000})$/i.exec(text) ?? [];
  if (written !== undefined && rest !== undefined) return urlTraits(written.toLowerCase(), rest);
  if (!HOST_NAME.test(name) || text === '') return null;
  if (text.startsWith('/')) return { ...NO_HOST, host: text, isSocket: true };
  if (!HOST.test(text)) return null;
  const host = text.replace(/:\d+$/, '').toLowerCase();
  return { ...NO_HOST, host, isLocalhost: LOCAL.test(host) };
}

const NO_HOST: ConnectionTraits = {
  scheme: null,
  host: null,
  isLocalhost: false,
  isSocket: false,
  isEncrypted: false,
  fault: null,
};

/** `rest` is what follows `://`: `user:password@host:port/path?query` (RFC 3986, section 3). */
function urlTraits(written: string, rest: string): ConnectionTraits {
  const scheme = written.split('+')[0] ?? written;
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const isEncrypted = ENCRYPTED_SCHEME.test(written) || ENCRYPTED.test(rest);
  const traits = { ...NO_HOST, scheme, isEncrypted };
  if (/\$/.test(rest)) return traits;
  const address = authority.slice(authority.lastIndexOf('@') + 1);
  // `mongodb://a:1,b:2`: the first tells what the others are.
  const [first = ''] = address.split(',', 1);
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(first) ?? [];
  const socket = /[?&](?:host|unix_socket|socket)=(\/[^&]*)/.exec(rest)?.[1];
  const isSocket = socket !== undefined;
  const fault = faultOf({ rest, host, port, isSocket, authority });
  const named = host === '' ? null : host.toLowerCase();
  return { ...traits, host: socket ?? named, isLocalhost: LOCAL.test(host), isSocket, fault };
}

function faultOf(parts: {
  readonly rest: string;
  readonly host: string;
  readonly port: string | undefined;
  readonly isSocket: boolean;
  readonly authority: string;
}): string | null {
  const { rest, host, port, isSocket, authority } = parts;
  if (/\s/.test(rest)) return 'it has white space in it';
  if (port !== undefined && port !== '' && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535))
    return 'its port is no number of a port';
  if ((authority.match(/@/g) ?? []).length > 1) return 'its password has an `@` that is not percent-encoded';
  if (isSocket && host !== '') return 'it names both a socket and a host';
  return null;
}

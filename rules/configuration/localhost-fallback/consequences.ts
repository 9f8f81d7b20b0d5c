import type { Fallback } from './facts.js';

/** What happens where a local host is taken: the program connects to it, or people with a link do. */
export type Consequence = 'connection' | 'links';

/** Prefixes of variables that bundlers write into what browsers load. */
const OF_BROWSER =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY|PUBLIC(?=_(?!URL$|BASE_URL$|HOST$)))_/;
/** The address of the site itself, which is handed to people, by the last words of a variable. */
const OF_SITE =
  /(?:^|_)(?:(?:SITE|FRONTEND|PUBLIC|WEBAPP|WEB|WEBSITE|NEXTAUTH|AUTH|APP|DOCS|DEPLOY|DASHBOARD|CALLBACK|REDIRECT)(?:_BASE)?_(?:URL|URI|HOST|DOMAIN|ORIGIN)$|(?:FRONTEND|PUBLIC|SITE|WEBAPP|WEB)_(?:URL|HOST)_)/;
const BASE_OF_SITE = /^(?:BASE_URL|BASE_URI|ROOT_URL)$/;
/** Words of what only other services call. */
const OF_SERVICES = /(?:^|_)(?:API|INTERNAL|BACKEND|SERVER|SERVICE|MCP|PLANE|WEBHOOK|SOCKET|WS)(?:_|$)/;

/** By the name of the variable, or of a field of settings. */
export function consequenceOf({
  name,
  isVariable,
  isField,
}: Pick<Fallback, 'name' | 'isVariable' | 'isField'>): Consequence {
  if (!isVariable && isField !== true) return 'connection';
  const rest = name.toUpperCase().replace(OF_BROWSER, '');
  return BASE_OF_SITE.test(rest) || (OF_SITE.test(rest) && !OF_SERVICES.test(rest)) ? 'links' : 'connection';
}

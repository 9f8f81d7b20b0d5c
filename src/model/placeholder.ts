/** What a value looks like that somebody was meant to replace. The name is shown to people instead of the value. */
const FORMS: readonly { readonly name: string; readonly shape: RegExp }[] = [
  {
    name: 'replace-me',
    shape:
      /(?<![a-z0-9])replace[-_]?(?:with|me|this)(?![a-z0-9])|^[^a-z0-9]*replace(?: (?:with|me|this)\b|[^a-z0-9]*$)/i,
  },
  {
    name: 'your-…',
    shape:
      /(?<![a-z0-9])your[-_](?=[a-z0-9<])|^your ?(?:own |[a-z]{1,12} )?(?:secret|key|token|password|api|domain|host|id)\b/i,
  },
  {
    name: 'change-me',
    shape:
      /(?<![a-z])change[-_]?(?:me|this|it)(?![a-z])|^[^a-z0-9]*change (?:me|this|it)\b|^(?:must|to)[-_]be[-_]changed$/i,
  },
  { name: 'placeholder', shape: /(?<![a-z0-9./-])[-_ ]?placeholder(?![a-z0-9]|\.[a-z])/i },
  { name: '__UNSET__', shape: /^__unset__$/i },
  { name: 'xxx', shape: /^[x*]{3,}$|(?<![a-z0-9])x{4,}(?![a-z0-9])|x{6,}/i },
  { name: '<…>', shape: /<(?!\/)[a-z][\w .:-]*>(?!.*<\/)/i },
  { name: 'TODO', shape: /^\W*TODO(?![a-z])/ },
  {
    name: 'generate-…',
    shape:
      /^[^a-z0-9]*generate[-_ ](?:a|an|with|using|your|me|this|one|new|strong|random|secure|secret|key|token|by)(?![a-z])|^generate[-_]?me$/i,
  },
];

/** A host of the domains that are reserved for examples (RFC 2606), not in a mail address. */
const EXAMPLE_HOST =
  /(?:^|[\s,;|=("'[]|:\/\/(?:[^\s/@]*@)?)(?:\*\.)?(?:[\w-]+\.)*example\.(?:com|org|net)(?=$|[:/,;|\s)"'\]?#])/i;
const SECRET_NAME = /(?:key|secret|token|password|passwd|pwd|dsn|_id$|salt|auth)/i;
const PROSE_WORDS = 6;

/** The form of placeholder that a variable's value holds, for people: `change-me`; undefined if it is none. */
export function placeholderForm(name: string, value: string): string | undefined {
  const text = value.trim();
  if (text === '' || text.length > MAX_LENGTH || text.split(/\s+/).length > PROSE_WORDS) return undefined;
  if (/placeholder/i.test(name)) return undefined;
  const form = FORMS.find(({ shape }) => shape.test(text));
  if (form !== undefined) return form.name;
  const isZero = /^[0-]{8,}$/.test(text) || (/^0{4,}$/.test(text) && SECRET_NAME.test(name));
  if (isZero && text.includes('0')) return '0000';
  return EXAMPLE_HOST.test(text) ? 'example.com' : undefined;
}

/** Longer values are certificates and the like. */
const MAX_LENGTH = 1_000;

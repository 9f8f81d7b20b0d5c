import type { DefinitionMember, TypeExpression } from '../../model/facts.js';

/** Settings that a framework reads from a class body; they are no members. */
const SETTINGS: ReadonlySet<string> = new Set(['model_config', 'Config', '__slots__', '__all__', '__match_args__']);

/** The members of a class, one for each name, in the order in which they first appear. */
export class MemberList {
  readonly #members = new Map<string, DefinitionMember>();

  add(member: DefinitionMember): void {
    if (SETTINGS.has(member.name)) return;
    const former = this.#members.get(member.name);
    this.#members.set(member.name, former === undefined ? member : withBoth(former, member));
  }

  all(): DefinitionMember[] {
    return [...this.#members.values()];
  }
}

/** A property and its setter, overloads and their implementation are one member; a field stays what it was first. */
function withBoth(former: DefinitionMember, later: DefinitionMember): DefinitionMember {
  if (former.type === null || !isMethod(former.type)) return former;
  return { ...former, type: ['&', former.type, later.type ?? '~'] };
}

function isMethod(type: TypeExpression): boolean {
  return typeof type === 'string' ? type.startsWith('#') : type[0] === '=>' || type[0] === '&';
}

/** Calls that describe a field: the default, if any, is among their arguments. */
export const FIELD_CALL = /(?:^|\.)(?:Field|field|attrib|attr|ib|PrivateAttr)$/;
const DEFAULT_ARGUMENT = /^(?:default|default_factory|factory)$/;

/** True if an argument of such a call, by its keyword where it has one, is the field's default. */
export function isDefaultArgument(name: string | undefined, isEllipsis: boolean): boolean {
  return !isEllipsis && (name === undefined || DEFAULT_ARGUMENT.test(name));
}

/** The alias under which the examples import. */
export const WITH_ALIAS = { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n' };

export const ORDER = ['export interface Order {', '  id: string;', '  total: number;', '  paidAt: Date | null;', '}'];
export const PYTHON_ORDER = ['class Order(BaseModel):', '    id: str', '    total: int', '    note: str | None = None'];
export const PYDANTIC = 'from pydantic import BaseModel';

/** Files of one project from their lines. */
export function files(contents: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(contents).map(([path, lines]) => [path, `${lines.join('\n')}\n`]));
}

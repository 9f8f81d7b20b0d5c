/** What a file is for. Rules say which roles they look at. */
export const ROLES = [
  'source',
  'test',
  'config',
  'tooling',
  'generated',
  'vendored',
  'declaration',
  'template',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles whose non-blank lines the score divides by. */
export const SCORED_ROLES: ReadonlySet<Role> = new Set<Role>(['source', 'test', 'config']);

/** One file of the project as rules see it. `path` is relative to the root, with `/` on every platform. */
export interface FileInfo {
  readonly path: string;
  /** Name of the folder under `src/formats/`, for example `python`. */
  readonly format: string;
  readonly role: Role;
  /** The package, service or workspace that the file belongs to. */
  readonly component: string;
}

/** A file (or a part of one) that was not checked, and why. A skip makes the score incomplete. */
export interface Skip {
  readonly path: string;
  readonly reason: string;
}

/** Something that went wrong: an unreadable file, a rule that throws, a worker that dies. */
export interface Failure {
  readonly path: string | null;
  readonly ruleId: string | null;
  readonly reason: string;
}

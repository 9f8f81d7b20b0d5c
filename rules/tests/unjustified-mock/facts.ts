import type { ImportedAs, Site } from 'compliance-linter';

/** What a mock replaces, as far as the file itself says. */
export type Target =
  /** Named in a string: a dotted path of Python (`app.orders.charge`), a module specifier of ECMAScript (`@/lib/api`). */
  | {
      readonly kind: 'path';
      readonly path: string;
      /** Of an ECMAScript module: the exports that the mock's factory gives; absent if that is not known. */
      readonly names?: readonly string[];
    }
  /** A member of something imported: of `orders` in `patch.object(orders, 'charge')`; no names for the import itself. */
  | { readonly kind: 'imported'; readonly from: ImportedAs; readonly names: readonly string[] }
  /** Something that cannot be told without running the code, as written. */
  | { readonly kind: 'unknown'; readonly text: string };

/** What is replaced, as the whole repository says it. */
export interface Replaced {
  /** For the message: `app.orders.charge`, `src/lib/api.ts`. */
  readonly name: string;
  /** What two places of one file that replace the same thing have in common. */
  readonly id: string;
}

/** A comment that may be a reason, without its markers. */
export interface Comment {
  readonly text: string;
  /**
   * On the lines of the statement, in the block directly above it, or one to three lines above; in the docstring of a
   * Python function or class around it.
   */
  readonly place: 'statement' | 'above' | 'near' | 'docstring';
  /** 1-based line of its first line: the same comment near two mocks is one. */
  readonly line: number;
}

/** A decorator that may give a reason. */
export interface Mark {
  /** Dotted. */
  readonly name: string;
  readonly text: string;
  /** 1-based: one decorator over two mocks is one. Absent where that is not known. */
  readonly line?: number;
}

/** One statement or decorator that creates a mock. Mocks within it belong to it. */
export interface Mock {
  readonly kind: 'mock';
  /** What creates it, by its library's own full name: `unittest.mock.patch.object`, `jest.mock`, `pytest_mock.mocker.patch`. */
  readonly creator: string;
  /**
   * Present if `creator` is only what the name suggests: it is imported from another module of the project, which passes
   * on the library's name or does not.
   */
  readonly through?: ImportedAs;
  /** Present, in place of `through`, where the name can only come from one of these star imports of Python. */
  readonly stars?: readonly string[];
  /** Present if it comes from a fixture known by its name alone (`mocker`): a `conftest.py` may define another one. */
  readonly fixture?: string;
  /**
   * `creates` a mock for somebody to pass on; `replaces` something that exists; `sets` plain data in its place, as a
   * setting; `observes` without replacing; sets the `environment`; `defines` a class of one's own that is named as a mock
   * (then `creator` is its name).
   */
  readonly effect: 'creates' | 'replaces' | 'sets' | 'observes' | 'environment' | 'defines';
  /** Empty where nothing is replaced. */
  readonly targets: readonly Target[];
  /** The enclosing classes and functions (`TestOrders.test_pays`), '' at the top level. */
  readonly owner: string;
  /** 1-based first and last line of the statement or decorator. */
  readonly lines: { readonly first: number; readonly last: number };
  readonly comments: readonly Comment[];
  /** Decorators of the enclosing functions and classes with a string as first argument. */
  readonly marks: readonly Mark[];
  /** The name that creates it (`patch.object`, `vi.mock`). */
  readonly site: Site;
}

/** A mocking library's name that is used but neither imported nor defined in the file. */
export interface UndefinedName {
  readonly kind: 'undefined';
  readonly name: string;
  /** Modules of star imports, which may define it. */
  readonly stars: readonly string[];
  readonly site: Site;
}

export type Fact = Mock | UndefinedName;
